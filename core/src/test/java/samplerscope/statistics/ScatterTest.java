package samplerscope.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ScatterTest {

    /// More than are solved as a full matrix.
    private static final int LARGE = Scatter.FULL + 44;

    @Test
    void aFullMatrixGivesItsDirectionsLargestFirst() {
        var scatter = new Scatter(1, (_, y) -> {
            y[0] = 3;
            y[1] = 4;
        }, new double[] {1, 1});

        GaussianFit fit = scatter.around(new double[] {7, 8});

        assertArrayEquals(new double[] {26, 1}, fit.spectrum(), 1e-12);
        assertArrayEquals(new double[] {0.6, 0.8}, absolute(fit.directions().columns()[0]), 1e-12);
        assertArrayEquals(new double[] {7, 8}, fit.mean());
    }

    /// Vectors along the axes, so that the variances are known: `1 / (i + 1)` along the first 200 of 300.
    @Test
    void ofALargeOneTheLeadingDirectionsAreListedAndTheRestSharesItsMean() {
        var diagonal = new double[LARGE];
        Arrays.fill(diagonal, 1e-4);

        GaussianFit fit = axes(200, diagonal).around(new double[LARGE]);

        assertEquals(Scatter.RANK, fit.variances().length);
        double listed = 0;
        double trace = LARGE * 1e-4;
        for (int i = 0; i < 200; i++) {
            trace += 1.0 / (i + 1);
        }
        for (int i = 0; i < Scatter.RANK; i++) {
            listed += fit.variances()[i];
            if (i < Scatter.RANK / 2) {
                // Variances near the cut are separated last; they matter least.
                assertEquals(1, fit.variances()[i] / (1.0 / (i + 1) + 1e-4), 1e-3, "variance " + i);
            }
        }
        assertEquals((trace - listed) / (LARGE - Scatter.RANK), fit.rest(), 1e-12);
        assertEquals(trace / LARGE, fit.meanVariance(), 1e-12);
    }

    @Test
    void fewerVectorsThanDirectionsLeaveOnlyTheirOwn() {
        GaussianFit fit = axes(5, new double[LARGE]).around(new double[LARGE]);

        assertArrayEquals(new double[] {1, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5},
            Arrays.copyOf(fit.variances(), 5), 1e-12);
        assertEquals(0, fit.rest(), 1e-12);
        for (double[] direction : fit.directions().columns()) {
            assertEquals(1, Vectors.dot(direction, direction), 1e-12);
        }
    }

    @Test
    void anInterruptStopsIt() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> axes(5, new double[LARGE]).around(new double[LARGE]));
        assertTrue(Thread.interrupted());
    }

    private static Scatter axes(int count, double[] diagonal) {
        return new Scatter(count, (i, y) -> {
            Arrays.fill(y, 0);
            y[i] = Math.sqrt(1.0 / (i + 1));
        }, diagonal);
    }

    private static double[] absolute(double[] x) {
        return Arrays.stream(x).map(Math::abs).toArray();
    }
}
