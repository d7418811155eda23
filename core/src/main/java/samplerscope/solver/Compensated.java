package samplerscope.solver;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import samplerscope.schedule.NoiseLevel;

/// DC-Solver: after a correction, and before the prediction, the newest output is replaced by what a polynomial through
/// it and earlier ones gives at `t' = ratio t_i + (1 - ratio) t_(i-1)`; later steps read that. No evaluation more.
///
/// A ratio of 1 changes nothing, and so does a history that is too short.
///
/// Source: Zhao et al. 2024, arXiv:2409.03755, Eqs. 7 and 8.
///
/// @param inner  what takes the step; it evaluates once
/// @param ratio  of this step
/// @param points outputs that the polynomial runs through
/// @param clock  in which it is a polynomial
public record Compensated(Solver inner, double ratio, int points, Clock clock) implements Solver {

    /// Coordinate of the outputs.
    public enum Clock {
        TIME(NoiseLevel::time), LAMBDA(NoiseLevel::lambda);

        private final ToDoubleFunction<NoiseLevel> of;

        Clock(ToDoubleFunction<NoiseLevel> of) {
            this.of = of;
        }
    }

    public static final SolverFamily FAMILY = new SolverFamily("dc-solver", "DC-Solver", 4,
        "Zhao et al. 2024, arXiv:2409.03755, Eqs. 7 and 8", CompensatedSettings.PARAMETERS, CompensatedSettings::step)
        .laidOut(CompensatedSettings::along)
        .in(SolverFamily.Group.PREDICTOR_CORRECTOR)
        .noting("Ratios belong to a model, a grid and a number of steps: `samplerscope search ratios` finds them and "
            + "writes them into the spec. Ratios of one run are worth little in another. The released code for Stable "
            + "Diffusion interpolates in continuous time, that for diffusers in whole training steps.");

    /// The same step with another ratio.
    public Compensated with(double other) {
        return new Compensated(inner, other, points, clock);
    }

    @Override
    public Step plan(StepRequest r) {
        Step step = inner.plan(r);
        List<NoiseLevel> nodes = new ArrayList<>(List.of(r.from()));
        nodes.addAll(r.nodes(points - 1));
        if (ratio == 1 || nodes.size() < points || r.isEndless()) {
            return step;
        }
        var ops = new ArrayList<>(step.ops());
        int at = position(ops);
        for (Op op : step.ops()) {
            if (op instanceof Op.Evaluate(Slot into, var _, NoiseLevel level, var as)) {
                double[] w = weights(nodes);
                var terms = new ArrayList<Op.Term>();
                for (int k = 0; k < w.length; k++) {
                    terms.add(term(w[k], k == 0 ? into : past(k - 1, as)));
                }
                ops.addAll(at, List.of(combine(into, terms), new Op.Remember(X, into, level, as)));
                break;
            }
        }
        return new Step(r.from(), r.to(), ops);
    }

    /// Where the prediction begins: where a corrector keeps the state, else after the evaluation.
    private static int position(List<Op> ops) {
        for (int i = 0; i < ops.size(); i++) {
            if (ops.get(i).into().equals(Slot.Kept.START)) {
                return i;
            }
        }
        return 1;
    }

    /// The Lagrange basis at `t'`.
    private double[] weights(List<NoiseLevel> nodes) {
        double[] t = nodes.stream().mapToDouble(clock.of).toArray();
        double target = ratio * (t[0] - t[1]) + t[1];
        var w = new double[t.length];
        for (int j = 0; j < w.length; j++) {
            w[j] = Lagrange.basis(t, j, target);
        }
        return w;
    }
}
