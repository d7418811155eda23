package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.model.Condition;
import samplerscope.model.PlaneRaster;
import samplerscope.run.Recording;
import samplerscope.schedule.NoiseLevel;

class PlaneFieldsTest {

    private static final PlaneRaster RASTER = new PlaneRaster(-2, 2, -2, 2, 5, 5);

    private final Resolver resolver = new Resolver(Catalog.standard(Path.of("none")));

    @Test
    void theScoreIsTheGradientOfTheDensity() {
        Resolved run = run(Guidance.NONE);
        NoiseLevel at = run.levels().get(2);
        double h = 1e-5;

        double[] score = PlaneFields.score(run, at, RASTER);

        double[] right = density(run, at, new PlaneRaster(-2 + h, 2 + h, -2, 2, 5, 5));
        double[] left = density(run, at, new PlaneRaster(-2 - h, 2 - h, -2, 2, 5, 5));
        for (int i = 0; i < RASTER.size(); i++) {
            // Central differences: h^2 = 1e-10 times third derivatives, and rounding of 1e-15 / h.
            assertEquals((right[i] - left[i]) / (2 * h), score[2 * i], 1e-6 * (1 + Math.abs(score[2 * i])));
        }
    }

    @Test
    void aRunThatAsksForEachClassIsShownTheWholeLaw() {
        Resolved whole = run(Guidance.NONE);
        Resolved each = run(new Guidance(new Condition.EachClass(), 2));
        NoiseLevel at = whole.levels().get(2);

        assertArrayEquals(density(whole, at, RASTER), density(each, at, RASTER));
        assertArrayEquals(PlaneFields.score(whole, at, RASTER), PlaneFields.score(each, at, RASTER));
    }

    private static double[] density(Resolved run, NoiseLevel at, PlaneRaster raster) {
        return PlaneFields.logDensity(run, at, raster).orElseThrow();
    }

    private Resolved run(Guidance guidance) {
        return resolver.resolve(new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("moons"), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", 4), List.of(Choice.of("ddim")), guidance, 4, 0, 1, Recording.ALL),
            Path.of(""));
    }
}
