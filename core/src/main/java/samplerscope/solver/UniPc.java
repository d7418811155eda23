package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.Kept.START;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// UniPC-p: predictor UniP-p and corrector UniC-p, together order `p + 1`, one evaluation per step.
///
/// The evaluation at the start of a step also corrects the step before it, from the state that one started at. Where
/// that state or the past is missing, the corrector is left out and the orders are lower. The last state of a run stays
/// as predicted unless that step evaluates twice. Undefined at `sigma = 0` unless the predictor has order 1.
///
/// Source: Zhao et al. 2023, arXiv:2302.04867, Algorithms 5 to 8.
///
/// @param form      what is extrapolated
/// @param variant   how the formulas of lowest order are weighted
/// @param predictor order of the predictor, 1 to 4
/// @param corrector order of the corrector of the step before, 1 to 4; 0 corrects nothing
/// @param again     order of a corrector of this very step, after another evaluation at its predicted end; 0 for none
/// @param refresh   what becomes of an output when its state is corrected
public record UniPc(MultistepForm form, Variant variant, int predictor, int corrector, int again, Refresh refresh)
    implements Solver {

    private static final Parameter UNCORRECTED = Parameter.whole("uncorrected-steps", "uncorrected steps",
        "steps at the start of a run that nothing corrects; 1 is common with strong guidance", 0, 0, 10_000);
    private static final Parameter CORRECT_LAST = Parameter.onOff("correct-last", "correct the last step",
        "evaluate where the run ends, and correct its last step too: one more evaluation; of a single step, its own end", false);

    public static final SolverFamily ORDER_1 = family(1);
    public static final SolverFamily ORDER_2 = family(2);
    public static final SolverFamily ORDER_3 = family(3);
    public static final SolverFamily ORDER_4 = family(4);
    /// The predictor alone.
    public static final SolverFamily UNIP = new SolverFamily("unip", "UniP", 3,
        "Zhao et al. 2023, arXiv:2302.04867, Algorithms 6 and 8",
        List.of(Parameter.whole("order", "order", "outputs that the polynomial runs through", 3, 1, 4),
            MultistepForm.SETTING, Variant.SETTING, Layout.LOWER_ORDER_FINAL),
        s -> predictorOnly(s, s.whole("order")))
        .laidOut(Layout.fallingOrder(s -> s.whole("order"), UniPc::predictorOnly)).in(SolverFamily.Group.MULTISTEP);

    private static final Slot NOW = work(0);
    private static final Slot PREDICTED = work(1);
    private static final Slot NEXT = work(2);

    /// The function `B(h)` of the paper, which cancels from every formula that is solved for; what remains are the two
    /// formulas with one unknown, whose coefficient is fixed at 1/2.
    public enum Variant {
        /// `B(z) = e^z - 1`.
        BH2,
        /// `B(z) = z`.
        BH1,
        /// No fixed coefficient: every formula is solved for.
        VARY,
        /// As VARY, but correctors of order 2 and more use part of their matrix as the released code does: first order.
        VARY_PUBLISHED;

        static final Parameter SETTING = Parameter.oneOf("variant", "variant",
            "bh2 and bh1 fix the coefficient of the lowest formulas, with B(h) = e^h - 1 or h; vary solves for it; "
                + "vary-published corrects as the released code does, with first order",
            "bh2", "bh1", "vary", "vary-published");

        static Variant of(Settings settings) {
            return valueOf(settings.word(SETTING.id()).replace('-', '_').toUpperCase(Locale.ROOT));
        }

        /// Weight of the only difference, in units of the step, for an output at position `r`.
        double lowest(double z, double r) {
            return switch (this) {
                case BH2 -> expm1(z) / z / 2 / r;
                case BH1 -> 0.5 / r;
                case VARY, VARY_PUBLISHED -> Phi.of(2, z) / r;
            };
        }
    }

    private static SolverFamily family(int order) {
        return new SolverFamily("unipc-" + order, "UniPC-" + order, order + 1,
            "Zhao et al. 2023, arXiv:2302.04867, Algorithms 5 to 8",
            List.of(Variant.SETTING, MultistepForm.SETTING,
                Parameter.whole("predictor", "predictor order",
                    "1 is for the last step of a run, which then still corrects the one before it", order, 1, 4),
                Parameter.whole("corrector", "corrector order",
                    "order of the corrector of the step before; 0 corrects nothing", order, 0, 4),
                Parameter.onOff("evaluate-again", "evaluate again",
                    "evaluate at the predicted end too and correct this step: two evaluations", false),
                Refresh.SETTING, Layout.LOWER_ORDER_FINAL, UNCORRECTED, CORRECT_LAST),
            s -> of(s, s.whole("predictor"), s.whole("corrector")))
            .laidOut(UniPc::along).in(SolverFamily.Group.PREDICTOR_CORRECTOR)
            .noting("The order stated counts the corrector: predictor and corrector of order p together have order "
                + "p + 1, the predictor alone has p. The released code of 'vary' corrects with an incomplete matrix and "
                + "is of first order (0.98 measured): 'vary-published' repeats it, 'vary' uses the whole matrix. For a "
                + "list of uncorrected steps, as diffusers has it in 'disable_corrector', choose a solver per step: "
                + "corrector order 0 on the step after each.");
    }

    /// A corrector has the order that its step was predicted with, unless the settings ask for a lower one.
    private static List<Solver> along(Settings settings, Layout.Run run) {
        List<Integer> orders = Layout.fallingOrder(s -> s.whole("predictor"), (s, order) -> of(s, order, 0))
            .along(settings, run).stream().map(solver -> ((UniPc) solver).predictor).toList();
        boolean twice = settings.flag("evaluate-again");
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < orders.size(); i++) {
            int before = max(0, i - 1);
            boolean again = i == orders.size() - 1 ? settings.flag(CORRECT_LAST.id()) : twice;
            solvers.add(new UniPc(MultistepForm.of(settings), Variant.of(settings), orders.get(i),
                twice ? 0 : corrector(settings, before, orders.get(before)),
                again ? corrector(settings, i, orders.get(i)) : 0, Refresh.of(settings)));
        }
        return List.copyOf(solvers);
    }

    /// Correctors of higher order than the predictor stay as they were asked for; only falling orders pull them down.
    private static int corrector(Settings settings, int step, int predicted) {
        int asked = step < settings.whole(UNCORRECTED.id()) ? 0 : settings.whole("corrector");
        return predicted == settings.whole("predictor") ? asked : min(asked, predicted);
    }

    private static UniPc of(Settings s, int predictor, int corrector) {
        boolean twice = s.flag("evaluate-again");
        int again = s.flag(CORRECT_LAST.id()) ? predictor : 0;
        return new UniPc(MultistepForm.of(s), Variant.of(s), predictor, twice ? 0 : corrector, twice ? corrector : again,
            Refresh.of(s));
    }

    private static UniPc predictorOnly(Settings s, int order) {
        return new UniPc(MultistepForm.of(s), Variant.of(s), order, 0, 0, Refresh.OFF);
    }

    /// In the data form, corrected with order 2 and no refresh.
    public static UniPc two(Variant variant, int predictor) {
        return new UniPc(MultistepForm.DATA, variant, predictor, 2, 0, Refresh.OFF);
    }

    @Override
    public Step plan(StepRequest r) {
        if (r.from().alpha() == 0 || (r.to().sigma() == 0 && predictor == 1 && form == MultistepForm.NOISE)) {
            return new Ddim(0).plan(r);
        }
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(NOW, X, r.from(), form.output())));
        if (corrector > 0 && r.kept().contains(START.name()) && !r.nodes(1).isEmpty()) {
            ops.add(combine(PREDICTED, term(1, X)));
            ops.add(correction(r.nodes(corrector), r.from()));
            ops.addAll(refresh.ops(r, form.output(), NOW, PREDICTED));
        }
        ops.add(combine(START, term(1, X)));
        List<NoiseLevel> nodes = r.nodes(max(predictor, again) - 1);
        ops.add(step(X, r.from(), r.to(), X, NOW, nodes.subList(0, min(nodes.size(), predictor - 1)), 0, List.of()));
        if (again > 0 && r.to().sigma() > 0) {
            ops.add(new Op.Evaluate(NEXT, X, r.to(), form.output()));
            ops.add(step(X, r.from(), r.to(), START, NOW, nodes.subList(0, min(nodes.size(), again - 1)), 0,
                List.of(NEXT)));
        }
        return new Step(r.from(), r.to(), ops);
    }

    /// The step just finished, from `nodes[0]` to `t`, taken again with the output at its end.
    Op correction(List<NoiseLevel> nodes, NoiseLevel t) {
        return step(X, nodes.getFirst(), t, START, form.pastOutputs(0, 1).getFirst(), nodes.subList(1, nodes.size()), 1,
            List.of(NOW));
    }

    /// One formula from `s` to `t`: through the output at `s`, those of `before`, and perhaps the one at `t`.
    ///
    /// @param age of the first of the outputs before
    private Op step(Slot into, NoiseLevel s, NoiseLevel t, Slot state, Slot here, List<NoiseLevel> before, int age,
                    List<Slot> there) {
        var others = new ArrayList<>(form.pastOutputs(age, before.size()));
        others.addAll(there);
        double[] r = Arrays.copyOf(MultistepForm.positions(before, s, t), others.size());
        there.forEach(_ -> r[before.size()] = 1);
        return combine(into, form.sum(s, t, state, here, others, weights(form.z(t.lambda() - s.lambda()), r,
            !there.isEmpty())));
    }

    /// Weights of the differences at positions `r`, in units of the step.
    private double[] weights(double z, double[] r, boolean corrects) {
        if (r.length == 0) {
            return r;
        }
        if (r.length == 1) {
            return new double[] {variant.lowest(z, r[0])};
        }
        if (corrects && variant == Variant.VARY_PUBLISHED) {
            return ExponentialWeights.ofIncompleteDifferences(z, r);
        }
        return ExponentialWeights.ofDifferences(z, r);
    }
}
