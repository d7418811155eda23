package samplerscope.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.metric.Estimate;
import samplerscope.metric.Metric;
import samplerscope.metric.MetricFamily;
import samplerscope.metric.SampleSet;
import samplerscope.registry.Settings;
import samplerscope.run.Snapshot;
import samplerscope.spec.Resolved;
import samplerscope.spec.UnknownLawException;
import samplerscope.tensor.Workers;

/// Compares the samples of a run, as a set, with as many draws of the exact law behind its model.
///
/// @param families with their default settings; those that compare paths instead of sets are passed over
record LawMetrics(List<MetricFamily> families) {

    /// Some metrics look at all pairs.
    private static final int MOST_SAMPLES = 2000;
    /// Far from the seeds of runs, whose draws are their own anyway.
    private static final long SEED = 1L << 40;

    LawMetrics {
        families = List.copyOf(families);
    }

    /// @throws UnknownLawException if something is to be compared and the model has no law
    void check(Resolved run) {
        if (!families.isEmpty() && run.model().law().isEmpty()) {
            throw new UnknownLawException(run.model().card().id());
        }
    }

    /// By metric id.
    ///
    /// @param end samples of the run, shape [B, ...]
    Map<String, Estimate> of(Resolved run, Snapshot end) {
        if (families.isEmpty()) {
            return Map.of();
        }
        int count = StrictMath.min(end.samples(), MOST_SAMPLES);
        int size = end.sampleSize();
        var numbers = new double[count * size];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = end.at(i);
        }
        var generated = SampleSet.of(count, size, numbers);
        var law = run.model().law().orElseThrow();
        var truth = SampleSet.of(count, size, law.draw(count, SEED, run.spec().guidance().condition()));
        var estimates = new TreeMap<String, Estimate>();
        try (var workers = new Workers(1)) {
            for (MetricFamily family : families) {
                switch (family.create().apply(Settings.of(family.id(), family.parameters(), Map.of()))) {
                    case Metric.OfSets metric -> estimates.put(family.id(), metric.between(generated, truth, workers));
                    case Metric.OfPaths _ -> { }
                }
            }
        }
        return estimates;
    }
}
