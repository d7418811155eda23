package samplerscope.bench;

import java.util.List;
import samplerscope.random.DrawKey;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Standard normals of Philox: what noise costs.
final class NormalRows {

    private static final double MEGA = 1e6;

    private NormalRows() {}

    static List<BenchRow> all() {
        return List.of(row("pictures", 256, 3 * 32 * 32, BenchRow.Scale.QUICK),
            row("points", 500_000, 2, BenchRow.Scale.STANDARD));
    }

    private static BenchRow row(String of, int batch, int size, BenchRow.Scale scale) {
        return BenchRow.timed("normals-" + of, "normals", "%,d samples of %,d normals".formatted(batch, size), scale,
            place -> open(place, Shape.of(batch, size)));
    }

    private static BenchRow.Measured open(BenchPlace place, Shape shape) {
        TensorBackend backend = place.backend();
        Tensor x = backend.allocate(shape);
        return new Timed(() -> backend.drawNormal(x, DrawKey.solver(0, 0, 0, 0)), backend::close)
            .with(seconds -> List.of(new BenchResult.Figure("rate", shape.size() / seconds / MEGA, "million/s")));
    }
}
