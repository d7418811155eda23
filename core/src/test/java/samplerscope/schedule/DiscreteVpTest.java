package samplerscope.schedule;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiscreteVpTest {

    private static final DiscreteVp DDPM = DiscreteVp.linear(1000, 1e-4, 0.02);
    private static final DiscreteVp STABLE = DiscreteVp.scaledLinear(1000, 0.00085, 0.012);
    private static final DiscreteVp COSINE = DiscreteVp.cosine(1000);

    static Stream<Arguments> tables() {
        return Stream.of(Arguments.of("S1", Named.of("linear", DDPM)), Arguments.of("S2", Named.of("scaled", STABLE)),
            Arguments.of("S3", Named.of("cosine", COSINE)));
    }

    /// Trusts the published definitions, evaluated in float64 as plain products.
    @ParameterizedTest
    @MethodSource("tables")
    void everyTableEntryMatchesTheGoldenProduct(String name, DiscreteVp schedule) throws IOException {
        var golden = GoldenSchedules.read().path("alphas_cumprod").path(name);

        for (int n = 0; n < 1000; n++) {
            NoiseLevel level = schedule.ofTrainingStep(n);
            double bar = golden.path(n).doubleValue();

            // A thousand factors, each rounded: 1000 * 2^-53 = 1.1e-13, twice.
            assertEquals(bar, level.alpha() * level.alpha(), 3e-13 * bar, "alpha of " + n);
            assertEquals(1 - bar, level.sigma() * level.sigma(), 3e-13, "sigma of " + n);
        }
    }

    /// Printed digits of the table of discrete schedules.
    @Test
    void theEndsAreThePrintedOnes() {
        assertAll(
            () -> assertEquals(4.6051, DDPM.ofTrainingStep(0).lambda(), 5e-5),
            () -> assertEquals(-5.0588, DDPM.ofTrainingStep(999).lambda(), 5e-5),
            () -> assertEquals(157.407, DDPM.ofTrainingStep(999).rho(), 5e-4),
            () -> assertEquals(3.5347, STABLE.ofTrainingStep(0).lambda(), 5e-5),
            () -> assertEquals(-2.6820, STABLE.ofTrainingStep(999).lambda(), 5e-5),
            () -> assertEquals(14.6146, STABLE.ofTrainingStep(999).rho(), 5e-5),
            () -> assertEquals(5.0475, COSINE.ofTrainingStep(0).lambda(), 5e-5),
            () -> assertEquals(-5.0778, COSINE.ofTrainingStep(995).lambda(), 5e-5),
            () -> assertEquals(-9.9179, COSINE.ofTrainingStep(999).lambda(), 5e-5));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theTimesOfTrainingStepsAreTableEntries(String name, DiscreteVp schedule) {
        for (int n = 0; n < 1000; n++) {
            NoiseLevel exact = schedule.ofTrainingStep(n);
            NoiseLevel read = schedule.at((n + 1) / 1000.0);

            // (n + 1) / 1000 * 1000 is n + 1 up to an ulp, which moves alpha by less than an ulp of the segment.
            assertEquals(exact.alpha(), read.alpha(), 1e-13 * exact.alpha(), name + " " + n);
        }
    }

    @Test
    void logAlphaIsLinearBetweenEntries() {
        double middle = StrictMath.log(DDPM.at(500.5 / 1000).alpha());
        double mean = (StrictMath.log(DDPM.ofTrainingStep(499).alpha())
            + StrictMath.log(DDPM.ofTrainingStep(500).alpha())) / 2;

        assertEquals(mean, middle, 1e-14);
    }

    @Test
    void theEndSegmentsContinueOutside() {
        double last = StrictMath.log(DDPM.ofTrainingStep(999).alpha());
        double before = StrictMath.log(DDPM.ofTrainingStep(998).alpha());

        assertEquals(2 * last - before, StrictMath.log(DDPM.at(1.001).alpha()), 1e-12);
        assertEquals(0, DDPM.at(0).sigma(), 0.0); // the first segment reaches the data before t = 0 and stays there
    }

    @Test
    void equalTablesAreEqualSchedules() {
        assertEquals(DDPM, DiscreteVp.linear(1000, 1e-4, 0.02));
        assertEquals(DDPM.hashCode(), DiscreteVp.linear(1000, 1e-4, 0.02).hashCode());
        assertNotEquals(DDPM, STABLE);
        assertEquals(1000, DDPM.trainingSteps());
    }
}
