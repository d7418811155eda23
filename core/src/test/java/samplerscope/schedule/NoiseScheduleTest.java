package samplerscope.schedule;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.Settings;

class NoiseScheduleTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);

    static Stream<NoiseSchedule> schedules() {
        return Stream.concat(
            BuiltInSchedules.families().stream()
                .map(f -> f.create().apply(Settings.of("schedule", f.parameters(), Map.of()))),
            Stream.of(DiscreteVp.cosine(1000), new RectifiedFlow(3), new VpLinear(0.05, 12)));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void lambdaLeadsBackToTheTime(NoiseSchedule schedule) {
        for (int i = 0; i <= 200; i++) {
            double time = schedule.endTime() + (schedule.startTime() - schedule.endTime()) * i / 200;
            NoiseLevel level = schedule.at(time);

            double back = schedule.timeOfLambda(level.lambda());

            // Near the noisy end alpha = exp(log alpha) has lost the digits that sigma = 1 hides; 1e-9 leaves room.
            assertEquals(time, back, 1e-9 * time, () -> "time " + time);
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyLambdaBetweenTheEndsIsHit(NoiseSchedule schedule) {
        double from = schedule.at(schedule.startTime()).lambda();
        double to = schedule.at(schedule.endTime()).lambda();
        for (int i = 0; i <= 200; i++) {
            double lambda = from + (to - from) * i / 200;

            assertEquals(lambda, schedule.atLambda(lambda).lambda(), 1e-9, () -> "lambda " + lambda);
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void lambdaFallsAsTimeGrows(NoiseSchedule schedule) {
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 1000; i++) {
            double lambda = schedule.at(schedule.startTime() * i / 1000).lambda();

            assertTrue(lambda < before || lambda == Double.POSITIVE_INFINITY);
            before = lambda;
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void noNoiseIsReachedAtInfiniteLambda(NoiseSchedule schedule) {
        NoiseLevel clean = schedule.atLambda(Double.POSITIVE_INFINITY);

        // acos of a cosine keeps half the digits near 0, hence 1e-7 rather than 1e-15.
        assertAll(() -> assertEquals(1, clean.alpha(), 1e-14), () -> assertEquals(0, clean.sigma(), 1e-7));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void aSolverMayRaiseNoiseALittleBeyondTheStart(NoiseSchedule schedule) {
        double start = schedule.startTime();

        assertTrue(schedule.at(start * 1.0005).lambda() < schedule.at(start).lambda());
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void variancePreservingMeansThatSquaresAddUpToOne(NoiseSchedule schedule) {
        NoiseLevel level = schedule.at(schedule.startTime() / 3);
        double norm = switch (schedule) {
            case VarianceExploding _ -> level.alpha();
            case RectifiedFlow _ -> level.alpha() + level.sigma();
            default -> StrictMath.hypot(level.alpha(), level.sigma());
        };

        assertEquals(1, norm, 4e-16); // two roundings
    }

    /// Facts printed with seven digits in the table of forward processes.
    @Test
    void vpLinearHasThePrintedEnds() {
        assertAll(
            () -> assertEquals(-5.024978, VP.at(1).lambda(), 5e-7),
            () -> assertEquals(4.557715, VP.at(1e-3).lambda(), 5e-7),
            () -> assertEquals(5.751510, VP.at(1e-4).lambda(), 5e-7),
            () -> assertEquals(0.00657159, VP.at(1).alpha(), 5e-9),
            () -> assertEquals(152.167, VP.at(1).rho(), 5e-4));
    }

    @Test
    void sigmaKeepsItsDigitsNearTheData() {
        // sigma^2 = -expm1(2 log alpha) with 2 log alpha = -(19.9 / 2) t^2 - 0.1 t; at t = 1e-12 that is -1e-13 to 1e-10.
        assertEquals(StrictMath.sqrt(1e-13), VP.at(1e-12).sigma(), 1e-10 * StrictMath.sqrt(1e-13));
    }

    @Test
    void cosineStartsJustInsideItsSilentEnd() {
        var cosine = new VpCosine(0.008);
        double quarter = StrictMath.PI / 2 / 1.008;

        // cos(pi / 2 - x) = sin(x), with the distance to t = 1.
        double alpha = StrictMath.sin((1 - 0.9946) * quarter) / StrictMath.cos(0.008 * quarter);

        assertEquals(alpha, cosine.at(cosine.startTime()).alpha(), 1e-13 * alpha / 0.0054); // cancels near pi / 2
    }

    @Test
    void flowShiftMovesTheClockAndNotThePath() {
        var shifted = new RectifiedFlow(3);

        assertAll(
            () -> assertEquals(0.75, shifted.at(0.5).sigma(), 1e-15),
            () -> assertEquals(0.25, shifted.at(0.5).alpha(), 1e-15),
            () -> assertEquals(0, shifted.at(1).alpha()),
            () -> assertEquals(Double.NEGATIVE_INFINITY, shifted.at(1).lambda()));
    }

    @Test
    void aLevelKnowsItsLimits() {
        assertAll(
            () -> assertEquals(Double.POSITIVE_INFINITY, new NoiseLevel(0, 1, 0).lambda()),
            () -> assertEquals(Double.NEGATIVE_INFINITY, new NoiseLevel(1, 0, 1).lambda()),
            () -> assertEquals(Double.POSITIVE_INFINITY, new NoiseLevel(1, 0, 1).rho()),
            () -> assertEquals(StrictMath.log(4), new NoiseLevel(1, 0.8, 0.2).lambda(), 1e-15));
    }

    @Test
    void impossibleLevelsCannotBeBuilt() {
        for (double[] bad : List.of(new double[] {0, 0}, new double[] {-0.1, 1}, new double[] {1, -1e-9},
            new double[] {Double.NaN, 1}, new double[] {1, Double.POSITIVE_INFINITY})) {
            assertThrows(InvalidLevelException.class, () -> new NoiseLevel(0, bad[0], bad[1]));
        }
        assertThrows(InvalidLevelException.class, () -> new NoiseLevel(Double.NaN, 1, 1));
    }

    @Test
    void impossibleConstantsCannotBeBuilt() {
        assertAll(
            () -> assertThrows(InvalidScheduleException.class, () -> new VpLinear(0, 20)),
            () -> assertThrows(InvalidScheduleException.class, () -> new VpLinear(20, 0.1)),
            () -> assertThrows(InvalidScheduleException.class, () -> new VpLinear(0.1, Double.NaN)),
            () -> assertThrows(InvalidScheduleException.class, () -> new VpCosine(0)),
            () -> assertThrows(InvalidScheduleException.class, () -> new VarianceExploding(80, 0.002)),
            () -> assertThrows(InvalidScheduleException.class, () -> new RectifiedFlow(0)),
            () -> assertThrows(InvalidScheduleException.class, () -> DiscreteVp.ofBetas(0.1)),
            () -> assertThrows(InvalidScheduleException.class, () -> DiscreteVp.ofBetas(0.1, 1)),
            () -> assertThrows(InvalidScheduleException.class, () -> DiscreteVp.ofBetas(0.1, Double.NaN)));
    }
}
