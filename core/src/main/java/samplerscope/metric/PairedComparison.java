package samplerscope.metric;

import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.List;
import samplerscope.tensor.ShapeException;

/// Two samplers on the same samples: by how much the errors of the first exceed those of the second, on the mean, and
/// how sure that is.
///
/// @param difference mean over samples of `first - second`, with its standard error
/// @param low        lower end of the 95 % confidence interval (Student's t) of the mean; NaN from one sample
/// @param high       its upper end
/// @param closer     share of the samples that the first sampler brings closer to the truth; a tie counts half
public record PairedComparison(Estimate difference, double low, double high, double closer) {

    /// What the interval says.
    public enum Verdict {
        /// The error is smaller: the whole interval lies below 0.
        BETTER,
        /// The error is larger: the whole interval lies above 0.
        WORSE,
        /// The interval holds 0, or there is none.
        ALIKE
    }

    /// @param first  errors per sample, shape [B]
    /// @param second errors of the same samples, shape [B']; the first `min(B, B')` are compared
    /// @throws ShapeException if one of them has no samples
    public static PairedComparison of(double[] first, double[] second) {
        int n = min(first.length, second.length);
        if (n == 0) {
            throw new ShapeException("a difference of errors over no samples was asked for", "measure at least one sample");
        }
        var differences = new double[n];
        double won = 0;
        for (int b = 0; b < n; b++) {
            differences[b] = first[b] - second[b];
            won += differences[b] < 0 ? 1 : differences[b] > 0 ? 0 : 0.5;
        }
        double mean = PairwiseSum.mean(differences);
        double error = n == 1 ? Double.NaN : sqrt(PairwiseSum.squaresAroundMean(differences) / (n - 1.0) / n);
        double reach = n == 1 ? Double.NaN : Student.quantile(n - 1) * error;
        return new PairedComparison(new Estimate(mean, error, n, "rms per element"), mean - reach, mean + reach, won / n);
    }

    /// The same over pairs that were measured apart, as with several seeds, whose samples are independent.
    ///
    /// @param first  errors per sample of each part
    /// @param second as many parts
    /// @throws ShapeException if there is no sample
    public static PairedComparison pooled(List<double[]> first, List<double[]> second) {
        var firsts = new double[0];
        var seconds = new double[0];
        for (int i = 0; i < first.size(); i++) {
            int n = min(first.get(i).length, second.get(i).length);
            firsts = joined(firsts, Arrays.copyOf(first.get(i), n));
            seconds = joined(seconds, Arrays.copyOf(second.get(i), n));
        }
        return of(firsts, seconds);
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    public Verdict verdict() {
        return high < 0 ? Verdict.BETTER : low > 0 ? Verdict.WORSE : Verdict.ALIKE;
    }
}
