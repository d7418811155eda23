package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Exp64Test {

    private static final int COUNT = 8 * 20_000;

    private static double[] upTo(double highest) {
        return IntStream.range(0, COUNT).mapToDouble(i -> highest * i / (COUNT - 1)).toArray();
    }

    @Test
    void exponentialsAreGoodToTheStatedError() {
        double[] values = upTo(700);
        Exp64.onScalars(values, 1);

        for (int i = 0; i < COUNT; i++) {
            double exact = StrictMath.exp(-(700.0 * i / (COUNT - 1)));
            assertEquals(1, values[i] / exact, 1e-15);
        }
    }

    @Test
    void vectorsGiveTheBitsOfScalars() {
        double[] vectors = upTo(900);
        double[] scalars = vectors.clone();
        Exp64.onVectors(vectors, 0.93);
        Exp64.onScalars(scalars, 0.93);

        assertArrayEquals(scalars, vectors, 0);
    }

    @Test
    void theEndsAreOneAndNothing() {
        double[] values = {0, 709, 1e300, Double.POSITIVE_INFINITY, 0, 0, 0, 0};
        double[] vectors = values.clone();
        Exp64.onScalars(values, 1);
        Exp64.onVectors(vectors, 1);

        assertArrayEquals(new double[] {1, 0, 0, 0, 1, 1, 1, 1}, values, 0);
        assertArrayEquals(values, vectors, 0);
    }
}
