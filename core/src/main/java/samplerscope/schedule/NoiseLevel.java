package samplerscope.schedule;

import static java.lang.StrictMath.log;

/// A point on the noise path `x = alpha * x0 + sigma * eps`.
///
/// @param time  where on the schedule's own clock; only models and time-based solvers look at it
/// @param alpha signal coefficient, `>= 0`
/// @param sigma noise coefficient, `>= 0`; not both zero
public record NoiseLevel(double time, double alpha, double sigma) {

    public NoiseLevel {
        if (!(alpha >= 0) || !(sigma >= 0) || !(alpha + sigma > 0) || !Double.isFinite(alpha + sigma + time)) {
            throw new InvalidLevelException(time, alpha, sigma);
        }
    }

    /// Half the log signal-to-noise ratio, `log(alpha / sigma)`; `+Infinity` at `sigma = 0`, `-Infinity` at `alpha = 0`.
    public double lambda() {
        return log(alpha) - log(sigma);
    }

    /// Noise per unit of signal, `sigma / alpha`; the "sigma" of EDM and k-diffusion. `+Infinity` at `alpha = 0`.
    public double rho() {
        return sigma / alpha;
    }
}
