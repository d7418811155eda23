package samplerscope.search.plan;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;

/// How far searches of one kind have come: the least error among the first 1, 2, ... schedules, over the seeds of a
/// method.
///
/// @param mean geometric mean over the seeds, shape [N]; infinite until each of them has found a finite error
/// @param low  lower bound of its 95 % confidence interval, shape [N]; the mean itself where there is one seed
/// @param high upper bound, shape [N]
public record BestSoFar(double[] mean, double[] low, double[] high) {

    private static final double UPPER = 0.975;

    /// A search that ended early keeps what it found: its curve goes on level to the end of the longest.
    ///
    /// Errors of searches differ by factors, so the interval is Student's on their logarithms.
    ///
    /// @param curves of the seeds, each as {@link samplerscope.search.SearchState#bestSoFar} gives it; those without an
    ///               entry are left out
    public static BestSoFar of(List<double[]> curves) {
        List<double[]> begun = curves.stream().filter(curve -> curve.length > 0).toList();
        int length = begun.stream().mapToInt(curve -> curve.length).max().orElse(0);
        var all = new BestSoFar(new double[length], new double[length], new double[length]);
        double quantile = begun.size() < 2 ? 0 : new TDistribution(begun.size() - 1)
            .inverseCumulativeProbability(UPPER);
        for (int n = 0; n < length; n++) {
            int at = n;
            all.put(n, begun.stream().mapToDouble(c -> StrictMath.log(c[Math.min(at, c.length - 1)])).toArray(),
                quantile);
        }
        return all;
    }

    private void put(int n, double[] logs, double quantile) {
        double centre = Arrays.stream(logs).sum() / logs.length;
        double squares = Arrays.stream(logs).map(l -> (l - centre) * (l - centre)).sum();
        double half = logs.length < 2 ? 0 : quantile * StrictMath.sqrt(squares / (logs.length - 1) / logs.length);
        mean[n] = StrictMath.exp(centre);
        low[n] = StrictMath.exp(centre - half);
        high[n] = StrictMath.exp(centre + half);
    }
}
