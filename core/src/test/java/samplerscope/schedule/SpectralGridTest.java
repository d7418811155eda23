package samplerscope.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Condition;
import samplerscope.model.GaussianMixture;
import samplerscope.model.problem.PowerLawProblem;
import samplerscope.model.problem.SmoothProblem;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

/// The spectral grid of known problems, against nodes that an independent implementation printed.
class SpectralGridTest {

    private static final NoiseSchedule VP = new VpLinear(0.1, 20);
    private static final NoiseSchedule EDM = new VarianceExploding(0.002, 80);
    private static final Registry<GridFamily> GRIDS = new Registry<>("grid", BuiltInGrids.families());

    static List<Arguments> printed() {
        return List.of(
            nodes(SmoothProblem.smooth(), 1.0, 0, 54, 64, 73, 84, 120),
            nodes(SmoothProblem.smooth(), 1.1, 0, 58, 68, 77, 88, 120),
            nodes(SmoothProblem.smooth(), 1.0, 0, 41, 50, 56, 61, 66, 71, 76, 82, 91, 120),
            nodes(SmoothProblem.smooth(), 1.1, 0, 50, 58, 64, 69, 74, 79, 84, 90, 98, 120),
            nodes(PowerLawProblem.model(), 1.0, 0, 42, 52, 62, 74, 120),
            nodes(PowerLawProblem.model(), 1.1, 0, 48, 59, 70, 86, 120),
            nodes(PowerLawProblem.model(), 1.0, 0, 30, 39, 45, 51, 57, 63, 70, 79, 91, 120),
            nodes(PowerLawProblem.model(), 1.1, 0, 40, 49, 56, 62, 68, 75, 83, 91, 101, 120));
    }

    private static Arguments nodes(GaussianMixture problem, double gamma, int... nodes) {
        return Arguments.of(problem.card().id(), facts(problem), gamma, nodes);
    }

    @ParameterizedTest(name = "{0}, gamma {2}")
    @MethodSource("printed")
    void theNodesAreThePrintedOnes(String problem, ModelFacts facts, double gamma, int[] expected) {
        TimeGrid grid = grid("spectral", VP, facts, Map.of("steps", new Setting.Num(expected.length - 1),
            "gamma", new Setting.Num(gamma)));
        double first = grid.first().lambda();
        double range = grid.last().lambda() - first;

        double[] found = grid.levels().stream().mapToDouble(l -> 120 * (l.lambda() - first) / range).toArray();

        assertArrayEquals(Arrays.stream(expected).asDoubleStream().toArray(), found, 1e-9);
    }

    @Test
    void twoVariancesGiveTheNoiseLevelsOfTheSpecification() {
        ModelFacts facts = spectrum(1, 0.25);

        TimeGrid grid = grid("spectral", EDM, facts, Map.of("steps", new Setting.Num(6)));

        // Six digits are printed.
        assertArrayEquals(new double[] {80, 2.55517, 1.26071, 0.679459, 0.366193, 0.165407, 0.002}, rhos(grid), 5e-6);
    }

    @ParameterizedTest
    @CsvSource({"s, 1.643 0.8107 0.4369 0.2355 0.09738", "b, 3.973 1.795 0.8856 0.4000 0.1162"})
    void theStepToZeroIsPartOfTheProgramme(String problem, String inner) {
        ModelFacts facts = facts(problem.equals("s") ? SmoothProblem.smooth() : PowerLawProblem.model());

        TimeGrid grid = grid("spectral", EDM, facts, Map.of("steps", new Setting.Num(5),
            "candidates", new Setting.Num(120), "to-zero", new Setting.Flag(true)));

        double[] expected = Arrays.stream(inner.split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[] found = rhos(grid);
        assertEquals(0, found[6]);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(1, found[i + 1] / expected[i], 5e-4, "four digits are printed");
        }
    }

    /// Without a unit of length of its own: data twice as large under noise twice as large.
    @Test
    void theNodesScaleWithTheData() {
        TimeGrid one = grid("spectral", new VarianceExploding(0.002, 80), spectrum(1, 0.1, 0.003), Map.of());
        TimeGrid two = grid("spectral", new VarianceExploding(0.004, 160), spectrum(4, 0.4, 0.012), Map.of());

        double[] doubled = Arrays.stream(rhos(one)).map(rho -> 2 * rho).toArray();
        for (int i = 0; i < doubled.length; i++) {
            assertEquals(1, rhos(two)[i] / doubled[i], 1e-12);
        }
    }

    @Test
    void ofEqualSpectraTheOrderAndTheMultiplicityOfAllMatterNot() {
        TimeGrid once = grid("spectral", EDM, spectrum(1, 0.1), Map.of());
        TimeGrid thrice = grid("spectral", EDM, spectrum(1, 1, 1, 0.1, 0.1, 0.1), Map.of());

        assertEquals(once, thrice);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true", "37, true", "121, false", "400, true"})
    void levelsFallFromEndToEnd(int steps, boolean toZero) {
        TimeGrid grid = grid("spectral", EDM, facts(SmoothProblem.smooth()), Map.of("steps", new Setting.Num(steps),
            "to-zero", new Setting.Flag(toZero)));

        assertEquals(steps + (toZero ? 1 : 0), grid.steps());
        assertEquals(EDM.at(80), grid.first());
        assertEquals(toZero ? 0 : 0.002, grid.last().sigma());
        for (int i = 0; i < grid.steps(); i++) {
            assertTrue(grid.levels().get(i + 1).rho() < grid.levels().get(i).rho(), "level " + i);
        }
    }

    /// With weights that grew by the same factor at every jump, twice the steps left the first jump as it was.
    @ParameterizedTest
    @CsvSource({"36", "60", "120"})
    void twiceTheStepsShortenEveryJump(int steps) {
        double[] once = jumps(steps);
        double[] twice = jumps(2 * steps);

        for (int i = 0; i < steps; i++) {
            // A jump is a whole number of candidates, which lie 1 / 6 of a mean jump apart.
            assertTrue(twice[2 * i] + twice[2 * i + 1] < 1.6 * once[i] + 2.0 / 6 * 9.4 / steps, "jump " + i);
        }
        assertTrue(twice[0] < 0.8 * once[0], "the first, of " + once[0]);
    }

    private static double[] jumps(int steps) {
        TimeGrid grid = grid("spectral", VP, facts(SmoothProblem.smooth()), Map.of("steps", new Setting.Num(steps)));
        return IntStream.range(0, steps).mapToDouble(i -> grid.levels().get(i + 1).lambda() - grid.levels().get(i).lambda())
            .toArray();
    }

    /// The start of a flow, where nothing of the data is left.
    @Test
    void aRunMayStartFromPureNoise() {
        NoiseSchedule flow = new RectifiedFlow(1);
        var pure = new NoiseSchedule() {
            @Override
            public NoiseLevel at(double time) {
                return flow.at(time);
            }

            @Override
            public double timeOfLambda(double lambda) {
                return flow.timeOfLambda(lambda);
            }

            @Override
            public double startTime() {
                return 1;
            }

            @Override
            public double endTime() {
                return 1e-3;
            }
        };

        TimeGrid grid = grid("spectral", pure, facts(SmoothProblem.smooth()), Map.of("steps", new Setting.Num(10)));
        TimeGrid near = grid("spectral", flow, facts(SmoothProblem.smooth()), Map.of("steps", new Setting.Num(10)));

        assertEquals(0, grid.first().alpha());
        assertEquals(10, grid.steps());
        for (int i = 1; i < 10; i++) {
            // Candidates lie a tenth apart in lambda, and differ between the two.
            assertEquals(near.levels().get(i).lambda(), grid.levels().get(i).lambda(), 0.2, "level " + i);
        }
    }

    @Test
    void withoutVariancesThereIsNoSpectralGrid() {
        var e = assertThrows(InvalidGridException.class, () -> grid("spectral", VP, ModelFacts.NONE, Map.of()));

        assertTrue(e.remedy().contains("auto"), e.remedy());
    }

    @Test
    void moreStepsThanCandidatesAreRefused() {
        assertThrows(InvalidGridException.class, () -> grid("spectral", VP, spectrum(1), Map.of(
            "steps", new Setting.Num(20), "candidates", new Setting.Num(10))));
    }

    @Test
    void withoutAModelToAskThereAreNoPathsToFollow() {
        assertThrows(InvalidGridException.class, () -> grid("gits", VP, spectrum(1, 0.5), Map.of()));
        assertThrows(InvalidGridException.class, () -> grid("gits", VP, ModelFacts.NONE, Map.of(
            "steps", new Setting.Num(20), "candidates", new Setting.Num(10))));
    }

    /// Three candidates, where the cost of each way can be added by hand: 0-1-3 costs 1 + 5, 0-2-3 costs 4 + 1.
    @Test
    void ofAllWaysTheCheapestIsFoundAndLaterJumpsWeighMore() {
        double[][] cost = {{0, 1, 4, 9}, {0, 0, 2, 5}, {0, 0, 0, 1}, {0, 0, 0, 0}};

        assertArrayEquals(new int[] {0, 3}, CheapestJumps.nodes(cost, 1, 1));
        assertArrayEquals(new int[] {0, 2, 3}, CheapestJumps.nodes(cost, 2, 1));
        assertArrayEquals(new int[] {0, 1, 3}, CheapestJumps.nodes(cost, 2, 0.5));
        assertArrayEquals(new int[] {0, 1, 2, 3}, CheapestJumps.nodes(cost, 3, 1));
    }

    @Test
    void autoIsSpectralWithFactsAndQuadraticWithout() {
        ModelFacts facts = facts(SmoothProblem.smooth());

        assertEquals(grid("spectral", VP, facts, Map.of()), grid("auto", VP, facts, Map.of()));
        assertEquals(grid("quadratic", VP, ModelFacts.NONE, Map.of()), grid("auto", VP, ModelFacts.NONE, Map.of()));
    }

    @Test
    void autoWeighsTheLaterJumpsOfPicturesLess() {
        double[] variances = new double[256];
        Arrays.setAll(variances, i -> 1.0 / ((i + 1) * (i + 1)));
        ModelFacts pictures = spectrum(variances);
        ModelFacts points = spectrum(Arrays.copyOf(variances, 255));

        assertEquals(grid("spectral", VP, pictures, Map.of("gamma", new Setting.Num(1.05))),
            grid("auto", VP, pictures, Map.of()));
        assertEquals(grid("spectral", VP, points, Map.of("gamma", new Setting.Num(1.1))),
            grid("auto", VP, points, Map.of()));
        assertEquals(grid("spectral", VP, pictures, Map.of("gamma", new Setting.Num(1.2))),
            grid("auto", VP, pictures, Map.of("gamma", new Setting.Num(1.2))));
    }

    private static TimeGrid grid(String id, NoiseSchedule schedule, ModelFacts facts, Map<String, Setting> settings) {
        GridFamily family = GRIDS.get(id);
        return family.rule().grid(new GridRequest(schedule, facts),
            Settings.of("grid", family.parameters(), new HashMap<>(settings)));
    }

    private static ModelFacts facts(GaussianMixture problem) {
        return ModelFacts.of(problem.moments(Condition.NONE));
    }

    private static ModelFacts spectrum(double... variances) {
        return new ModelFacts() {
            @Override
            public Optional<GaussianFit> gaussian() {
                return Optional.empty();
            }

            @Override
            public Optional<double[]> spectrum() {
                return Optional.of(variances);
            }
        };
    }

    private static double[] rhos(TimeGrid grid) {
        return grid.levels().stream().mapToDouble(NoiseLevel::rho).toArray();
    }
}
