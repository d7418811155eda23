package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.Binding;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// One evaluation of the ideal denoiser of colour pictures of 32 x 32.
final class IdealDenoiserRows {

    private static final int DIMENSION = 3 * 32 * 32;
    private static final int[] BATCHES = {1, 16, 256};
    private static final int[] POINTS = {100, 1000, 10_000};
    private static final int QUICK = 16_000;
    private static final double GIGA = 1e9;
    /// Much noise, so that no point has all the weight.
    private static final NoiseLevel LEVEL = new NoiseLevel(0.9, 0.02, 1);

    private IdealDenoiserRows() {}

    static List<BenchRow> all() {
        var rows = new ArrayList<BenchRow>();
        for (int batch : BATCHES) {
            for (int points : POINTS) {
                rows.add(BenchRow.timed("ideal-b%d-n%s".formatted(batch, Unit.power(points)), "ideal",
                    "ideal denoiser, batch %d, %,d pictures".formatted(batch, points),
                    batch * points == QUICK ? BenchRow.Scale.QUICK : BenchRow.Scale.STANDARD,
                    place -> open(place, batch, points)));
            }
        }
        return rows;
    }

    private static BenchRow.Measured open(BenchPlace place, int batch, int points) {
        CombineRows.requireMemory(3L * points * DIMENSION * Float.BYTES);
        TensorBackend backend = place.backend();
        Tensor x = Samples.normal(backend, Shape.of(batch, 3, 32, 32), 0);
        Tensor into = backend.allocate(x.shape());
        Denoiser denoiser = new DataSetModel(Samples.card(x.shape().sample()),
            DataSet.of(Samples.uniform(points * DIMENSION, 2), DIMENSION), 0).denoiser(new Binding(backend));
        double operations = 4.0 * batch * points * DIMENSION;
        return new Timed(() -> denoiser.evaluate(x, LEVEL, into), backend::close)
            .with(seconds -> List.of(new BenchResult.Figure("rate", operations / seconds / GIGA, "GFLOP/s")));
    }
}
