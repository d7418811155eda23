package samplerscope.masked.sampler;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.floor;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.scalb;

import java.util.Arrays;

/// The law that draws by Gumbel-max really have when uniforms have few bits: the smallest `E_k / p_k` wins, and
/// `E_k = -log(j 2^-b)` with `j` uniform in `0 .. 2^b - 1`.
///
/// Class `n` wins at `E = z p_n` if no other class came before `z`. With `S_k(z) = 1 - floor(2^b (1 - e^(-z p_k))) 2^-b`, the
/// probability that class `k` has not come before `z`, and `F = prod_k S_k`,
///
///     P(n) = sum_j 2^-b F(z_j) / S_n(z_j),    z_j = -log(1 - j 2^-b) / p_n,    j = 1, 2, ..
///
/// `log F` is worked out at about two hundred times and taken as straight between them. Where the `z_j` of a class lie close
/// the sum is an integral and two end corrections (Euler and Maclaurin); those of the rare classes, which few bits hurt, lie
/// apart and are summed term by term. A uniform of 0 and exact ties, of relative weight `2^-b`, are left out.
///
/// Source: Zheng et al. 2024, arXiv:2409.02908, section 5; their closed form replaces the grid by a cut of the exponential,
/// which is about twice as biased.
public final class RaceLaw {

    /// Beyond this time nothing is left: `e^-60`.
    private static final double LAST = 60;
    private static final double FINE = 0.02;
    private static final double FINE_UNTIL = 2;
    private static final double GROWTH = 1.03;
    /// Terms closer together than this are an integral.
    private static final double CLOSE = 0.25;
    private static final double RARE = 1e-4;
    /// The logarithm of a probability that is as good as none.
    private static final double NEVER = -700;
    private static final double NOTHING_LEFT = -30;

    private final double grid;
    private final double[] times;
    private final double[] logs;
    private final double integral;

    private RaceLaw(double[] p, int bits) {
        this.grid = scalb(1.0, bits);
        this.times = times();
        this.logs = new double[times.length];
        for (int t = 0; t < times.length; t++) {
            for (double share : p) {
                logs[t] += share > 0 ? logSurvival(times[t] * share) : 0;
            }
        }
        this.integral = integral();
    }

    /// The law of the draws.
    ///
    /// @param p    weights, not negative, at least one positive, shape [K]; their sum does not matter
    /// @param bits of a uniform, 1 to 53
    /// @return shape [K], normalised; the error of an entry is below 1e-4 of it, or of the largest weight times 1e-6
    public static double[] of(double[] p, int bits) {
        if (bits < 1 || bits > 53) {
            throw new IllegalArgumentException(bits + " bits");
        }
        double sum = Arrays.stream(p).sum();
        double[] shares = Arrays.stream(p).map(v -> v / sum).toArray();
        var race = new RaceLaw(shares, bits);
        double[] law = new double[p.length];
        double known = Double.NaN;
        for (int n = 0; n < law.length; n++) { // equal classes, as in a made-up law, are worked out once
            law[n] = n > 0 && shares[n] == shares[n - 1] ? known : race.wins(shares[n]);
            known = law[n];
        }
        double all = Arrays.stream(law).sum();
        return Arrays.stream(law).map(v -> v / all).toArray();
    }

    private static double[] times() {
        var times = new double[512];
        int count = 0;
        for (double t = 0; t < LAST; t = t < FINE_UNTIL ? t + FINE : t * GROWTH) {
            times[count++] = t;
        }
        times[count++] = LAST;
        return Arrays.copyOf(times, count);
    }

    /// `log` of the probability that a class has not come before `rate = z p`.
    ///
    /// Of fifty thousand classes nearly all are rare: for them three terms of both series are exact to rounding, and take a
    /// tenth of the time.
    private double logSurvival(double rate) {
        double sure = rate < RARE ? rate * (1 - rate / 2 * (1 - rate / 3)) : -expm1(-rate);
        double came = floor(sure * grid) / (grid - 1);
        return came < RARE ? -came * (1 + came * (0.5 + came / 3)) : max(NEVER, log1p(-min(came, 1)));
    }

    private double wins(double share) {
        if (!(share > 0)) {
            return 0;
        }
        double apart = 1 / (grid * share);
        double slope = (logs[1] - logs[0]) / FINE;
        return apart < CLOSE ? share * integral - (0.5 + apart / 12 * slope) / grid : terms(share);
    }

    /// `int F dz` over all panels, each with a straight `log F`.
    private double integral() {
        double sum = 0;
        for (int t = 1; t < times.length; t++) {
            double wide = times[t] - times[t - 1];
            double fall = logs[t - 1] - logs[t];
            sum += wide * exp(logs[t - 1]) * (fall < 1e-9 ? 1 : -expm1(-fall) / fall);
        }
        return sum;
    }

    private double terms(double share) {
        double one = 1 / grid;
        double sum = 0;
        for (long j = 1; j * one < 1; j++) {
            double z = -log1p(-j * one) / share;
            double left = z > LAST ? NEVER : logAt(z);
            if (left < NOTHING_LEFT) {
                break;
            }
            sum += one * exp(left - log1p(-(j - 1) * one));
        }
        return sum;
    }

    private double logAt(double z) {
        int found = Arrays.binarySearch(times, z);
        int right = found >= 0 ? found : -found - 1;
        if (right == 0 || right >= times.length) {
            return logs[StrictMath.min(right, times.length - 1)];
        }
        double share = (z - times[right - 1]) / (times[right] - times[right - 1]);
        return logs[right - 1] + share * (logs[right] - logs[right - 1]);
    }

    /// Weights `1 / rank`, normalised: a law with a long tail.
    ///
    /// @param classes at least 1
    public static double[] zipf(int classes) {
        var law = new double[classes];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            law[k] = pow(k + 1.0, -1);
            sum += law[k];
        }
        for (int k = 0; k < classes; k++) {
            law[k] /= sum;
        }
        return law;
    }
}
