package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.random.InitialNoise;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

class StartTest {

    private static final Shape SHAPE = new Shape(300, List.of(2));

    private static double[] start(TensorBackend backend, long seed, int first) {
        var values = new double[SHAPE.size()];
        Start.normals(InitialNoise.own(seed), backend, SHAPE, first).copyTo(values);
        return values;
    }

    @Test
    void theSameNoiseHasTheSameBitsHoweverOftenItIsAskedFor() {
        try (var backend = new Float32Backend(2); var other = new Float32Backend(1)) {
            double[] drawn = start(backend, 7, 0);

            assertArrayEquals(drawn, start(backend, 7, 0));
            assertArrayEquals(drawn, start(other, 7, 0), "kept from another backend of the kind");
            start(backend, 8, 0);
            assertArrayEquals(drawn, start(backend, 7, 0), "drawn anew after something else");
        }
    }

    @Test
    void anotherSeedSampleOrPrecisionIsOtherNoise() {
        try (var single = new Float32Backend(1); var exact = new Float64Backend(1)) {
            double[] drawn = start(single, 7, 0);

            assertFalse(Arrays.equals(drawn, start(single, 8, 0)));
            assertFalse(Arrays.equals(drawn, start(single, 7, 1)));
            double[] wide = start(exact, 7, 0);
            assertFalse(Arrays.equals(drawn, wide), "float64 keeps the digits that float32 rounds off");
            assertArrayEquals(drawn, wide, 1e-6);
        }
    }

    @Test
    void whoChangesTheirCopyChangesNobodyElses() {
        try (var backend = new Float64Backend(1)) {
            double[] drawn = start(backend, 9, 0);
            var mine = Start.normals(InitialNoise.own(9), backend, SHAPE, 0);
            backend.combine(mine, new double[] {0}, new Tensor[] {mine});

            assertArrayEquals(drawn, start(backend, 9, 0));
        }
    }
}
