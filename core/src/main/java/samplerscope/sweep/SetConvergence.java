package samplerscope.sweep;

import java.util.Map;
import samplerscope.metric.Convergence;
import samplerscope.metric.GaussianFrechet;
import samplerscope.metric.Metric;
import samplerscope.metric.MetricFamily;
import samplerscope.metric.SampleSet;
import samplerscope.model.ExactLaw;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.Snapshot;
import samplerscope.spec.Resolved;
import samplerscope.spec.UnknownLawException;
import samplerscope.store.Executed;
import samplerscope.tensor.Workers;

/// How the distance between what a run made and the exact law behind its model depends on the number of samples.
public final class SetConvergence {

    /// Some metrics look at all pairs.
    public static final int MOST_SAMPLES = 5000;
    /// Far from the seeds of runs, and from each other by more than the samples of a set.
    private static final long FIRST_SEED = 1L << 41;
    private static final long SECOND_SEED = 1L << 42;
    private static final int LEAST = 5;

    private SetConvergence() {}

    /// @param family of sets
    /// @throws UnknownLawException if the model has no law
    /// @throws samplerscope.SamplerscopeException if the features cannot be computed, or the family compares paths
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static Convergence of(Executed executed, MetricFamily family, FeatureSpace space, int threads) {
        Resolved run = executed.run();
        ExactLaw law = run.model().law().orElseThrow(() -> new UnknownLawException(run.model().card().id()));
        Snapshot end = executed.end();
        int count = StrictMath.min(end.samples(), MOST_SAMPLES);
        var generated = SampleSet.of(end).first(count);
        var first = SampleSet.of(count, end.sampleSize(), law.draw(count, FIRST_SEED, run.spec().guidance().condition()));
        var second = SampleSet.of(count, end.sampleSize(), law.draw(count, SECOND_SEED, run.spec().guidance().condition()));
        try (var workers = new Workers(threads)) {
            return space.with(first, run.model().card().sampleShape(), workers, map -> Convergence.of(metric(family),
                map.of(generated), map.of(first), map.of(second), Convergence.counts(LEAST, count), workers));
        }
    }

    /// The space has chosen the features already; the metric takes all of them.
    private static Metric.OfSets metric(MetricFamily family) {
        if (family.id().equals(GaussianFrechet.FAMILY.id())) {
            return new GaussianFrechet(Integer.MAX_VALUE);
        }
        return switch (family.create().apply(Settings.of(family.id(), family.parameters(), Map.of()))) {
            case Metric.OfSets metric -> metric;
            case Metric.OfPaths _ -> throw new InvalidParameterException("metric", new Setting.Word(family.id()),
                "must be a metric of sets, such as sliced-wasserstein");
        };
    }
}
