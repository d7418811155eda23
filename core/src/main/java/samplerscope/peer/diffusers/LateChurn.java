package samplerscope.peer.diffusers;

import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.peer.Options;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Euler;
import samplerscope.solver.Op;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.spec.Choice;

/// Euler with churn whose model was asked before the noise was added: the output is then read as if it belonged to the
/// raised state, in whatever form the model speaks. k-diffusion and the paper ask after the noise.
///
/// @param amount  `s_churn`
/// @param lowest  `s_tmin`
/// @param highest `s_tmax`
/// @param form    how the output is read
record LateChurn(double amount, double lowest, double highest, Reading form) implements ProgramStep {

    /// Reads an output at the raised level: the data are `ofState` times the raised state plus `ofData` times the data at
    /// the lower level plus `ofLower` times the lower state.
    @FunctionalInterface
    interface Reading {
        double[] at(double sigma, double raised);
    }

    static Solver of(Options step, Reading form) {
        step.knowingOnly("s_churn", "s_tmin", "s_tmax", "s_noise");
        return new LateChurn(step.number("s_churn", 0), step.number("s_tmin", 0),
            step.number("s_tmax", Double.POSITIVE_INFINITY), form);
    }

    /// How schedulers with a training table read predictions.
    static Reading reading(Parameterization prediction) {
        return switch (prediction) {
            // x0' = y' - raised eps, and eps = (y - x0) / sigma.
            case NOISE -> (sigma, raised) -> new double[] {1, raised / sigma, -raised / sigma};
            case DATA -> (_, _) -> new double[] {0, 1, 0};
            // x0' = y' / (sigma^2 + 1) - sigma / sqrt(sigma^2 + 1) v with the old sigma, and v from x0 and y.
            case VELOCITY, FLOW -> (sigma, _) -> new double[] {1 / (sigma * sigma + 1), 1, -1 / (sigma * sigma + 1)};
        };
    }

    @Override
    public Choice named(Place place) {
        if (amount == 0) {
            return Choice.of("euler");
        }
        throw new UnknownOptionException("s_churn = %s adds noise after the model was asked".formatted(amount),
            "leave s_churn out, and choose the solver edm-stochastic, which asks after the noise was added");
    }

    @Override
    public Step plan(StepRequest r) {
        double sigma = r.from().rho();
        double gamma = lowest <= sigma && sigma <= highest ? min(amount / r.steps(), sqrt(2) - 1) : 0;
        if (gamma == 0) {
            return new Euler().plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double raised = sigma * (1 + gamma);
        double up = sqrt(raised * raised - sigma * sigma);
        double[] read = form.at(sigma, raised);
        // In y = x / alpha: y_t = y' + (sigma_t - raised) (y' - x0') / raised.
        double slope = (t.rho() - raised) / raised;
        double ofRaised = 1 + slope - slope * read[0];
        var terms = new ArrayList<>(List.of(
            term(t.alpha() / s.alpha() * (ofRaised - slope * read[2]), X),
            term(-t.alpha() * slope * read[1], work(0)),
            term(t.alpha() * ofRaised * up, work(1))));
        return new Step(s, t, new Op.Evaluate(work(0), X, s, Parameterization.DATA), new Op.Draw(work(1), 0),
            combine(X, terms));
    }
}
