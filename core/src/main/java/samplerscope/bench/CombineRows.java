package samplerscope.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

/// Linear combinations of 1 to 8 tensors, beside a copy of as many bytes by the same threads.
///
/// A combination reads `terms` arrays and writes one, a copy reads one and writes one; what a processor reads before it
/// writes counts for neither.
final class CombineRows {

    private static final int[] TERMS = {1, 2, 4, 8};
    private static final int LARGE = 16_000_000;
    /// Out of every cache: the third of a server's processor holds the two arrays of a copy of 16 million.
    private static final int LARGEST = 100_000_000;
    private static final int[] SIZES = {10_000, 1_000_000, LARGE, LARGEST};
    private static final int GOAL_TERMS = 4;
    private static final double GIGA = 1e9;

    private CombineRows() {}

    static List<BenchRow> all() {
        var rows = new ArrayList<BenchRow>();
        for (int size : SIZES) {
            for (int terms : TERMS) {
                rows.add(row(size, terms));
            }
        }
        return rows;
    }

    private static BenchRow row(int size, int terms) {
        boolean hasGoal = hasGoal(size, terms);
        return new BenchRow("combine-%d-%s".formatted(terms, Unit.power(size)), "combine",
            "combination of %d, %,d floats".formatted(terms, size), "a copy of as many bytes", Unit.SECONDS,
            scale(size, terms), hasGoal ? Optional.of(Goal.ratio(0.8, 0.9)) : Optional.empty(),
            place -> open(place, size, terms));
    }

    private static BenchRow.Scale scale(int size, int terms) {
        if (size == LARGEST && !hasGoal(size, terms)) {
            return BenchRow.Scale.FULL;
        }
        return terms == GOAL_TERMS ? BenchRow.Scale.QUICK : BenchRow.Scale.STANDARD;
    }

    private static boolean hasGoal(int size, int terms) {
        return size == LARGEST && terms == GOAL_TERMS;
    }

    private static BenchRow.Measured open(BenchPlace place, int size, int terms) {
        requireMemory((terms + 3L) * size * Float.BYTES);
        TensorBackend backend = place.backend();
        var coefficients = new double[terms];
        var inputs = new Tensor[terms];
        for (int k = 0; k < terms; k++) {
            coefficients[k] = 1.0 / (k + 1);
            inputs[k] = backend.allocate(Shape.of(size));
            Arrays.fill(((HostTensor.Float32) inputs[k]).values(), k + 1);
        }
        Tensor into = backend.allocate(Shape.of(size));
        double bytes = (terms + 1.0) * size * Float.BYTES;
        return new Timed(() -> backend.combine(into, coefficients, inputs), backend::close)
            .beside(copy(backend.workers(), size), seconds -> seconds * (terms + 1) / 2)
            .with(seconds -> List.of(new BenchResult.Figure("rate", bytes / seconds / GIGA, "GB/s")));
    }

    static void requireMemory(long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most * 3 / 4) {
            throw new SkippedException("%,d MB of arrays do not fit into a heap of %,d MB".formatted(bytes >> 20, most >> 20),
                "give Java more with -Xmx");
        }
    }

    private static Runnable copy(Workers workers, int size) {
        var from = new float[size];
        var to = new float[size];
        return () -> workers.forEachRange(size, 1 << 10, (a, b) -> System.arraycopy(from, a, to, a, b - a));
    }
}
