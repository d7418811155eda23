package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;
import samplerscope.random.DrawKey;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Snapshot;
import samplerscope.run.StepRecord;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Data that rows share. All of it is made of fixed seeds.
final class Samples {

    static final NoiseLevel MIDDLE = new NoiseLevel(0.5, 0.8, 0.6);

    private Samples() {}

    static ModelCard card(List<Integer> sample) {
        return new ModelCard("bench", "Benchmark", ModelCard.Kind.EXACT, sample, List.of(), "Random numbers.", "", "");
    }

    /// Components of different shapes and directions.
    static GaussianMixture mixture(int components) {
        var random = new Random(1);
        var all = new ArrayList<Component>();
        for (int k = 0; k < components; k++) {
            double[] mean = {random.nextGaussian(), random.nextGaussian()};
            all.add(new Component(1, mean, Covariance.Plane.oriented(0.2, 0.05, random.nextDouble()), 0));
        }
        return new GaussianMixture(card(List.of(2)), all);
    }

    static float[] uniform(int count, long seed) {
        var values = new float[count];
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    static float[] normal(int count, long seed) {
        var values = new float[count];
        var random = new Random(seed);
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static double[] doubles(float[] values) {
        var wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    static Tensor normal(TensorBackend backend, Shape shape, int draw) {
        Tensor x = backend.allocate(shape);
        backend.drawNormal(x, new DrawKey(0, 0, 0, draw, DrawKey.Stream.INITIAL));
        return x;
    }

    /// Even in time.
    static TimeGrid grid(NoiseSchedule schedule, int steps) {
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            double share = (double) i / steps;
            levels.add(schedule.at(schedule.startTime() + share * (schedule.endTime() - schedule.startTime())));
        }
        return new TimeGrid(levels);
    }

    /// The state after the last step. The run is not closed, since that would close its denoiser.
    static Snapshot end(DenoisingRun run) {
        StepRecord.Denoised last = run.advance().orElseThrow();
        while (!run.isComplete()) {
            last = run.advance().orElse(last);
        }
        return last.state();
    }
}
