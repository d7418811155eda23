package samplerscope.metric;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.registry.Settings;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;
import samplerscope.tensor.ShapeException;

class PathErrorTest {

    private static final NoiseLevel LEVEL = new NoiseLevel(1, 1, 0.5);

    private static Snapshot rows(int dimension, double... values) {
        return Snapshot.of(Shape.of(values.length / dimension, dimension), values);
    }

    @Test
    void rmsAndQuantilesAreThoseOfTheDefinition() {
        // Per-sample RMS 0, 1, 2, 3, 4 over two elements each.
        var state = rows(2, 0, 0, 1, 1, 2, -2, 3, 3, -4, 4);

        var error = PathError.between(state, rows(2, new double[10]), LEVEL, 7);

        assertAll(
            () -> assertEquals(Math.sqrt(6), error.rms().value(), 1e-15), // (0 + 1 + 4 + 9 + 16) / 5
            () -> assertEquals(2, error.median()),
            () -> assertEquals(0.4, error.low(), 1e-15),
            () -> assertEquals(3.6, error.high(), 1e-15),
            () -> assertEquals(7, error.nfe()),
            () -> assertEquals(5, error.rms().count()));
    }

    /// Two hundred repetitions know a standard deviation to 5 %; the delta method is good to about as much at 100 samples.
    @Test
    void theStandardErrorIsTheScatterOfRepetitions() {
        int repetitions = 200;
        var values = new double[repetitions];
        double stated = 0;
        for (int r = 0; r < repetitions; r++) {
            var noise = new double[300];
            NormalDraws.fill(noise, DrawKey.initial(r, 0), 0);
            var rms = PathError.between(rows(3, noise), rows(3, new double[300]), LEVEL, 0).rms();
            values[r] = rms.value();
            stated += rms.standardError() / repetitions;
        }

        double seen = Math.sqrt(PairwiseSum.squaresAroundMean(values) / (repetitions - 1));

        assertEquals(1, stated / seen, 0.15);
    }

    @Test
    void oneSampleHasNoStandardErrorAndNoErrorHasNone() {
        assertTrue(Double.isNaN(PathError.between(rows(1, 3), rows(1, 1), LEVEL, 0).rms().standardError()));
        assertEquals(0, PathError.between(rows(1, 3, 4), rows(1, 3, 4), LEVEL, 0).rms().standardError());
    }

    @Test
    void onlyTheSamplesOfBothAreCompared() {
        assertEquals(2, PathError.between(rows(1, 1, 2, 3), rows(1, 1, 1), LEVEL, 0).rms().count());
    }

    @Test
    void statesOfAnotherShapeAreRefused() {
        var e = assertThrows(ShapeException.class, () -> PathError.between(rows(2, 1, 2), rows(3, 1, 2, 3), LEVEL, 0));

        assertTrue(e.happened().contains("[1, 2]") && e.happened().contains("[1, 3]"), e.happened());
        assertThrows(ShapeException.class, () -> PathError.between(rows(2), rows(2), LEVEL, 0));
    }

    @Test
    void theRegisteredMetricIsTheSameNumber() {
        var family = PathError.FAMILY;
        var metric = (Metric.OfPaths) family.create().apply(Settings.of("metric", family.parameters(), Map.of()));
        var state = rows(2, 1, 2, 3, 5);
        var reference = rows(2, 1, 1, 3, 3);

        assertEquals(PathError.between(state, reference, LEVEL, 0).rms(), metric.between(state, reference));
    }

    @Test
    void anExactPowerHasItsOrderWithoutError() {
        var points = List.of(point(320), point(20), point(40), point(160), point(80));

        var fit = OrderFit.of(points, 0).orElseThrow();

        assertAll(
            () -> assertEquals(2, fit.order(), 1e-12),
            () -> assertEquals(2, fit.last(), 1e-12),
            () -> assertEquals(0, fit.standardError(), 1e-12),
            // 3 / 20^2 is the largest; a tenth of it is passed from 80 steps on.
            () -> assertEquals(List.of(80, 160, 320), fit.points().stream().map(OrderFit.Point::steps).toList()));
    }

    private static OrderFit.Point point(int steps) {
        return new OrderFit.Point(steps, 3.0 / steps / steps);
    }

    @Test
    void theConfidenceIntervalIsStudents() {
        // Residuals of log error around slope -1: +d, -2d, +d on an even axis, so the slope stays.
        double d = 0.01;
        var fit = OrderFit.of(List.of(new OrderFit.Point(10, Math.exp(d) / 10), new OrderFit.Point(20, Math.exp(-2 * d) / 20),
            new OrderFit.Point(40, Math.exp(d) / 40)), 0).orElseThrow();

        double error = Math.sqrt(6 * d * d) / (Math.sqrt(2) * Math.log(2));
        assertAll(
            () -> assertEquals(1, fit.order(), 1e-12),
            () -> assertEquals(error, fit.standardError(), 1e-12),
            () -> assertEquals(12.7062, (fit.high() - fit.order()) / error, 1e-4), // t of one degree of freedom
            () -> assertEquals(fit.high() - fit.order(), fit.order() - fit.low(), 1e-12));
    }

    @Test
    void errorsNearTheFloorAreLeftOut() {
        var points = List.of(point(10), point(20), point(40), point(80), new OrderFit.Point(1000, 1e-5));

        var fit = OrderFit.of(points, 1e-6).orElseThrow();

        assertEquals(2, fit.order(), 1e-12);
        assertFalse(OrderFit.of(points, 1e-3).isPresent());
    }
}
