package samplerscope.schedule;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.acos;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

/// Variance-preserving cosine schedule: `alpha = cos((t + s) / (1 + s) * pi / 2) / cos(s / (1 + s) * pi / 2)`.
///
/// It starts at `t = 0.9946`, the choice of its continuous source: at `t = 1` no signal is left.
///
/// Source: Nichol & Dhariwal 2021, arXiv:2102.09672, Eq. 17; continuous form from Lu et al. 2022, arXiv:2206.00927.
///
/// @param offset the small `s` that keeps the first step from being too short, `> 0`; 0.008 in the paper
public record VpCosine(double offset) implements NoiseSchedule {

    public VpCosine {
        if (!(offset > 0) || !(offset < 1)) {
            throw new InvalidScheduleException("vp-cosine has offset = %s".formatted(offset),
                "use a number between 0 and 1; 0.008 is the paper's");
        }
    }

    @Override
    public NoiseLevel at(double t) {
        // Rounding of a time near 0 may lift the logarithm an ulp above 0, where sigma would be NaN.
        double logAlpha = min(0, log(cos((t + offset) / (1 + offset) * PI / 2)) - logAlphaAtZero());
        return new NoiseLevel(t, exp(logAlpha), sqrt(-expm1(2 * logAlpha)));
    }

    @Override
    public double timeOfLambda(double lambda) {
        double logAlpha = -0.5 * Logs.log1pExp(-2 * lambda);
        return acos(exp(logAlpha + logAlphaAtZero())) * 2 * (1 + offset) / PI - offset;
    }

    @Override
    public double startTime() {
        return 0.9946;
    }

    @Override
    public double endTime() {
        return 1e-3;
    }

    private double logAlphaAtZero() {
        return log(cos(offset / (1 + offset) * PI / 2));
    }
}
