package samplerscope.solver;

import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// DPM-Solver-v3: multistep in what model statistics leave of the noise prediction, with a corrector, one evaluation
/// per step.
///
/// A point of the unified space: its predictor and its corrector are expansions of {@link Prediction#STATISTICS}. The
/// corrector of order `q` runs through `q` outputs, the new one included, and skips steps of first order. Where the
/// statistics of a model are unknown, it expands the data.
///
/// Source: Zheng et al. 2023, arXiv:2310.13268, Algorithms 1 and 2.
public final class DpmSolverV3 {

    private static final Parameter ORDER = Parameter.whole("order", "order", "of the predictor", 3, 1, 3);
    private static final Parameter CORRECTOR = Parameter.onOff("corrector", "corrector",
        "take each step again with the output at its end, with the order it was predicted with", true);
    private static final Parameter PSEUDO = Parameter.onOff("pseudo-predictor", "pseudo-order predictor",
        "the k-th derivative from the k nearest outputs only", false);
    private static final Parameter PSEUDO_CORRECTOR = Parameter.onOff("pseudo-corrector", "pseudo-order corrector",
        "one order more, the k-th derivative from the k nearest outputs only", false);

    private static final Parameter CORRECTED = Parameter.oneOf("corrected", "corrected steps",
        "which steps the corrector takes again: all, those up to time 0.5 of the schedule's clock (clean-half, the half "
            + "corrector of the paper) or those beyond (noisy-half, that of the released code)",
        "all", "clean-half", "noisy-half");
    /// On the clock of a variance-preserving path from 1 to 0.
    private static final double HALF = 0.5;

    public static final SolverFamily FAMILY = new SolverFamily("dpm-solver-v3", "DPM-Solver-v3", 3,
        "Zheng et al. 2023, arXiv:2310.13268, Algorithms 1 and 2",
        List.of(ORDER, CORRECTOR, CORRECTED, PSEUDO, PSEUDO_CORRECTOR, Layout.LOWER_ORDER_FINAL),
        s -> step(s, s.whole("order"), s.whole("order")))
        .laidOut(DpmSolverV3::along).in(SolverFamily.Group.DATA_AWARE)
        .noting("The statistics are those of a Gaussian with the mean and covariance of the data, in closed form; "
            + "without data, or under guidance, it expands the predicted data. The released code snaps times to the table "
            + "of its statistics, here the table is linear between its points. The corrector lifts the order from q to "
            + "at most q + 1; beyond some 100 steps the 240 intervals of the table leave an error of some 1e-5. Its half corrector "
            + "corrects the cleaner half of the steps in the paper and the noisier half in the released code.");

    /// The `k`-th derivative through the `k` outputs nearest to the start.
    private static final List<Set<Integer>> NEAREST = List.of(Set.of(1), Set.of(1, 2));
    private static final List<Set<Integer>> NEAREST_OF_CORRECTOR = List.of(Set.of(0), Set.of(0, 2), Set.of(0, 2, 3));

    private DpmSolverV3() {}

    private static List<Solver> along(Settings s, Layout.Run run) {
        boolean falls = s.flag(Layout.LOWER_ORDER_FINAL.id());
        int[] orders = IntStream.range(0, run.steps()).map(i ->
            min(min(s.whole("order"), i + 1), falls ? run.steps() - i : Integer.MAX_VALUE)).toArray();
        var steps = new ArrayList<Solver>();
        for (int i = 0; i < run.steps(); i++) {
            steps.add(step(s, orders[i], i > 0 && corrects(s, run.grid().levels().get(i)) ? orders[i - 1] : 0));
        }
        return List.copyOf(steps);
    }

    /// @param end of the step that may be corrected
    private static boolean corrects(Settings s, NoiseLevel end) {
        return switch (s.word(CORRECTED.id())) {
            case "clean-half" -> end.time() <= HALF;
            case "noisy-half" -> end.time() > HALF;
            default -> true;
        };
    }

    /// @param before order of the step that is corrected, 0 where there is none
    private static UnifiedStep step(Settings s, int order, int before) {
        boolean pseudo = s.flag("pseudo-corrector");
        int corrector = s.flag("corrector") && before > 0 ? before + (pseudo ? 1 : 0) : 0;
        return step(order, s.flag("pseudo-predictor"), corrector, pseudo);
    }

    /// One step of the given orders.
    ///
    /// @param nearest            the predictor's `k`-th derivative from the `k` nearest outputs only
    /// @param corrector          outputs that the corrector runs through, the new one included; below 2 for none
    /// @param correctorIsNearest the same for the corrector
    public static UnifiedStep step(int order, boolean nearest, int corrector, boolean correctorIsNearest) {
        return new UnifiedStep(
            new Expansion(Prediction.STATISTICS, 0, order, nearest ? NEAREST : List.of(), Relaxation.NONE),
            corrector < 2 ? Expansion.NONE : new Expansion(Prediction.STATISTICS, 1, corrector,
                correctorIsNearest ? NEAREST_OF_CORRECTOR : List.of(), Relaxation.NONE),
            FirstOutput.MODEL);
    }
}
