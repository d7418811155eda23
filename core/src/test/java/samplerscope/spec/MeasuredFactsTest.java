package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import samplerscope.model.Condition;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.VpLinear;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

class MeasuredFactsTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");
    private static final Resolver RESOLVER = new Resolver(Catalog.standard(ASSETS));
    private static final Measurements MEASUREMENTS = new Measurements(Optional.empty());
    private static final NoiseSchedule VP = new VpLinear(0.1, 20);

    @AfterAll
    static void close() {
        RESOLVER.close();
    }

    /// Traces and eigenvalues that an independent implementation printed.
    @Test
    void theMomentsOfTheProblemsAreThePrintedOnes() {
        GaussianFit s = facts("problem-s", Guidance.NONE).gaussian().orElseThrow();
        GaussianFit b = facts("problem-b", Guidance.NONE).gaussian().orElseThrow();

        assertEquals(4.217131, Arrays.stream(s.spectrum()).sum(), 5e-7);
        assertArrayEquals(new double[] {0.792041, 0.698436, 0.495165}, Arrays.copyOf(s.variances(), 3), 5e-7);
        assertEquals(9.514560, Arrays.stream(b.spectrum()).sum(), 5e-7);
        assertArrayEquals(new double[] {5.38800, 1.59218, 0.74277}, Arrays.copyOf(b.variances(), 3), 5e-6);
    }

    @Test
    void theMomentsOfPicturesAreThoseOfManyDraws() {
        GaussianFit fit = facts("glyphs", Guidance.NONE).gaussian().orElseThrow();
        double[] draws = ((ExactLaw) model("glyphs")).draw(4000, 1, Condition.NONE);
        double variance = 0;
        double[] first = fit.directions().columns()[0];
        for (int i = 0; i < 4000; i++) {
            double along = 0;
            for (int j = 0; j < 1024; j++) {
                along += (draws[i * 1024 + j] - fit.mean()[j]) * first[j];
            }
            variance += along * along / 4000;
        }

        // The standard error of a variance from 4000 draws is 2 %.
        assertEquals(1, variance / fit.variances()[0], 0.08);
        assertTrue(fit.rest() > 0 && fit.rest() < 0.1 * fit.meanVariance(), "rest " + fit.rest());
    }

    @Test
    void aClassHasItsOwnMoments() {
        var third = new Guidance(new Condition.OfClass(2), 1);

        GaussianFit fit = facts("problem-s", third).gaussian().orElseThrow();

        // Component 2: variances (0.5, 0.3, 0.15) * 1.4, the floor 0.3^2 elsewhere.
        assertArrayEquals(new double[] {0.7, 0.42, 0.21, 0.09}, Arrays.copyOf(fit.spectrum(), 4), 1e-12);
        assertEquals(0.5 * Math.sin(1.7 * 3 + 0.6), fit.mean()[0], 1e-12);
    }

    @Test
    void guidanceMovesTheMeanAndKeepsTheCovarianceOfTheWhole() {
        var guided = new Guidance(new Condition.OfClass(2), 3);
        GaussianFit whole = facts("problem-s", Guidance.NONE).gaussian().orElseThrow();
        GaussianFit part = facts("problem-s", new Guidance(new Condition.OfClass(2), 1)).gaussian().orElseThrow();

        ModelFacts facts = facts("problem-s", guided);

        assertEquals(3, facts.guidance());
        assertEquals(-2 * whole.mean()[5] + 3 * part.mean()[5], facts.gaussian().orElseThrow().mean()[5], 1e-12);
        assertArrayEquals(whole.variances(), facts.gaussian().orElseThrow().variances());
    }

    @Test
    void whereEachSampleHasItsOwnClassOnlyTheSpectrumIsShared() {
        ModelFacts facts = facts("problem-s", new Guidance(new Condition.EachClass(), 1));

        assertTrue(facts.gaussian().isEmpty());
        assertEquals(4.217131, Arrays.stream(facts.spectrum().orElseThrow()).sum(), 5e-7);
        assertTrue(facts.explained(0.5, 0.8).isEmpty());
    }

    @Test
    void theGaussianExplainsAllNoiseAtTheNoisyEndAndLessNearTheData() {
        ModelFacts facts = facts("problem-s", Guidance.NONE);

        double early = share(facts, 1);
        double late = share(facts, 0.1);

        assertTrue(early > 0.999999, "at t = 1: " + early);
        assertTrue(late < 0.99 && late > 0.5, "at t = 0.1: " + late);
    }

    private static double share(ModelFacts facts, double time) {
        return facts.explained(VP.at(time).alpha(), VP.at(time).sigma()).orElseThrow();
    }

    @Test
    void aNetworkSaysItsOwnMean() {
        GaussianFit network = facts("moons-net", Guidance.NONE).gaussian().orElseThrow();
        GaussianFit law = facts("moons", Guidance.NONE).gaussian().orElseThrow();

        assertArrayEquals(law.variances(), network.variances());
        assertNotEquals(law.mean()[0], network.mean()[0]);
        // Divided by alpha = 0.0066, a small error of the predicted noise is a large one of the mean.
        assertArrayEquals(law.mean(), network.mean(), 0.2);
    }

    @Test
    void theSameQuestionIsMeasuredOnce() {
        assertTrue(facts("problem-s", Guidance.NONE) == facts("problem-s", Guidance.NONE));
    }

    @Test
    void whatIsInterruptedCanBeAskedAgain() {
        ModelFacts facts = new Measurements(Optional.empty()).of(model("glyphs"), VP, Guidance.NONE, Json::object);
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, facts::gaussian);
        assertTrue(Thread.interrupted());
        assertTrue(facts.gaussian().isPresent());
    }

    private static ModelFacts facts(String id, Guidance guidance) {
        return MEASUREMENTS.of(model(id), VP, guidance, Json::object);
    }

    private static Model model(String id) {
        return RESOLVER.model(Choice.of(id), ASSETS);
    }
}
