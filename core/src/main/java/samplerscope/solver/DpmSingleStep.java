package samplerscope.solver;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// A single-step DPM-Solver whose stages are steps of the run: a call of order `k` goes on from where the block of `k` calls
/// began, with the outputs of all its calls.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, Algorithm 1, on the grid of diffusers, whose inner stages lie on even times.
///
/// @param data       data or noise prediction
/// @param order      1 to 3: which call of its block this is
/// @param heun       the Taylor form
/// @param stochastic on the reverse SDE, data prediction only; each call draws
public record DpmSingleStep(boolean data, int order, boolean heun, boolean stochastic) implements Solver {

    /// The state that the block began at, handed on from call to call.
    private static final Slot.Kept BLOCK = new Slot.Kept("block");

    @Override
    public Step plan(StepRequest r) {
        MultistepForm form = data ? MultistepForm.DATA : MultistepForm.NOISE;
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(work(0), X, r.from(), form.output())));
        int stages = order == 1 || !r.kept().contains(BLOCK.name()) ? 1 : StrictMath.min(order, r.nodes(2).size() + 1);
        ops.add(combine(work(1), term(1, stages == 1 ? X : BLOCK)));
        ops.add(combine(BLOCK, term(1, work(1))));
        NoiseLevel s = stages == 1 ? r.from() : r.nodes(2).get(stages - 2);
        NoiseLevel t = r.to();
        if (t.sigma() == 0) {
            ops.add(combine(X, form.sum(s, t, X, work(0), List.of(), new double[0])));
            return new Step(r.from(), t, ops);
        }
        if (stochastic) {
            ops.add(new Op.Draw(work(2), 0));
        }
        ops.add(combine(X, terms(r, form, s, stages)));
        return new Step(r.from(), t, ops);
    }

    /// The outputs of the block, oldest first, are the stages of a step from `s`.
    private List<Op.Term> terms(StepRequest r, MultistepForm form, NoiseLevel s, int stages) {
        NoiseLevel t = r.to();
        double h = t.lambda() - s.lambda();
        double z = stochastic ? -2 * h : form.z(h);
        Slot here = stages == 1 ? work(0) : Slot.past(stages - 2, form.output());
        var others = new ArrayList<Slot>();
        var positions = new double[stages - 1];
        for (int j = 1; j < stages; j++) {
            int age = stages - 2 - j;
            NoiseLevel at = age < 0 ? r.from() : r.nodes(2).get(age);
            others.add(age < 0 ? work(0) : Slot.past(age, form.output()));
            positions[j - 1] = (at.lambda() - s.lambda()) / h;
        }
        double[] w = weights(z, positions);
        if (!stochastic) {
            return form.sum(s, t, BLOCK, here, others, w);
        }
        double scale = 2 * t.alpha() * h;
        double atStart = -t.alpha() * expm1(-2 * h);
        var terms = new ArrayList<>(List.of(term(t.sigma() / s.sigma() * exp(-h), BLOCK)));
        for (int j = 0; j < w.length; j++) {
            atStart -= scale * w[j];
            terms.add(term(scale * w[j], others.get(j)));
        }
        terms.add(term(atStart, here));
        terms.add(term(t.sigma() * sqrt(-expm1(-2 * h)), work(2)));
        return terms;
    }

    private double[] weights(double z, double[] r) {
        return switch (r.length) {
            case 0 -> r;
            case 1 -> new double[] {(heun ? Phi.of(2, z) : Phi.of(1, z) / 2) / r[0]};
            default -> heun ? third(z, r) : new double[] {0, Phi.of(2, z) / r[1]};
        };
    }

    private double[] third(double z, double[] r) {
        if (!stochastic) {
            return ExponentialWeights.ofDifferences(z, r);
        }
        // The stochastic form of diffusers has the sign of the second derivative's constant turned.
        double slope = Phi.of(2, z);
        double bend = (Phi.of(3, z) + 1 / z) * 2;
        double width = r[1] - r[0];
        double second = (slope * -r[0] + bend) / (width * r[1]);
        double first = (slope * r[1] - bend) / (width * r[0]);
        return new double[] {first, second};
    }
}
