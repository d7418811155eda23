package samplerscope.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import samplerscope.metric.EnergyDistance;
import samplerscope.metric.MeanDiscrepancy;
import samplerscope.metric.Metric;
import samplerscope.metric.SampleSet;
import samplerscope.metric.SlicedWasserstein;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.spec.Json;
import samplerscope.tensor.Workers;

/// Distances between two sets in the plane, with their standard errors. The peer computes in float32, we in float64.
final class MetricContest {

    private static final int SAMPLES = 10_000;
    private static final int DIMENSION = 2;
    private static final int DIRECTIONS = 256;
    /// Of the jackknife of {@link SlicedWasserstein}.
    private static final int GROUPS = 20;
    private static final int MEDIAN_SAMPLES = 500;

    private MetricContest() {}

    static List<Contest> all() {
        return List.of(
            contest("sliced-wasserstein", "sliced Wasserstein, 256 directions", "sliced_wasserstein",
                new SlicedWasserstein(DIRECTIONS)),
            contest("mmd", "MMD, three widths", "mmd", new MeanDiscrepancy()),
            contest("energy", "energy distance", "energy", new EnergyDistance()));
    }

    private static Contest contest(String id, String name, String kind, Metric.OfSets metric) {
        return new Contest(id, "%s, %,d samples in the plane".formatted(name, SAMPLES), kind,
            List.of(Contest.Opponent.eager(3, 5)), 1e-3, // torch.compile of these loops took longer than two minutes
            place -> open(place, metric));
    }

    private static Contest.Side open(BenchPlace place, Metric.OfSets metric) {
        float[] x = Samples.normal(SAMPLES * DIMENSION, 1);
        float[] y = moved(Samples.normal(SAMPLES * DIMENSION, 2));
        SampleSet generated = SampleSet.of(SAMPLES, DIMENSION, Samples.doubles(x));
        SampleSet reference = SampleSet.of(SAMPLES, DIMENSION, Samples.doubles(y));
        var workers = new Workers(place.threads());
        var value = new double[1];
        Json.Obj numbers = Json.object().with("dimension", DIMENSION).with("groups", GROUPS)
            .with("median", medianSquaredDistance(reference));
        return new Contest.Side(() -> value[0] = metric.between(generated, reference, workers).value(), value::clone,
            numbers, Map.of("x", x, "y", y, "directions", directions()), workers::close);
    }

    /// Far enough for a difference of float32 to mean little.
    private static float[] moved(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 1.2f * values[i] + 0.5f;
        }
        return values;
    }

    /// Those of {@link SlicedWasserstein}.
    private static float[] directions() {
        var all = new float[DIRECTIONS * DIMENSION];
        var direction = new double[DIMENSION];
        for (int p = 0; p < DIRECTIONS; p++) {
            NormalDraws.fill(direction, new DrawKey(0, 0, 0, 0, DrawKey.Stream.CHOICE), p);
            double length = StrictMath.sqrt(Arrays.stream(direction).map(d -> d * d).sum());
            for (int j = 0; j < DIMENSION; j++) {
                all[p * DIMENSION + j] = (float) (direction[j] / length);
            }
        }
        return all;
    }

    /// The width of {@link MeanDiscrepancy}.
    private static double medianSquaredDistance(SampleSet set) {
        var squares = new double[MEDIAN_SAMPLES * (MEDIAN_SAMPLES - 1) / 2];
        int next = 0;
        for (int i = 1; i < MEDIAN_SAMPLES; i++) {
            for (int j = 0; j < i; j++) {
                double dx = set.at(i, 0) - set.at(j, 0);
                double dy = set.at(i, 1) - set.at(j, 1);
                squares[next++] = dx * dx + dy * dy;
            }
        }
        Arrays.sort(squares);
        return squares[squares.length / 2];
    }
}
