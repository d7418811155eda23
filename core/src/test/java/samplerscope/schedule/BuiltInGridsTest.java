package samplerscope.schedule;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

class BuiltInGridsTest {

    private static final Registry<GridFamily> GRIDS = new Registry<>("grid", BuiltInGrids.families());
    /// For the grids that ask.
    private static final ModelFacts FACTS = ModelFacts.of(
        GaussianFit.of(new double[2], new double[][] {{1, 0}, {0, 0.25}}));
    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final VarianceExploding EDM = new VarianceExploding(0.002, 80);

    private static TimeGrid grid(String id, NoiseSchedule schedule, Map<String, Setting> given) {
        GridFamily family = GRIDS.get(id);
        return family.rule().grid(new GridRequest(schedule, FACTS), Settings.of("grid", family.parameters(), given));
    }

    private static TimeGrid grid(String id, NoiseSchedule schedule, int steps) {
        return grid(id, schedule, Map.of("steps", new Setting.Num(steps)));
    }

    private static double[] each(TimeGrid grid, ToDoubleFunction<NoiseLevel> of) {
        return grid.levels().stream().mapToDouble(of).toArray();
    }

    static Stream<String> ramps() {
        return BuiltInGrids.families().stream().map(GridFamily::id)
            .filter(id -> !List.of("list", "teleported", "gits", "adaptive", "restart").contains(id));
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void nStepsMakeNPlusOneLevelsFromTheScheduleStartToItsEnd(String id) {
        TimeGrid grid = grid(id, VP, 7);

        assertAll(
            () -> assertEquals(7, grid.steps()),
            () -> assertEquals(VP.at(1), grid.first()),
            () -> assertEquals(VP.at(1e-3), grid.last()));
        assertFalling(grid);
    }

    /// Those whose step to zero follows the end of the schedule.
    static Stream<String> rampsThatStopBeforeZero() {
        return ramps().filter(id -> !id.equals("spectral") && !id.equals("auto"));
    }

    @ParameterizedTest
    @MethodSource("rampsThatStopBeforeZero")
    void theStepToZeroIsOneMore(String id) {
        TimeGrid grid = grid(id, EDM, Map.of("steps", new Setting.Num(4), "to-zero", new Setting.Flag(true)));

        assertAll(
            () -> assertEquals(5, grid.steps()),
            () -> assertEquals(new NoiseLevel(0, 1, 0), grid.last()),
            () -> assertEquals(0.002, grid.levels().get(4).sigma()));
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void oneStepIsJustTheEnds(String id) {
        assertEquals(List.of(EDM.at(80), EDM.at(0.002)), grid(id, EDM, 1).levels());
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void theEndsCanBeMoved(String id) {
        TimeGrid grid = grid(id, VP, Map.of("start", new Setting.Num(0.5), "end", new Setting.Num(0.01)));

        assertEquals(0.5, grid.first().time());
        assertEquals(0.01, grid.last().time());
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void anEndAboveTheStartIsRefused(String id) {
        var e = assertThrows(InvalidGridException.class,
            () -> grid(id, VP, Map.of("start", new Setting.Num(0.1), "end", new Setting.Num(0.2))));

        assertTrue(e.happened().contains("0.1") && e.happened().contains("0.2"), e.happened());
    }

    private static void assertFalling(TimeGrid grid) {
        for (int i = 1; i < grid.levels().size(); i++) {
            assertTrue(grid.levels().get(i).lambda() > grid.levels().get(i - 1).lambda());
        }
    }

    /// Printed in the table of time grids, four to six digits each.
    @Test
    void karrasWithEighteenLevelsIsThePrintedLadder() {
        double[] printed = {80, 57.586, 40.786, 28.375, 19.352, 12.910, 8.4009, 5.3152, 3.2568, 1.9233, 1.0882, 0.58535,
            0.29644, 0.13952, 0.05995, 0.02293, 0.00753, 0.002};

        double[] sigmas = each(grid("karras", EDM, 17), NoiseLevel::sigma);

        for (int i = 0; i < printed.length; i++) {
            assertEquals(printed[i], sigmas[i], 5e-4 * printed[i], "level " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("laddersOfPeers")
    void laddersMatchThePeer(JsonNode table) {
        JsonNode args = table.path("args");
        int n = table.path("n").intValue();
        var schedule = new VarianceExploding(args.path("sigma_min").doubleValue(), args.path("sigma_max").doubleValue());
        var given = new HashMap<String, Setting>(Map.of("steps", new Setting.Num(n - 1), "to-zero", new Setting.Flag(true)));
        String id = switch (table.path("function").asText()) {
            case "get_sigmas_karras" -> {
                given.put("rho", new Setting.Num(args.path("rho").doubleValue()));
                yield "karras";
            }
            case "get_sigmas_polyexponential" -> {
                given.put("power", new Setting.Num(args.path("rho").doubleValue()));
                yield "exponential";
            }
            default -> "exponential";
        };

        double[] sigmas = each(grid(id, schedule, given), NoiseLevel::sigma);

        for (int i = 0; i <= n; i++) {
            double expected = table.path("sigmas").path(i).doubleValue();
            assertEquals(expected, sigmas[i], 1e-13 * expected, "level " + i); // powers of 7 magnify rounding
        }
    }

    static Stream<JsonNode> laddersOfPeers() throws IOException {
        return StreamSupport.stream(GoldenSchedules.read().path("sigma_tables").spliterator(), false)
            .filter(t -> !t.path("function").asText().equals("get_sigmas_vp"));
    }

    @Test
    void uniformTimeOnVpIsTheLadderOfThePeer() throws IOException {
        for (JsonNode table : GoldenSchedules.read().path("sigma_tables")) {
            if (table.path("function").asText().equals("get_sigmas_vp")) {
                double[] rhos = each(grid("uniform-t", VP, table.path("n").intValue() - 1), NoiseLevel::rho);
                for (int i = 0; i < rhos.length; i++) {
                    double expected = table.path("sigmas").path(i).doubleValue();
                    // The peer takes sqrt(exp(x) - 1), which cancels for small x.
                    assertEquals(expected, rhos[i], 1e-11 * expected);
                }
            }
        }
    }

    /// Printed with nine digits beside the golden scalars.
    @Test
    void uniformLambdaOnVpHasThePrintedTimes() {
        TimeGrid grid = grid("uniform-lambda", VP, 5);

        assertArrayEquals(new double[] {1, 0.7855680750, 0.4934395340, 0.1406364135, 0.0180953998, 0.001},
            each(grid, NoiseLevel::time), 5e-11);
        assertArrayEquals(new double[] {-5.02497841, -3.10843974, -1.19190107, 0.72463760, 2.64117626, 4.55771493},
            each(grid, NoiseLevel::lambda), 5e-9);
    }

    /// Printed with three digits in the notes on time grids.
    @Test
    void uniformTimeOnVpEndsWithAVeryLongStep() {
        double[] h = {0.949, 0.851, 0.754, 0.661, 0.58, 0.52, 0.496, 0.537, 0.746, 3.488};
        List<NoiseLevel> levels = grid("uniform-t", VP, 10).levels();

        for (int i = 0; i < h.length; i++) {
            assertEquals(h[i], levels.get(i + 1).lambda() - levels.get(i).lambda(), 6e-4);
        }
    }

    @Test
    void quadraticIsEvenInTheRootOfTime() {
        double[] roots = each(grid("quadratic", VP, 4), l -> StrictMath.sqrt(l.time()));

        for (int i = 0; i <= 4; i++) {
            assertEquals(1 + (StrictMath.sqrt(1e-3) - 1) * i / 4, roots[i], 1e-15);
        }
    }

    /// Trusts the quantiles of mpmath at 30 digits.
    @Test
    void betaFollowsTheQuantilesOfItsLaw() {
        TimeGrid grid = grid("beta", EDM, 4);
        double[] share = each(grid, l -> (l.rho() - 0.002) / (80 - 0.002));

        // exp and log between rho and lambda cost a few ulps.
        assertArrayEquals(new double[] {1, 1 - BETA_QUARTER, 0.5, BETA_QUARTER, 0}, share, 1e-13);
        assertEquals(BETA_2_5_FIFTH, BetaLaw.quantile(0.2, 2, 5), 1e-14);
    }

    private static final double BETA_QUARTER = 0.17568037865269502;
    private static final double BETA_2_5_FIFTH = 0.13988068826995784;

    @Test
    void aListIsReadOnEachClock() {
        var lambdas = list("lambda", -2.0, 0.0, 1.5);
        var rhos = list("rho", StrictMath.exp(2), 1.0, StrictMath.exp(-1.5));
        var times = list("time", lambdas.levels().stream().map(NoiseLevel::time).toArray(Double[]::new));

        assertArrayEquals(new double[] {-2, 0, 1.5}, each(lambdas, NoiseLevel::lambda), 1e-13);
        assertArrayEquals(new double[] {-2, 0, 1.5}, each(rhos, NoiseLevel::lambda), 1e-13);
        assertEquals(lambdas, times);
    }

    @Test
    void aListMayEndWithoutNoise() {
        assertEquals(0, list("rho", 1.0, 0.5, 0.0).last().sigma());
    }

    @Test
    void aListOutOfOrderNamesTheValue() {
        var e = assertThrows(InvalidGridException.class, () -> list("rho", 3.0, 1.0, 2.0));

        assertTrue(e.happened().contains("value 2") && e.happened().contains("2.0"), e.happened());
        assertTrue(e.remedy().contains("noise to data"), e.remedy());
    }

    @Test
    void aListWithAnImpossibleValueNamesIt() {
        for (double bad : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            var e = assertThrows(InvalidGridException.class, () -> list("rho", 3.0, bad));

            assertTrue(e.happened().contains("value 1"), e.happened());
        }
    }

    @Test
    void aListOfOneIsTooShort() {
        assertThrows(InvalidGridException.class, () -> list("rho", 3.0));
        assertThrows(InvalidGridException.class, () -> list("rho"));
    }

    @Test
    void aListMustBeGiven() {
        var e = assertThrows(InvalidParameterException.class, () -> grid("list", VP, Map.of()));

        assertEquals("grid.values", e.place());
    }

    private static TimeGrid list(String clock, Double... values) {
        return grid("list", VP, Map.of("clock", new Setting.Word(clock), "values", new Setting.Numbers(List.of(values))));
    }

    @Test
    void equalNeighboursAreRefusedByIndex() {
        var level = VP.at(0.5);

        var e = assertThrows(InvalidGridException.class, () -> new TimeGrid(List.of(VP.at(1), level, level)));

        assertTrue(e.happened().contains("levels 1 and 2"), e.happened());
    }

    @Test
    void aReversedGridIsAnInversion() {
        TimeGrid grid = grid("uniform-t", VP, 3);
        var backwards = new ArrayList<>(grid.levels()).reversed();

        assertAll(
            () -> assertTrue(grid.rising()),
            () -> assertTrue(!grid.reversed().rising()),
            () -> assertEquals(backwards, grid.reversed().levels()));
    }
}
