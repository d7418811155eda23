package samplerscope.run;

import samplerscope.solver.EmbeddedSolver;

/// How a run chooses its own levels.
///
/// @param pair     the solver and its error estimate
/// @param control  before the first attempt
/// @param relative tolerance, of the larger of the new and the last state, element by element, `>= 0`
/// @param absolute tolerance, of the state, `> 0`
/// @param norm     from the errors of all elements to one number
/// @param eta      how much fresh noise an accepted step adds, as a share of the ancestral one; 0 for the ODE
/// @param arrival  when the end counts as reached
public record AdaptiveSettings(EmbeddedSolver pair, StepControl control, double relative, double absolute,
                               ErrorNorm norm, double eta, Arrival arrival) {

    /// From the errors of all elements, in units of what is allowed, to one number.
    public enum ErrorNorm {
        /// The root mean square of the worst sample.
        WORST_SAMPLE,
        /// The root mean square of all elements of the batch.
        WHOLE_BATCH
    }

    /// How near the end is near enough.
    public enum Arrival {
        /// On the level itself.
        EXACT,
        /// Within 1e-5 in time, as the released DPM-Solver has it.
        NEAR_IN_TIME,
        /// Within 1e-5 in lambda, as k-diffusion has it.
        NEAR_IN_LAMBDA
    }

    public AdaptiveSettings {
        if (!(relative >= 0) || !(absolute > 0) || !(control.step() > 0)) {
            throw new AdaptiveStepException("relative tolerance %s, absolute tolerance %s and first step %s".formatted(
                relative, absolute, control.step()), "use tolerances and a first step above zero");
        }
    }
}
