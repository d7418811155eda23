package samplerscope.peer.diffusers;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;

import java.util.function.IntToDoubleFunction;
import samplerscope.schedule.BetaLaw;

/// Lists of `n` sigmas from `max` down to `min`, both included, that a scheduler can visit instead of training steps.
public final class Ladder {

    private Ladder() {}

    /// Evenly spaced in `sigma^(1/rho)`; Karras et al. 2022, arXiv:2206.00364, Eq. 5.
    public static double[] karras(double min, double max, int n, double rho) {
        double from = pow(max, 1 / rho);
        double to = pow(min, 1 / rho);
        return list(n, i -> pow(from + ramp(i, n) * (to - from), rho));
    }

    /// Evenly spaced in log sigma.
    public static double[] exponential(double min, double max, int n) {
        return list(n, i -> exp(log(max) + ramp(i, n) * (log(min) - log(max))));
    }

    /// Quantiles of the Beta law with both shapes 0.6; Lee et al. 2024, arXiv:2407.12173.
    public static double[] beta(double min, double max, int n) {
        return list(n, i -> min + BetaLaw.quantile(1 - ramp(i, n), 0.6, 0.6) * (max - min));
    }

    /// `i / (n - 1)`; a single point lies at the noisy end.
    static double ramp(int i, int n) {
        return n == 1 ? 0 : i / (n - 1.0);
    }

    private static double[] list(int n, IntToDoubleFunction sigma) {
        var sigmas = new double[n];
        for (int i = 0; i < n; i++) {
            sigmas[i] = sigma.applyAsDouble(i);
        }
        return sigmas;
    }
}
