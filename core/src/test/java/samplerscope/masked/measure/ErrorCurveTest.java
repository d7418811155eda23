package samplerscope.masked.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCurveTest {

    @Test
    void sequencesThatEndedKeepTheirErrorAndTheirClock() {
        var curve = ErrorCurve.of(List.of(new ErrorCurve.Track(new double[] {1, 2}, new double[] {0.5, 0.25}),
            new ErrorCurve.Track(new double[] {1, 2, 4}, new double[] {0, 1, 2})));

        assertEquals(3, curve.points().size());
        assertEquals(0.25, curve.points().get(0).error().value(), 1e-15);
        assertEquals((0.75 + 1) / 2, curve.points().get(1).error().value(), 1e-15);
        assertEquals((0.75 + 3) / 2, curve.points().get(2).error().value(), 1e-15);
        assertEquals(3, curve.points().get(2).at(), 1e-15);
        assertEquals(2, curve.points().get(2).error().count());
    }

    @Test
    void noStepsNoPoints() {
        assertEquals(List.of(), ErrorCurve.of(List.of(new ErrorCurve.Track(new double[0], new double[0]))).points());
    }
}
