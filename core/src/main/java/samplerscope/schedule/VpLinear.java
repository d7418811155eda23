package samplerscope.schedule;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;

/// Variance-preserving schedule with `beta(t)` linear from `beta0` to `beta1` on `t in (0, 1]`:
/// `log alpha = -t^2 (beta1 - beta0) / 4 - t beta0 / 2`, `sigma = sqrt(1 - alpha^2)`.
///
/// Source: Song et al. 2021, arXiv:2011.13456, Eq. 33; inverse from Lu et al. 2022, arXiv:2206.00927, App. D.4.
///
/// @param beta0 noise rate at the data end, `> 0`
/// @param beta1 noise rate at the noisy end, `> beta0`
public record VpLinear(double beta0, double beta1) implements NoiseSchedule {

    public VpLinear {
        if (!(beta0 > 0) || !(beta1 > beta0) || !Double.isFinite(beta1)) {
            throw new InvalidScheduleException("vp-linear has beta0 = %s and beta1 = %s".formatted(beta0, beta1),
                "use 0 < beta0 < beta1; 0.1 and 20 are the paper's");
        }
    }

    @Override
    public NoiseLevel at(double t) {
        double logAlpha = -t * t * (beta1 - beta0) / 4 - t * beta0 / 2;
        return new NoiseLevel(t, exp(logAlpha), sqrt(-expm1(2 * logAlpha)));
    }

    @Override
    public double timeOfLambda(double lambda) {
        double c = 2 * (beta1 - beta0) * Logs.log1pExp(-2 * lambda);
        return c / (sqrt(beta0 * beta0 + c) + beta0) / (beta1 - beta0);
    }

    @Override
    public double startTime() {
        return 1;
    }

    @Override
    public double endTime() {
        return 1e-3;
    }
}
