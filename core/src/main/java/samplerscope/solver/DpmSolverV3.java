package samplerscope.solver;

import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

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
    private static final Parameter CORRECTED = Parameter.oneOf("corrected", "corrected part",
        "which states are corrected: all; clean-half, in the half of the time next to the data, as the paper has it for "
            + "strong guidance; noisy-half, in the other half, as its released code does", "all", "clean-half",
        "noisy-half");
    private static final Parameter CORRECTOR_ORDER = Parameter.whole("corrector-order", "corrector order",
        "outputs that the corrector runs through, the new one included; 0 is the order of the step corrected, and one "
            + "more for a pseudo-order corrector", 0, 0, 4);
    private static final Parameter PSEUDO = Parameter.onOff("pseudo-predictor", "pseudo-order predictor",
        "the k-th derivative from the k nearest outputs only", false);
    private static final Parameter PSEUDO_CORRECTOR = Parameter.onOff("pseudo-corrector", "pseudo-order corrector",
        "one order more, the k-th derivative from the k nearest outputs only", false);

    public static final SolverFamily FAMILY = new SolverFamily("dpm-solver-v3", "DPM-Solver-v3", 3,
        "Zheng et al. 2023, arXiv:2310.13268, Algorithms 1 and 2",
        Stream.concat(Stream.of(ORDER, CORRECTOR, CORRECTED, CORRECTOR_ORDER, PSEUDO, PSEUDO_CORRECTOR,
            Layout.LOWER_ORDER_FINAL), StatisticsSettings.PARAMETERS.stream()).toList(),
        s -> step(s, s.whole("order"), s.whole("order")))
        .laidOut(DpmSolverV3::along).in(SolverFamily.Group.DATA_AWARE)
        .noting("Unless they are to be measured on the model, the statistics are those of a Gaussian with the mean and "
            + "covariance of the data, in closed form; without data, or under guidance, it then expands the predicted "
            + "data. Measured ones see the guidance of the run and are kept in a file for the next one. The released code "
            + "snaps times to the table of its statistics, here the table is linear between its points. The corrector lifts "
            + "the order from q to at most q + 1; beyond some 100 steps the 240 intervals of the table leave an error of "
            + "some 1e-5. Its half corrector corrects the cleaner half of the steps in the paper and the noisier half in the "
            + "released code.");

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
            steps.add(step(s, orders[i], i > 0 && isCorrected(s, run, i) ? orders[i - 1] : 0));
        }
        return List.copyOf(steps);
    }

    /// Whether the state where a step begins is one to correct.
    private static boolean isCorrected(Settings s, Layout.Run run, int step) {
        double half = run.schedule().startTime() / 2;
        boolean clean = run.grid().levels().get(step).time() <= half;
        return switch (s.word("corrected")) {
            case "clean-half" -> clean;
            case "noisy-half" -> !clean;
            default -> true;
        };
    }

    /// @param before order of the step that is corrected, 0 where none is
    private static UnifiedStep step(Settings s, int order, int before) {
        boolean pseudo = s.flag("pseudo-corrector");
        int chosen = s.whole("corrector-order");
        int corrector = !s.flag("corrector") || before == 0 ? 0 : chosen > 0 ? chosen : before + (pseudo ? 1 : 0);
        UnifiedStep step = step(order, s.flag("pseudo-predictor"), corrector, pseudo);
        return new UnifiedStep(step.predictor(), step.corrector(), Refresh.OFF, step.output(),
            StatisticsSettings.request(s));
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
