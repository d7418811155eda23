package samplerscope.solver;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.Arrays;
import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// Exponential Runge-Kutta steps of the DPM-Solvers, in either form. A step from `alpha = 0` or to `sigma = 0` is DDIM.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, Algorithms 1 and 2 (noise); arXiv:2211.01095, Algorithm 1 (data); other inner
/// nodes and the Taylor form from the released code.
final class SingleStep {

    private SingleStep() {}

    /// Two evaluations, the second at `lambda_s + r1 h`.
    static Step second(StepRequest r, MultistepForm form, double r1, SlopeForm slope) {
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        NoiseLevel inner = r.schedule().atLambda(s.lambda() + r1 * r.h());
        Slot guess = work(2);
        return new Step(s, t,
            new Op.Evaluate(work(0), X, s, form.output()),
            combine(guess, form.sum(s, inner, X, work(0), List.of(), new double[0])),
            new Op.Evaluate(work(1), guess, inner, form.output()),
            combine(X, form.sum(s, t, X, work(0), List.of(work(1)),
                new double[] {slope.weight(form.z(r.h())) / r1})));
    }

    /// Three evaluations, at `lambda_s`, `lambda_s + r1 h` and `lambda_s + r2 h`; of order 3 for `r2 = 2/3`.
    static Step third(StepRequest r, MultistepForm form, double r1, double r2, SlopeForm slope) {
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double z = form.z(r.h());
        NoiseLevel first = r.schedule().atLambda(s.lambda() + r1 * r.h());
        NoiseLevel second = r.schedule().atLambda(s.lambda() + r2 * r.h());
        Slot guess = work(3);
        return new Step(s, t,
            new Op.Evaluate(work(0), X, s, form.output()),
            combine(guess, form.sum(s, first, X, work(0), List.of(), new double[0])),
            new Op.Evaluate(work(1), guess, first, form.output()),
            combine(guess, form.sum(s, second, X, work(0), List.of(work(1)),
                new double[] {Phi.of(2, r2 * z) * r2 / r1})),
            new Op.Evaluate(work(2), guess, second, form.output()),
            combine(X, form.sum(s, t, X, work(0), List.of(work(1), work(2)), last(z, r1, r2, slope))));
    }

    /// The paper ends with the first and the third output, the Taylor form with all three.
    private static double[] last(double z, double r1, double r2, SlopeForm slope) {
        return switch (slope) {
            case MIDPOINT -> new double[] {0, Phi.of(2, z) / r2};
            case TAYLOR -> Arrays.copyOfRange(ExponentialWeights.of(z, 0, r1, r2), 1, 3);
        };
    }
}
