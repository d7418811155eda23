package samplerscope.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.model.Binding;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Json;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// The ideal denoiser of pictures, which is two matrix products in PyTorch.
final class MatrixContest {

    private static final int DIMENSION = 3 * 32 * 32;

    private MatrixContest() {}

    static List<Contest> all() {
        return List.of(ideal(64, 10_000), ideal(256, 1000));
    }

    private static Contest ideal(int batch, int points) {
        return new Contest("ideal-%d-%d".formatted(batch, points),
            "ideal denoiser, batch %d, %,d pictures of 3x32x32".formatted(batch, points), "ideal_denoiser",
            List.of(new Contest.Opponent("eager", "torch eager", Optional.empty()), Contest.Opponent.compiled()), 1e-3,
            place -> open(place, batch, points));
    }

    /// At a level where several points weigh something: one that is alone would hide an error.
    private static Contest.Side open(BenchPlace place, int batch, int points) {
        var level = new NoiseLevel(0.9, 0.02, 1);
        float[] data = Samples.uniform(points * DIMENSION, 2);
        float[] state = Samples.normal(batch * DIMENSION, 3);
        TensorBackend backend = place.backend();
        var shape = Shape.of(batch, 3, 32, 32);
        Denoiser denoiser = new DataSetModel(Samples.card(shape.sample()), DataSet.of(data, DIMENSION), 0)
            .denoiser(new Binding(backend));
        Tensor x = backend.allocate(shape);
        backend.copyFrom(state, x);
        Tensor into = backend.allocate(shape);
        Json.Obj numbers = Json.object().with("dimension", DIMENSION).with("alpha", level.alpha())
            .with("sigma", level.sigma());
        return new Contest.Side(() -> denoiser.evaluate(x, level, into), () -> {
            var values = new double[shape.size()];
            into.copyTo(values);
            return values;
        }, numbers, Map.of("data", data, "state", state), backend::close);
    }
}
