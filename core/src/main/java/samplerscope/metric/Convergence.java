package samplerscope.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import samplerscope.tensor.Workers;

/// How a distance between two sets settles as samples are added, beside its floor: the distance between two sets of
/// the truth itself, below which nothing can be told apart.
///
/// @param points in the order of their number of samples
public record Convergence(List<Point> points) {

    public Convergence {
        points = List.copyOf(points);
    }

    /// @param samples in each of the two sets
    /// @param value   of the metric, with its standard error
    /// @param floor   of the metric between two independent sets of the reference
    public record Point(int samples, Estimate value, Estimate floor) {

        /// Whether the distance stands clear of the floor: by two standard errors of their difference.
        public boolean isAboveFloor() {
            double apart = StrictMath.hypot(value.standardError(), floor.standardError());
            return value.value() - floor.value() > 2 * apart;
        }
    }

    /// Numbers of samples at which to measure: 1, 2, 5, 10, ... from `least` on, and `most` at the end.
    public static List<Integer> counts(int least, int most) {
        var counts = new ArrayList<Integer>();
        for (long decade = 1; decade < most; decade *= 10) {
            for (long step : new long[] {1, 2, 5}) {
                if (decade * step >= least && decade * step < most) {
                    counts.add((int) (decade * step));
                }
            }
        }
        if (most >= least) {
            counts.add(most);
        }
        return List.copyOf(counts);
    }

    /// Measures on the first `n` samples of each set, for every `n`; those that the metric finds too few are passed over.
    ///
    /// @param generated shape [N, D]
    /// @param reference shape [M, D], draws of the truth
    /// @param second    shape [M', D], more of them, independent of the others
    /// @param counts    ascending; those beyond the smallest set are left out
    /// @throws CancellationException when the thread is interrupted
    public static Convergence of(Metric.OfSets metric, SampleSet generated, SampleSet reference, SampleSet second,
                                 List<Integer> counts, Workers workers) {
        int most = StrictMath.min(generated.count(), StrictMath.min(reference.count(), second.count()));
        var points = new ArrayList<Point>();
        for (int n : counts.stream().filter(n -> n <= most).toList()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the metric was cancelled");
            }
            at(metric, generated, reference, second, n, workers).ifPresent(points::add);
        }
        return new Convergence(points);
    }

    private static Optional<Point> at(Metric.OfSets metric, SampleSet generated, SampleSet reference, SampleSet second,
                                      int n, Workers workers) {
        try {
            SampleSet truth = reference.first(n);
            return Optional.of(new Point(n, metric.between(generated.first(n), truth, workers),
                metric.between(second.first(n), truth, workers)));
        } catch (TooFewSamplesException e) {
            return Optional.empty(); // the next number may do
        }
    }
}
