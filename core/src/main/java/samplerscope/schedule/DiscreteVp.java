package samplerscope.schedule;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;

/// A variance-preserving schedule given as a table of training steps, read as a continuous one.
///
/// Training step `n` of `N` is the time `t = (n + 1) / N`; `log alpha` is linear in `t` between table entries and
/// continues the end segments outside. Where the last entry has no signal, `alpha` is linear in the last segment instead.
/// Sampling runs from `t = 1` to `t = 1 / N`.
///
/// Source: Ho et al. 2020, arXiv:2006.11239 (tables); Lu et al. 2022, arXiv:2206.00927, App. D.4 (continuous reading).
public final class DiscreteVp implements NoiseSchedule {

    private final double[] logAlpha;

    private DiscreteVp(double[] logAlpha) {
        this.logAlpha = logAlpha;
    }

    private static double[] products(double[] betas) {
        var logAlpha = new double[betas.length];
        double sum = 0;
        for (int n = 0; n < betas.length; n++) {
            if (!(betas[n] > 0) || !(betas[n] < 1)) {
                throw new InvalidScheduleException("beta %d of the table is %s".formatted(n, betas[n]),
                    "every beta must lie between 0 and 1");
            }
            sum += log1p(-betas[n]);
            logAlpha[n] = sum / 2;
        }
        return logAlpha;
    }

    /// From a table of noise rates, shape [N], `N >= 2`, each in (0, 1).
    public static DiscreteVp ofBetas(double... betas) {
        if (betas.length < 2) {
            throw new InvalidScheduleException("a beta table has %d entries".formatted(betas.length),
                "give at least two");
        }
        return new DiscreteVp(products(betas));
    }

    /// `beta` linear from `first` to `last`; 1e-4 to 0.02 over 1000 steps in DDPM.
    public static DiscreteVp linear(int steps, double first, double last) {
        return ofBetas(ramp(steps, first, last));
    }

    /// `sqrt(beta)` linear; 0.00085 to 0.012 over 1000 steps in Stable Diffusion 1 and 2.
    public static DiscreteVp scaledLinear(int steps, double first, double last) {
        return ofBetas(Arrays.stream(ramp(steps, sqrt(first), sqrt(last))).map(b -> b * b).toArray());
    }

    /// `beta_n = min(1 - f((n+1)/N) / f(n/N), 0.999)` with `f(t) = cos^2((t + 0.008) / 1.008 * pi / 2)`.
    ///
    /// Source: Nichol & Dhariwal 2021, arXiv:2102.09672, Eq. 17.
    public static DiscreteVp cosine(int steps) {
        var betas = new double[steps];
        for (int n = 0; n < steps; n++) {
            betas[n] = min(1 - cosineBar((n + 1.0) / steps) / cosineBar((double) n / steps), 0.999);
        }
        return ofBetas(betas);
    }

    private static double cosineBar(double t) {
        double c = cos((t + 0.008) / 1.008 * PI / 2);
        return c * c;
    }

    private static double[] ramp(int steps, double first, double last) {
        var values = new double[steps];
        for (int n = 0; n < steps; n++) {
            values[n] = first + (last - first) * n / (steps - 1);
        }
        return values;
    }

    /// The table without its entries at the noisy end whose lambda lies below a bound; what is left is a schedule of its
    /// own, from `t = 1` again.
    ///
    /// The released DPM-Solver cuts at -5.1, which leaves 996 of the 1000 entries of the cosine table.
    public DiscreteVp without(double lambdaBelow) {
        int kept = logAlpha.length;
        while (kept > 2 && ofTrainingStep(kept - 1).lambda() < lambdaBelow) {
            kept--;
        }
        return new DiscreteVp(Arrays.copyOf(logAlpha, kept));
    }

    /// The table moved and stretched so that its last entry has as good as no signal and its first is as it was.
    ///
    /// Source: Lin et al. 2023, arXiv:2305.08891, Algorithm 1.
    ///
    /// @param lastAlphaBar `alpha^2` of the last entry: 0, or something small for solvers that divide by it
    public DiscreteVp rescaled(double lastAlphaBar) {
        int last = logAlpha.length - 1;
        double first = exp(logAlpha[0]);
        double end = exp(logAlpha[last]);
        var changed = new double[logAlpha.length];
        for (int n = 0; n < last; n++) {
            changed[n] = log((exp(logAlpha[n]) - end) * (first / (first - end)));
        }
        changed[last] = log(lastAlphaBar) / 2;
        return new DiscreteVp(changed);
    }

    /// Number of training steps, `N`.
    public int trainingSteps() {
        return logAlpha.length;
    }

    /// The level of a training step, `0 <= n < N`, straight from the table.
    public NoiseLevel ofTrainingStep(int n) {
        return level((n + 1.0) / logAlpha.length, logAlpha[n]);
    }

    /// The level of the training step whose time is nearest.
    public NoiseLevel nearestTrainingStep(NoiseLevel level) {
        double position = timeOfLambda(level.lambda()) * logAlpha.length - 1;
        return ofTrainingStep((int) StrictMath.clamp(StrictMath.rint(position), 0, logAlpha.length - 1));
    }

    @Override
    public NoiseLevel at(double t) {
        double position = t * logAlpha.length - 1;
        int left = (int) StrictMath.clamp(StrictMath.floor(position), 0, logAlpha.length - 2);
        double share = position - left;
        return level(t, isWithoutSignal(left + 1) ? logAlpha[left] + log(max(0, 1 - share))
            : (1 - share) * logAlpha[left] + share * logAlpha[left + 1]);
    }

    private boolean isWithoutSignal(int n) {
        return Double.isInfinite(logAlpha[n]);
    }

    /// The end segment before the table may reach `log alpha = 0` before `t = 0`; there is no signal beyond all of it.
    private static NoiseLevel level(double t, double logAlpha) {
        double value = min(logAlpha, 0);
        return new NoiseLevel(t, exp(value), sqrt(-expm1(2 * value)));
    }

    @Override
    public double timeOfLambda(double lambda) {
        double value = -0.5 * Logs.log1pExp(-2 * lambda);
        int left = 0;
        int right = logAlpha.length - 1;
        while (right - left > 1) {
            int middle = (left + right) >>> 1;
            if (logAlpha[middle] >= value) {
                left = middle;
            } else {
                right = middle;
            }
        }
        double share = isWithoutSignal(left + 1) ? -expm1(value - logAlpha[left])
            : (value - logAlpha[left]) / (logAlpha[left + 1] - logAlpha[left]);
        return (left + 1 + share) / logAlpha.length;
    }

    @Override
    public double startTime() {
        return 1;
    }

    @Override
    public double endTime() {
        return 1.0 / logAlpha.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiscreteVp that && Arrays.equals(logAlpha, that.logAlpha);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(logAlpha);
    }

    @Override
    public String toString() {
        return "DiscreteVp[%d training steps]".formatted(logAlpha.length);
    }
}
