package samplerscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;
import samplerscope.tensor.ShapeException;

class PairedDifferenceTest {

    private static final NoiseLevel AT = new NoiseLevel(0.1, 1, 0.1);

    private static PathError error(double... distances) {
        var zero = new double[distances.length];
        var shape = Shape.of(distances.length, 1);
        return PathError.between(Snapshot.of(shape, distances), Snapshot.of(shape, zero), AT, 1);
    }

    @Test
    void aConstantGapHasNoUncertainty() {
        var d = PairedDifference.of(error(1.5, 2.5, 9.5), error(1, 2, 9));

        assertEquals(0.5, d.value(), 1e-15);
        assertEquals(0, d.standardError(), 1e-15);
        assertEquals(3, d.count());
    }

    @Test
    void theStandardErrorIsThatOfTheMeanOfDifferences() {
        // Differences 1, 2, 3, 6: mean 3, sample variance 14/3, so the mean's standard error is sqrt(14/12).
        var d = PairedDifference.of(error(2, 3, 4, 7), error(1, 1, 1, 1));

        assertEquals(3, d.value(), 1e-14);
        assertEquals(Math.sqrt(14.0 / 12), d.standardError(), 1e-14);
    }

    @Test
    void nothingCannotBeCompared() {
        var empty = new PathError(AT, 1, new Estimate(0, 0, 0, ""), 0, 0, 0, new double[0]);

        assertThrows(ShapeException.class, () -> PairedDifference.of(empty, error(1)));
    }
}
