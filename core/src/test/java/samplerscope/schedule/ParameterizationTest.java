package samplerscope.schedule;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.schedule.Parameterization.FLOW;
import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.schedule.Parameterization.VELOCITY;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterizationTest {

    private static final double DATUM = 0.37;
    private static final double NOISE_SAMPLE = -1.21;
    /// Variance-preserving, straight, exploding, and one on no named path.
    private static final List<NoiseLevel> LEVELS = List.of(new NoiseLevel(0.5, 0.6, 0.8), new NoiseLevel(0.3, 0.7, 0.3),
        new NoiseLevel(40, 1, 40), new NoiseLevel(1, 0.2, 3));

    static Stream<Arguments> conversions() {
        return Arrays.stream(Parameterization.values())
            .flatMap(from -> Arrays.stream(Parameterization.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void everyFormIsReadAsEveryOther(Parameterization from, Parameterization to) {
        for (NoiseLevel level : LEVELS) {
            var c = from.to(to, level);

            double read = c.ofState() * state(level) + c.ofOutput() * output(from, level);

            // The largest level has numbers near 50; a few roundings of those.
            assertEquals(output(to, level), read, 1e-13, level::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void thereAndBackIsTheIdentity(Parameterization from, Parameterization to) {
        for (NoiseLevel level : LEVELS) {
            var there = from.to(to, level);
            var back = to.to(from, level);

            assertEquals(1, there.ofOutput() * back.ofOutput(), 1e-14);
            assertEquals(0, back.ofState() + back.ofOutput() * there.ofState(), 1e-12);
        }
    }

    /// The definitions, written out a second time.
    private static double output(Parameterization form, NoiseLevel l) {
        return switch (form) {
            case DATA -> DATUM;
            case NOISE -> NOISE_SAMPLE;
            case VELOCITY -> l.alpha() * NOISE_SAMPLE - l.sigma() * DATUM;
            case FLOW -> NOISE_SAMPLE - DATUM;
        };
    }

    private static double state(NoiseLevel l) {
        return l.alpha() * DATUM + l.sigma() * NOISE_SAMPLE;
    }

    @Test
    void oneFormReadAsItselfIsUntouched() {
        assertEquals(new Parameterization.Conversion(0, 1), DATA.to(DATA, new NoiseLevel(0, 1, 0)));
    }

    @Test
    void noiseDoesNotDetermineTheDataWithoutSignal() {
        var pure = new NoiseLevel(1, 0, 1);

        var e = assertThrows(SingularConversionException.class, () -> NOISE.to(DATA, pure));

        assertTrue(e.happened().contains("noise prediction") && e.happened().contains("alpha = 0.0"), e.happened());
        assertTrue(e.remedy().contains("start the grid"), e.remedy());
    }

    @Test
    void dataDoesNotDetermineTheNoiseWithoutNoise() {
        assertThrows(SingularConversionException.class, () -> DATA.to(NOISE, new NoiseLevel(0, 1, 0)));
    }

    @Test
    void velocityAndFlowAreRegularAtBothEnds() {
        for (var form : List.of(VELOCITY, FLOW)) {
            var atNoise = form.to(DATA, new NoiseLevel(1, 0, 1));
            var atData = form.to(NOISE, new NoiseLevel(0, 1, 0));

            assertAll(() -> assertTrue(Double.isFinite(atNoise.ofOutput())),
                () -> assertTrue(Double.isFinite(atData.ofOutput())));
        }
    }
}
