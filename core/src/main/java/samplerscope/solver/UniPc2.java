package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.Kept.START;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// UniPC-2: predictor UniP-2 and corrector UniC-2 in the data prediction, together order 3, one evaluation per step.
///
/// The evaluation at the start of a step also corrects the step before it, from the state that one started at. Where
/// that state or the past is missing, the corrector is left out and the orders are lower. The last state of a run stays
/// as predicted. Undefined at `sigma = 0` unless the predictor has order 1.
///
/// Source: Zhao et al. 2023, arXiv:2302.04867, Algorithms 5 to 8, data prediction.
///
/// @param scale     the function `B(h)`; it matters only where an order is 1, and in the predictor
/// @param predictor order of the predictor, 1 or 2
/// @param refresh   what becomes of an output when its state is corrected
public record UniPc2(Scale scale, int predictor, Refresh refresh) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("unipc-2", "UniPC-2", 3,
        "Zhao et al. 2023, arXiv:2302.04867, Algorithms 5 to 8",
        List.of(Parameter.oneOf("variant", "variant", "B(h): bh1 is h, bh2 is e^h - 1", "bh2", "bh1"),
            Parameter.whole("predictor", "predictor order",
                "1 is for the last step of a run, which then still corrects the one before it", 2, 1, 2), Refresh.SETTING, Layout.LOWER_ORDER_FINAL),
        s -> of(s, s.whole("predictor"))).laidOut(Layout.fallingOrder(s -> s.whole("predictor"), UniPc2::of));

    private static UniPc2 of(Settings s, int order) {
        return new UniPc2(s.word("variant").equals("bh1") ? Scale.BH1 : Scale.BH2, order, Refresh.of(s));
    }

    private static final Slot NOW = work(0);
    private static final Slot PREDICTED = work(1);

    /// Outputs stay as they are.
    public UniPc2(Scale scale, int predictor) {
        this(scale, predictor, Refresh.OFF);
    }

    /// `B(z)`, with `z = -h` in the data form.
    public enum Scale {
        BH1, BH2;

        double of(double z) {
            return switch (this) {
                case BH1 -> z;
                case BH2 -> expm1(z);
            };
        }
    }

    @Override
    public Step plan(StepRequest r) {
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(NOW, X, r.from(), DATA)));
        if (r.kept().contains(START.name()) && !r.nodes(1).isEmpty()) {
            ops.add(combine(PREDICTED, term(1, X)));
            ops.add(correction(r.nodes(2), r.from()));
            ops.addAll(refresh.ops(r, NOW, PREDICTED));
        }
        ops.add(combine(START, term(1, X)));
        ops.add(prediction(r));
        return new Step(r.from(), r.to(), ops);
    }

    private Op prediction(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double h = r.h();
        double keep = t.sigma() / s.sigma();
        double gain = -t.alpha() * expm1(-h);
        var nodes = r.nodes(predictor - 1);
        if (nodes.isEmpty()) {
            return combine(X, term(keep, X), term(gain, NOW));
        }
        double slope = -t.alpha() * scale.of(-h) / 2 * h / (s.lambda() - nodes.getFirst().lambda());
        return combine(X, term(keep, X), term(gain + slope, NOW), term(-slope, past(0, DATA)));
    }

    /// The step just finished, from `nodes[0]` to `t`, taken again with the output at its end.
    private Op correction(List<NoiseLevel> nodes, NoiseLevel t) {
        NoiseLevel s = nodes.getFirst();
        double h = t.lambda() - s.lambda();
        double keep = t.sigma() / s.sigma();
        if (nodes.size() == 1) {
            double gain = -t.alpha() * expm1(-h);
            double slope = -t.alpha() * scale.of(-h) / 2;
            return combine(X, term(keep, START), term(gain - slope, past(0, DATA)), term(slope, NOW));
        }
        double[] w = ExponentialWeights.of(-h, 0, (nodes.get(1).lambda() - s.lambda()) / h, 1);
        double gain = t.alpha() * h;
        return combine(X, term(keep, START), term(gain * w[0], past(0, DATA)), term(gain * w[1], past(1, DATA)),
            term(gain * w[2], NOW));
    }
}
