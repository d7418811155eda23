package samplerscope.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GaussianFitTest {

    private static final double[][] COVARIANCE = {{0.5, 0.2, 0}, {0.2, 0.3, 0.1}, {0, 0.1, 0.4}};

    @Test
    void theDirectionsGiveTheCovarianceBack() {
        var fit = GaussianFit.of(new double[3], COVARIANCE);

        for (int j = 0; j < 3; j++) {
            var unit = new double[3];
            unit[j] = 1;
            assertArrayEquals(COVARIANCE[j], fit.directions().filter(fit.variances(), fit.rest(), unit), 1e-14);
        }
    }

    @Test
    void theSpectrumFallsAndSumsToTheTrace() {
        var fit = GaussianFit.of(new double[3], COVARIANCE);

        assertEquals(1.2, fit.spectrum()[0] + fit.spectrum()[1] + fit.spectrum()[2], 1e-14);
        assertEquals(0.4, fit.meanVariance(), 1e-14);
        assertEquals(true, fit.spectrum()[0] >= fit.spectrum()[1] && fit.spectrum()[1] >= fit.spectrum()[2]);
    }

    @Test
    void whatIsNotListedHasTheVarianceOfTheRest() {
        var fit = new GaussianFit(new double[] {1, 2, 3}, new Directions(new double[][] {{0, 1, 0}}, 3),
            new double[] {4}, 0.25);

        assertArrayEquals(new double[] {4, 0.25, 0.25}, fit.spectrum());
        assertArrayEquals(new double[] {0.5, 8, 0.75}, fit.directions().filter(fit.variances(), fit.rest(),
            new double[] {2, 2, 3}), 1e-15);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> new GaussianFit(new double[2], new Directions(new double[0][], 3), new double[0], 1));
        assertThrows(IllegalArgumentException.class, () -> new Directions(new double[][] {{1, 0}}, 3));
    }
}
