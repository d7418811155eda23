package samplerscope.spec;

import static java.lang.StrictMath.exp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.run.Progress;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.ScoreGaps.Law;

class ScoreComparisonTest {

    private static final ScoreRequest SMALL = new ScoreRequest(9, 200, 4, 2, 0);

    @TempDir
    private Path folder;

    private final Resolver resolver = new Resolver(Catalog.standard(Path.of("there is no such folder")));
    private final ScoreComparison comparison = new ScoreComparison(resolver, 1, Progress.NONE);

    @Test
    void aModelIsItsOwnLaw() {
        for (ScoreGaps.Level level : measure("moons").levels()) {
            assertEquals(0, level.gaps().get(Law.IDEAL).value());
        }
    }

    @Test
    void aGaussianIsItsGaussianAtEveryLevel() {
        for (ScoreGaps.Level level : measure("gaussian").levels()) {
            // Two ways to the same posterior mean in float64.
            assertEquals(0, level.gaps().get(Law.GAUSSIAN).value(), 1e-18);
        }
    }

    @Test
    void underMuchNoiseEverythingIsGaussianAndUnderLittleNothing() {
        ScoreGaps gaps = measure("moons");

        assertTrue(gaps.levels().getFirst().gaps().get(Law.GAUSSIAN).value() < 1e-3);
        assertTrue(gaps.levels().getLast().gaps().get(Law.GAUSSIAN).value() > 0.5);
        double up = gaps.within(Law.GAUSSIAN, 0.05).orElseThrow();
        assertTrue(up > gaps.levels().getFirst().at().lambda() && up < gaps.levels().getLast().at().lambda());
        assertTrue(gaps.within(Law.IDEAL, 0).isPresent());
    }

    /// Two points at (+-1, 0) and their Gaussian, whose variance is 1 along and `h^2` across: noises are known in closed
    /// form, and so is the expectation by quadrature over the first axis.
    @Test
    void theGapOfTwoPointsIsTheIntegralThatDefinesIt() throws IOException {
        double h = 0.05;
        Files.writeString(folder.resolve("two.csv"), "1,0\n-1,0\n");
        Choice points = Choice.of("points").with("file", new Setting.Word("two.csv")).with("bandwidth", h)
            .with("scale", new Setting.Word("none"));
        var request = new ScoreRequest(5, 20_000, 1, 2, 1);

        ScoreGaps gaps = comparison.measure(RunSpec.Denoise.of(points), folder, Optional.empty(), request);

        for (ScoreGaps.Level level : gaps.levels()) {
            var gap = level.gaps().get(Law.GAUSSIAN);
            // The law's covariance is that of 4096 draws at most, whose variance is off by 2 h / 64.
            assertEquals(expected(level.at(), h), gap.value(), 4 * gap.standardError() + 2e-3 * gap.value());
        }
    }

    private static double expected(NoiseLevel at, double h) {
        double a = at.alpha();
        double s = at.sigma();
        double narrow = a * a * h * h + s * s;
        double wide = narrow + a * a;
        double apart = 0;
        double whole = 0;
        for (double x = -8; x < 8; x += 1e-3) {
            double right = exp(-(x - a) * (x - a) / (2 * narrow));
            double left = exp(-(x + a) * (x + a) / (2 * narrow));
            if (right + left > 0) {
                double mean = a * (right - left) / (right + left);
                double noise = s * (x - mean) / narrow;
                apart += (right + left) * (noise - s * x / wide) * (noise - s * x / wide);
                whole += (right + left) * noise * noise;
            }
        }
        double mass = 2 * StrictMath.sqrt(2 * StrictMath.PI * narrow) / 1e-3;
        // Across, both predict s y / narrow, of variance s^2 / narrow.
        return apart / mass / (whole / mass + s * s / narrow);
    }

    @Test
    void dataOfAnotherShapeAreRefused() throws IOException {
        Files.writeString(folder.resolve("three.csv"), "1,2,3\n4,5,6\n");

        var e = assertThrows(UnsuitableDataException.class, () -> comparison.measure(RunSpec.Denoise.of(Choice.of("moons")),
            folder, Optional.of(ModelChoice.data(folder.resolve("three.csv"))), SMALL));

        assertTrue(e.happened().contains("[3]"), e.happened());
    }

    @Test
    void theSameRequestGivesTheSameNumbers() {
        assertEquals(measure("pinwheel"), measure("pinwheel"));
    }

    @Test
    void oneSampleHasNoStandardError() {
        var e = assertThrows(InvalidParameterException.class, () -> new ScoreRequest(5, 1, 1, 1, 0));

        assertEquals("samples", e.place());
    }

    @Test
    void aPathOfDataIsAModel() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "1,2\n3,4\n");

        var spec = SpecEdit.apply(RunSpec.Denoise.of(Choice.of("moons")), List.of("model=" + file, "model.law=gaussian"),
            new SpecReader(resolver.catalog()));

        assertEquals(Choice.of("points").with("file", new Setting.Word(file.toString()))
            .with("law", new Setting.Word("gaussian")), spec.model());
        assertEquals(Optional.of(spec.model()), ModelChoice.parse(ModelChoice.text(spec.model())));
        assertEquals(Choice.of("moons"), ModelChoice.of("moons", resolver.catalog()));
    }

    private ScoreGaps measure(String model) {
        return comparison.measure(RunSpec.Denoise.of(Choice.of(model)), folder, Optional.empty(), SMALL);
    }
}
