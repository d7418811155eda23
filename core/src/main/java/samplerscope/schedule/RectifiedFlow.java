package samplerscope.schedule;

import static java.lang.StrictMath.exp;

/// The straight path `x = (1 - t) x0 + t eps` of rectified flow and flow matching.
///
/// `shift` bends the clock of a *grid* towards noise, `t' = shift t / (1 + (shift - 1) t)`; the path itself has none,
/// so the shift is applied in {@link #at} and undone in {@link #timeOfLambda}.
///
/// Source: Liu et al. 2022, arXiv:2209.03003; shift from Esser et al. 2024, arXiv:2403.03206, Eq. 23.
///
/// @param shift `> 0`; 1 is none, 3 is common for large images
public record RectifiedFlow(double shift) implements NoiseSchedule {

    public RectifiedFlow {
        if (!(shift > 0) || !Double.isFinite(shift)) {
            throw new InvalidScheduleException("flow has shift = %s".formatted(shift), "use a number above 0; 1 is none");
        }
    }

    @Override
    public NoiseLevel at(double t) {
        double shifted = shift * t / (1 + (shift - 1) * t);
        return new NoiseLevel(t, 1 - shifted, shifted);
    }

    @Override
    public double timeOfLambda(double lambda) {
        double shifted = 1 / (1 + exp(lambda));
        return shifted / (shift - (shift - 1) * shifted);
    }

    /// Just inside `t = 1`, where `alpha = 0` and noise-form solvers are undefined. A hand-made grid may start at 1.
    @Override
    public double startTime() {
        return 0.999;
    }

    @Override
    public double endTime() {
        return 1e-3;
    }
}
