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
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.MatrixProduct;
import samplerscope.tensor.simd.Panels;

/// Matrix products: bare, and as the ideal denoiser of pictures, which is two of them in PyTorch.
final class MatrixContest {

    private static final int DIMENSION = 3 * 32 * 32;

    private MatrixContest() {}

    static List<Contest> all() {
        return List.of(product(256), product(512), product(1024), product(2048), ideal(64, 10_000), ideal(256, 1000));
    }

    private static Contest product(int size) {
        return new Contest("matmul-" + size, "matrix product, %d x %d, float32".formatted(size, size), "matmul",
            List.of(new Contest.Opponent("eager", "torch.mm", Optional.of(Goal.ratio(1.3, 1.6))),
                new Contest.Opponent("onnxruntime", "ONNX Runtime in Python", Optional.of(Goal.ratio(0.65, 0.85)))), 1e-5,
            place -> openProduct(place, size));
    }

    /// Both factors are laid out anew in every call, as PyTorch must.
    private static Contest.Side openProduct(BenchPlace place, int size) {
        float[] a = Samples.uniform(size * size, 1);
        float[] b = Samples.uniform(size * size, 2);
        var into = new float[size * size];
        var workers = new Workers(place.threads());
        Panels left = Panels.left();
        Panels right = Panels.right();
        Runnable once = () -> MatrixProduct.multiply(left.resize(size, size).fillWithLines(a, 0, size, workers),
            right.resize(size, size).fillWithColumns(b, 0, workers), into, workers);
        return new Contest.Side(once, () -> Samples.doubles(into), Json.object().with("size", size),
            Map.of("a", a, "b", b), workers::close);
    }

    private static Contest ideal(int batch, int points) {
        return new Contest("ideal-%d-%d".formatted(batch, points),
            "ideal denoiser, batch %d, %,d pictures of 3x32x32".formatted(batch, points), "ideal_denoiser",
            List.of(Contest.Opponent.eager(1.3, 1.6), Contest.Opponent.compiled()), 1e-3,
            place -> openIdeal(place, batch, points));
    }

    /// At a level where several points weigh something: one that is alone would hide an error.
    private static Contest.Side openIdeal(BenchPlace place, int batch, int points) {
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
