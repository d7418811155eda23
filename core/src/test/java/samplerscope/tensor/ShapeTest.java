package samplerscope.tensor;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void countsAndPrintsItsNumbers() {
        var shape = Shape.of(5, 3, 32, 32);

        assertAll(
            () -> assertEquals(3072, shape.sampleSize()),
            () -> assertEquals(15360, shape.size()),
            () -> assertEquals("[5, 3, 32, 32]", shape.toString()),
            () -> assertEquals(0, Shape.of(0, 2).size()));
    }

    @Test
    void impossibleShapesCannotBeBuilt() {
        assertThrows(ShapeException.class, () -> Shape.of(-1, 2));
        assertThrows(ShapeException.class, () -> Shape.of(1, 2, 0));
        assertThrows(ShapeException.class, () -> Shape.of(1_000_000, 3, 64, 64));
        assertThrows(ShapeException.class, () -> new Shape(1, List.of(65536, 65536, 65536, 65536)));
    }

    @Test
    void aWrongNumberOfNumbersShowsBoth() {
        var e = assertThrows(ShapeException.class, () -> Shape.of(2, 3).requireSize(5));

        assertTrue(e.happened().contains("5 numbers") && e.happened().contains("[2, 3]"), e.happened());
        assertTrue(e.remedy().contains("6"), e.remedy());
    }
}
