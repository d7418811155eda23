package samplerscope.solver;

import static java.lang.Math.exp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.EmsTable;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

/// DPM-Solver-v3 as points of the unified space: end points of five-step runs on a mixture on the line, computed by an
/// independent float64 implementation and printed with eight decimals.
class StatisticsGoldenScalarTest {

    private static final double PRINTED = 1e-7;
    private static final int STEPS = 5;
    private static final ExactMixture MODEL =
        ExactMixture.line(new double[] {0.4, 0.6}, new double[] {-1, 0.8}, new double[] {0.09, 0.16});
    private static final List<Set<Integer>> FULL = List.of();
    /// The `k`-th derivative through the `k` nearest outputs only.
    private static final List<Set<Integer>> NEAREST = List.of(Set.of(1), Set.of(1, 2));
    private static final List<Set<Integer>> NEAREST_OF_CORRECTOR = List.of(Set.of(0), Set.of(0, 2), Set.of(0, 2, 3));
    private static final double FROM = Bench.VP.at(1).lambda();
    private static final double TO = Bench.VP.at(1e-3).lambda();

    /// The same numbers for every lambda, or deliberately bad ones that change.
    private static final EmsTable CONSTANT = table(240, _ -> 1, _ -> 0, 0);
    private static final EmsTable CHANGING = table(240, StatisticsGoldenScalarTest::linear,
        lambda -> 0.5 - linear(lambda), 0.1);

    static List<Arguments> printed() {
        return List.of(
            Arguments.of("order 3, corrector 3, l = 1", CONSTANT, steps(3, FULL, 0, FULL), 1.04297598, 0.78166349),
            Arguments.of("order 1", CHANGING, steps(1, FULL, -1, FULL), 0.83507169, 2.54703601),
            Arguments.of("order 2, corrector 2", CHANGING, steps(2, FULL, 0, FULL), 0.74272135, 2.80723544),
            Arguments.of("order 3", CHANGING, steps(3, FULL, -1, FULL), 1.51525980, 2.72155745),
            Arguments.of("order 3, corrector 3", CHANGING, steps(3, FULL, 0, FULL), 0.71910933, 2.80377448),
            Arguments.of("order 3, pseudo corrector 4", CHANGING, steps(3, FULL, 1, NEAREST_OF_CORRECTOR), 0.48786919,
                2.84467396),
            Arguments.of("pseudo order 3, corrector 3", CHANGING, steps(3, NEAREST, 0, FULL), 0.72248330, 2.80268365));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void fiveStepsEndWhereTheTableSays(String name, EmsTable table, List<Solver> steps, double lambda, double time) {
        assertEquals(lambda, end(table, steps, snapped(table, Bench.uniformLambda(Bench.VP, 1, 1e-3, STEPS))), PRINTED);
        assertEquals(time, end(table, steps, snapped(table, Bench.uniformTime(Bench.VP, 1, 1e-3, STEPS))), PRINTED);
    }

    /// With `(l, s, b) = (1, 0, 0)` it is the data form and with `(0, -1, 0)` the noise form, but for the trapezoidal
    /// rule, whose error falls with the square of the intervals: 240 leave 4e-4, 6000 leave 6e-7.
    @Test
    void trivialStatisticsGiveTheDataAndTheNoiseForm() {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, STEPS);
        var fine = table(6000, _ -> 1, _ -> 0, 0);
        var noise = table(6000, _ -> 0, _ -> -1, 0);
        List<Solver> three = steps(3, FULL, -1, FULL);

        assertEquals(1.03807673, end(fine, three, grid), PRINTED);
        assertEquals(1.03844778, end(CONSTANT, three, grid), PRINTED);
        assertEquals(0.83724876, end(noise, three, grid), PRINTED);
    }

    @Test
    void betweenItsPointsATableIsContinuous() {
        for (double share : new double[] {0.25, 0.5, 0.75}) {
            double lambda = CHANGING.nearest(0) + share * (TO - FROM) / 240;
            var below = CHANGING.at(lambda - 1e-9);
            var above = CHANGING.at(lambda + 1e-9);

            assertEquals(below.sumB()[0], above.sumB()[0], 1e-8);
            assertEquals(below.l()[0], above.l()[0], 1e-8);
        }
        assertTrue(CHANGING.at(100).l()[0] == CHANGING.at(TO).l()[0]);
    }

    @Test
    void withoutStatisticsTheDataAreExpanded() {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, STEPS);
        Solver known = step(Prediction.DATA, 3, FULL, -1, 0, FULL);
        Solver unknown = step(Prediction.STATISTICS, 3, FULL, -1, 0, FULL);

        assertEquals(Bench.end(Strategy.uniform(Bench.VP, grid, known), MODEL, new double[] {0.7}, 1)[0],
            Bench.end(Strategy.uniform(Bench.VP, grid, unknown), MODEL, new double[] {0.7}, 1)[0]);
    }

    private static double linear(double lambda) {
        return 1 / (1 + 0.25 * exp(2 * lambda));
    }

    private static EmsTable table(int intervals, DoubleUnaryOperator l, DoubleUnaryOperator s, double b) {
        var rows = new double[3][intervals + 1][1];
        for (int i = 0; i <= intervals; i++) {
            double lambda = FROM + (TO - FROM) * i / intervals;
            rows[0][i][0] = l.applyAsDouble(lambda);
            rows[1][i][0] = s.applyAsDouble(lambda);
            rows[2][i][0] = b;
        }
        return new EmsTable(FROM, TO, rows[0], rows[1], rows[2]);
    }

    /// Orders rise with the history and fall at the end; the corrector has the order of the step that it corrects plus
    /// `more`, where that is 2 at least.
    ///
    /// @param more below 0 for no corrector
    private static List<Solver> steps(int order, List<Set<Integer>> nodes, int more, List<Set<Integer>> ofCorrector) {
        int[] orders = IntStream.range(0, STEPS).map(i -> Math.min(order, Math.min(i + 1, STEPS - i))).toArray();
        var steps = new ArrayList<Solver>();
        for (int i = 0; i < STEPS; i++) {
            int corrector = i == 0 ? 0 : orders[i - 1] + more;
            steps.add(step(Prediction.STATISTICS, orders[i], nodes, corrector, more, ofCorrector));
        }
        return steps;
    }

    private static UnifiedStep step(Prediction prediction, int order, List<Set<Integer>> nodes, int corrector, int more,
                                    List<Set<Integer>> ofCorrector) {
        var predictor = new Expansion(prediction, 0, order, nodes, Relaxation.NONE);
        Expansion again = more < 0 || corrector < 2 ? Expansion.NONE
            : new Expansion(prediction, 1, corrector, ofCorrector, Relaxation.NONE);
        return new UnifiedStep(predictor, again, FirstOutput.MODEL);
    }

    private static TimeGrid snapped(EmsTable table, TimeGrid grid) {
        var levels = new ArrayList<NoiseLevel>(grid.levels());
        for (int i = 1; i < grid.steps(); i++) {
            levels.set(i, Bench.VP.atLambda(table.nearest(levels.get(i).lambda())));
        }
        return new TimeGrid(levels);
    }

    private static double end(EmsTable table, List<Solver> solvers, TimeGrid grid) {
        ModelFacts facts = new ModelFacts() {
            @Override
            public Optional<GaussianFit> gaussian() {
                return Optional.empty();
            }

            @Override
            public Optional<EmsTable> ems(EmsRequest request) {
                return Optional.of(table);
            }
        };
        return Bench.end(new Strategy(Bench.VP, grid, solvers, facts), MODEL, new double[] {0.7}, 1)[0];
    }
}
