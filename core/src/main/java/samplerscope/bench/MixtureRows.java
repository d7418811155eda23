package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// One evaluation of the exact score of a mixture in the plane.
final class MixtureRows {

    private static final int[] COMPONENTS = {8, 64, 512};
    private static final int[] PARTICLES = {1000, 10_000, 100_000, 1_000_000, 10_000_000};
    /// Particles times components that take a part of a second.
    private static final long STANDARD = 64_000_000;
    private static final long QUICK = 6_400_000;
    private static final double NANO = 1e-9;

    private MixtureRows() {}

    static List<BenchRow> all() {
        var rows = new ArrayList<BenchRow>();
        for (int components : COMPONENTS) {
            for (int particles : PARTICLES) {
                rows.add(BenchRow.timed("mixture-%d-%s".formatted(components, Unit.power(particles)), "mixture",
                    "score of %d components, %,d particles".formatted(components, particles),
                    scale((long) components * particles), place -> open(place, components, particles)));
            }
        }
        return rows;
    }

    private static BenchRow.Scale scale(long work) {
        if (work > STANDARD) {
            return BenchRow.Scale.FULL;
        }
        return work == QUICK ? BenchRow.Scale.QUICK : BenchRow.Scale.STANDARD;
    }

    private static BenchRow.Measured open(BenchPlace place, int components, int particles) {
        CombineRows.requireMemory(4L * particles * Float.BYTES);
        TensorBackend backend = place.backend();
        Tensor x = Samples.normal(backend, Shape.of(particles, 2), 0);
        Tensor into = backend.allocate(x.shape());
        Denoiser denoiser = Samples.mixture(components).denoiser(new Binding(backend));
        return new Timed(() -> denoiser.evaluate(x, Samples.MIDDLE, into), backend::close)
            .with(seconds -> List.of(new BenchResult.Figure("per particle and component",
                seconds / particles / components / NANO, "ns")));
    }
}
