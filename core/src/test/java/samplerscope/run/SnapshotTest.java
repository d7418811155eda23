package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

class SnapshotTest {

    private static final double[] NUMBERS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

    private static Tensor tensor(TensorBackend backend) {
        Tensor x = backend.allocate(Shape.of(3, 2));
        backend.copyFrom(NUMBERS, x);
        return x;
    }

    @Test
    void aSnapshotDoesNotChangeWithItsTensor() {
        try (var backend = new Float64Backend(1)) {
            Tensor x = tensor(backend);
            var snapshot = Snapshot.of(x, 3);

            backend.copyFrom(new double[6], x);

            assertArrayEquals(NUMBERS, snapshot.toDoubles());
        }
    }

    @Test
    void theFirstRowsAreKeptInTheTensorsPrecision() {
        try (var backend = new Float32Backend(1)) {
            var snapshot = Snapshot.of(tensor(backend), 2);

            assertEquals(Shape.of(2, 2), snapshot.shape());
            assertEquals(Precision.FLOAT32, snapshot.precision());
            assertEquals(0.4f, snapshot.at(3));
        }
    }

    @Test
    void moreRowsThanThereAreIsAll() {
        try (var backend = new Float64Backend(1)) {
            assertEquals(Shape.of(3, 2), Snapshot.of(tensor(backend), 9).shape());
        }
    }

    @Test
    void piecesAreCopiedFromAnyPosition() {
        var into = new float[3];

        Snapshot.of(Shape.of(3, 2), NUMBERS).copyTo(2, into);

        assertArrayEquals(new float[] {0.3f, 0.4f, 0.5f}, into);
    }
}
