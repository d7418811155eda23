package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import samplerscope.metric.EnergyDistance;
import samplerscope.metric.MeanDiscrepancy;
import samplerscope.metric.Metric;
import samplerscope.metric.SampleSet;
import samplerscope.metric.SlicedWasserstein;
import samplerscope.tensor.Workers;

/// Distances between two sets in the plane, with their standard errors.
final class MetricRows {

    private static final int[] SAMPLES = {1000, 10_000, 100_000};
    private static final int LARGEST = 100_000;
    private static final int DIMENSION = 2;
    /// Of one call; a quadratic metric is asked about a tenth of the samples first.
    private static final double LONGEST = 60;
    private static final int TENTH = 10;

    private MetricRows() {}

    private enum Growth { LINEAR, QUADRATIC }

    static List<BenchRow> all() {
        var rows = new ArrayList<BenchRow>();
        for (int samples : SAMPLES) {
            rows.add(row("wasserstein", "sliced Wasserstein", samples, new SlicedWasserstein(256), Growth.LINEAR));
            rows.add(row("mmd", "MMD", samples, new MeanDiscrepancy(), Growth.QUADRATIC));
            rows.add(row("energy", "energy distance", samples, new EnergyDistance(), Growth.QUADRATIC));
        }
        return rows;
    }

    private static BenchRow row(String id, String name, int samples, Metric.OfSets metric, Growth growth) {
        return BenchRow.timed("metric-%s-%s".formatted(id, Unit.power(samples)), "metric",
            "%s, two sets of %,d points".formatted(name, samples),
            samples < LARGEST ? BenchRow.Scale.QUICK : BenchRow.Scale.STANDARD,
            place -> open(place, samples, metric, growth));
    }

    private static BenchRow.Measured open(BenchPlace place, int samples, Metric.OfSets metric, Growth growth) {
        var workers = new Workers(place.threads());
        if (growth == Growth.QUADRATIC && samples == LARGEST) {
            double predicted = TENTH * TENTH * new Stopwatch(call(samples / TENTH, metric, workers)).warmUp(0);
            if (predicted > LONGEST) {
                workers.close();
                throw new SkippedException(Unit.format("one call would take %.0f s, by the square of the samples; more than "
                    + "a minute", predicted), "ask for fewer samples");
            }
        }
        return new Timed(call(samples, metric, workers), workers::close);
    }

    private static Runnable call(int samples, Metric.OfSets metric, Workers workers) {
        SampleSet x = SampleSet.of(samples, DIMENSION, Samples.doubles(Samples.normal(samples * DIMENSION, 1)));
        SampleSet y = SampleSet.of(samples, DIMENSION, Samples.doubles(Samples.normal(samples * DIMENSION, 2)));
        return () -> metric.between(x, y, workers);
    }
}
