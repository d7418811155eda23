package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import samplerscope.model.plane.SingleGaussian;
import samplerscope.model.plane.TwoModes;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Workers;

class PlaneFieldTest {

    private static final NoiseLevel AT = new NoiseLevel(0.5, 0.8, 0.6);
    private static final PlaneRaster RASTER = new PlaneRaster(-4, 4, -4.5, 3.5, 80, 90);

    @Test
    void theDensityOnTheRasterIsTheLawsOwn() {
        GaussianMixture law = TwoModes.model();
        double[] values = logDensity(law);

        int node = 33 * 80 + 51;
        double[] point = {-4 + 51.5 * 0.1, 3.5 - 33.5 * 8 / 90};
        assertEquals(law.logDensity(point, AT, Condition.NONE), values[node], 1e-12);
    }

    @Test
    void theScoreOfAGaussianPointsToItsMean() {
        try (var backend = new Float64Backend(2);
             var denoiser = SingleGaussian.model().denoiser(new Binding(backend))) {
            double[] score = PlaneField.score(denoiser, backend, AT, RASTER);

            // Covariance alpha^2 C + sigma^2 I = [[0.68, 0.128], [0.128, 0.552]], mean alpha (0.3, -0.2).
            double det = 0.68 * 0.552 - 0.128 * 0.128;
            int node = 12 * 80 + 70;
            double dx = RASTER.x(70) - 0.24;
            double dy = RASTER.y(12) + 0.16;
            assertEquals(-(0.552 * dx - 0.128 * dy) / det, score[2 * node], 1e-12);
            assertEquals(-(0.68 * dy - 0.128 * dx) / det, score[2 * node + 1], 1e-12);
        }
    }

    @Test
    void levelsOfMassEncloseTheirShare() {
        // The region of a Gaussian that holds the share p is where the log density is within -log(1 - p) of the top.
        double[] values = logDensity(SingleGaussian.model());
        double top = -Math.log(2 * Math.PI) - Math.log(0.68 * 0.552 - 0.128 * 0.128) / 2;

        List<Double> levels = PlaneField.levelsOfMass(values, List.of(0.5, 0.9));

        // The raster has 7,200 cells of area 0.009: the mass within a level is known to a cell or so.
        assertEquals(top + Math.log(0.5), levels.get(0), 0.02);
        assertEquals(top + Math.log(0.1), levels.get(1), 0.02);
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> logDensity(TwoModes.model()));
        assertTrue(Thread.interrupted());
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        try (var three = new Workers(3)) {
            assertArrayEquals(logDensity(TwoModes.model()),
                PlaneField.logDensity(TwoModes.model(), AT, Condition.NONE, RASTER, three));
        }
    }

    private static double[] logDensity(ExactLaw law) {
        try (var workers = new Workers(1)) {
            return PlaneField.logDensity(law, AT, Condition.NONE, RASTER, workers);
        }
    }
}
