package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.schedule.Parameterization.NOISE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

class UnifiedStepTest {

    private static final ScalarMachine GAUSSIAN = new ScalarMachine(0.7, 0.25);
    private static final double HERE = 0.4;
    private static final double[] PAST = {0.7, 1.6, 0.4, 1.1};

    @ParameterizedTest(name = "{0}, order {1}")
    @CsvSource({"data, 1", "data, 2", "data, 3", "data, 4", "noise, 1", "noise, 2", "noise, 3", "noise, 4"})
    void fullDifferencesIntegrateTheLagrangePolynomial(String prediction, int order) {
        double h = 0.8;
        boolean data = prediction.equals("data");
        var nodes = new double[order];
        for (int age = 1; age < order; age++) {
            nodes[age] = (past(h).get(age - 1).lambda() - HERE) / h;
        }
        double[] lagrange = ExponentialWeights.of(data ? -h : h, nodes);
        NoiseLevel s = at(HERE);
        NoiseLevel t = at(HERE + h);
        double expected = (data ? t.sigma() / s.sigma() : t.alpha() / s.alpha()) * GAUSSIAN.onPath(s);
        for (int age = 0; age < order; age++) {
            NoiseLevel l = age == 0 ? s : past(h).get(age - 1);
            expected += (data ? t.alpha() : -t.sigma()) * h * lagrange[age]
                * GAUSSIAN.output(data ? DATA : NOISE, GAUSSIAN.onPath(l), l);
        }

        double found = GAUSSIAN.take(plan(h, Map.of("prediction", word(prediction), "order", number(order))), past(h));

        assertEquals(expected, found, 1e-13);
    }

    /// Steps so short that the next term of the error does not show, and so long that rounding does not.
    @ParameterizedTest(name = "{0}, order {1}, first derivative through {2}: local order {4}")
    @CsvSource({
        "data, 2, full, none, 3", "noise, 2, full, none, 3", "data, 3, full, none, 4", "noise, 3, full, none, 4",
        "data, 4, full, none, 5", "noise, 4, full, none, 5",
        "data, 3, 1, none, 3", "data, 3, 2, none, 3", "data, 3, 1+2, none, 4", "data, 3, 1+2+3, none, 4",
        "data, 3, 1+3, none, 4", "data, 2, 1+2, none, 3",
        "data, 2, full, bh1, 3", "data, 2, full, bh2, 3", "data, 2, full, linear, 3", "data, 3, full, bh2, 3",
        "noise, 3, full, exp-plus, 3", "noise, 3, full, exp-minus, 3"})
    void differencesThroughFewerOutputsAndRelaxationsLowerTheOrder(String prediction, int order, String nodes,
                                                                   String relaxation, int local) {
        var settings = new TreeMap<>(Map.of("prediction", word(prediction), "order", number(order),
            "nodes-1", word(nodes), "relaxation", word(relaxation)));
        settings.put("relaxation-slope", new Setting.Num(0.5));

        double slope = slope(0.01,
            h -> GAUSSIAN.take(plan(h, settings), past(h)) - GAUSSIAN.onPath(at(HERE + h)));

        assertEquals(local, slope, 0.15);
    }

    /// `a h` times the term of the k-th derivative, which is `h^(k+1)`.
    @ParameterizedTest(name = "{0}, order {1}, {2}: local order {3}")
    @CsvSource({
        "data, 4, relaxation-slope-0, 2", "data, 4, relaxation-slope, 3",
        "noise, 4, relaxation-slope-0, 2", "noise, 4, relaxation-slope, 3", "noise, 4, relaxation-slope-2, 4",
        "data, 4, relaxation-slope-3, 5"})
    void everyDerivativeHasARelaxation(String prediction, int order, String slope, int local) {
        var settings = Map.of("prediction", word(prediction), "order", number(order), "relaxation", word("linear"),
            slope, new Setting.Num(0.5));

        double found = slope(0.01,
            h -> GAUSSIAN.take(plan(h, settings), past(h)) - GAUSSIAN.onPath(at(HERE + h)));

        assertEquals(local, found, 0.15);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"corrector-slope-0, 2", "corrector-slope, 3", "corrector-slope-2, 4"})
    void everyDerivativeOfACorrectorHasARelaxation(String slope, int local) {
        var settings = Map.of("prediction", word("data"), "order", number(3), "corrector", word("data"),
            "corrector-relaxation", word("linear"), slope, new Setting.Num(0.5));

        double found = slope(0.01,
            h -> GAUSSIAN.take(onlyCorrection(plan(h, settings)), past(h)) - GAUSSIAN.onPath(at(HERE)));

        assertEquals(local, found, 0.15);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"data", "noise"})
    void neutralSlopesChangeNothing(String prediction) {
        var plain = new TreeMap<>(Map.of("prediction", word(prediction), "order", number(4), "corrector",
            word(prediction)));
        var neutral = new TreeMap<>(plain);
        neutral.put("relaxation", word("linear"));
        neutral.put("corrector-relaxation", word("linear"));

        assertEquals(plan(0.8, plain), plan(0.8, neutral));
    }

    @ParameterizedTest(name = "{0}, order {1}")
    @CsvSource({"data, 1", "data, 2", "data, 3", "noise, 1", "noise, 2", "noise, 3"})
    void aCorrectorIsOneOrderBetterThanItsPredictor(String prediction, int order) {
        var settings = Map.of("prediction", word("data"), "order", number(order), "corrector", word(prediction));

        double slope = slope(0.01,
            h -> GAUSSIAN.take(onlyCorrection(plan(h, settings)), past(h)) - GAUSSIAN.onPath(at(HERE)));

        assertEquals(order + 2, slope, 0.15);
    }

    @Test
    void aCorrectorFindsTheStateBeforeWhateverSolverTookThatStep() {
        var corrector = Bench.with(UnifiedStep.FAMILY, Map.of("order", number(1), "corrector", word("data")));
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 2);
        double[] start = SmoothProblem.start(2);

        double[] rebuilt = Bench.end(new Strategy(Bench.VP, grid, List.of(new Ddim(0), corrector)), SmoothProblem.MODEL,
            start, SmoothProblem.DIMENSION);
        double[] kept = Bench.end(new Strategy(Bench.VP, grid, List.of(corrector, corrector)), SmoothProblem.MODEL,
            start, SmoothProblem.DIMENSION);

        assertArrayEquals(kept, rebuilt, 1e-13);
    }

    @Test
    void ordersFallToWhatTheHistoryAllows() {
        var four = Bench.with(UnifiedStep.FAMILY,
            Map.of("order", number(4), "corrector", word("data"), "start", number(3)));
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 1);

        double[] end = Bench.end(Strategy.uniform(Bench.VP, grid, four), SmoothProblem.MODEL, SmoothProblem.start(2),
            SmoothProblem.DIMENSION);

        assertArrayEquals(Bench.end(Strategy.uniform(Bench.VP, grid, new Ddim(0)), SmoothProblem.MODEL,
            SmoothProblem.start(2), SmoothProblem.DIMENSION), end, 1e-13);
    }

    @Test
    void aSetTooSmallForItsDerivativeIsFull() {
        double h = 0.5;

        assertEquals(plan(h, Map.of("order", number(3))), plan(h, Map.of("order", number(3), "nodes-2", word("1"))));
    }

    @Test
    void aWholeRunEndsWithLowerOrdersAndCorrectsWithTheOrderOfTheStepBefore() {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 5);

        List<Solver> steps = along(Map.of("order", number(3), "corrector", word("data"), "output", word("zero")), grid);

        assertEquals(List.of(3, 3, 3, 2, 1), steps.stream().map(s -> ((UnifiedStep) s).predictor().order()).toList());
        assertEquals(List.of(4, 4, 4, 4, 3), steps.stream().map(s -> ((UnifiedStep) s).corrector().order()).toList());
        assertEquals(List.of(FirstOutput.ZERO, FirstOutput.MODEL), steps.stream().limit(2)
            .map(s -> ((UnifiedStep) s).output()).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"zero, 0, 0", "mean, 0.3, -0.2"})
    void aFormulaStandsForTheFirstOutput(String output, double first, double second) {
        var grid = Bench.uniformLambda(Bench.VP, 1, 0.9, 1);
        var strategy = new Strategy(Bench.VP, grid, along(Map.of("output", word(output)), grid), new Known());
        NoiseLevel s = grid.first();
        NoiseLevel t = grid.last();

        double[] end = Bench.end(strategy, PLANE, new double[] {0.7, -0.4}, 2);

        double gain = t.alpha() - t.sigma() * s.alpha() / s.sigma();
        assertEquals(0, strategy.compile().evaluations());
        assertArrayEquals(new double[] {t.sigma() / s.sigma() * 0.7 + gain * first,
            t.sigma() / s.sigma() * -0.4 + gain * second}, end, 1e-14);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"data", "noise"})
    void onGaussianDataTheGaussianOutputIsThatOfTheModel(String prediction) {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 6);
        var settings = Map.of("prediction", word(prediction), "order", number(3), "corrector", word(prediction));
        var withFormula = new TreeMap<String, Setting>(settings);
        withFormula.put("output", word("gaussian"));
        var saving = new Strategy(Bench.VP, grid, along(withFormula, grid), new Known());

        double[] end = Bench.end(saving, PLANE, new double[] {0.7, -0.4}, 2);

        assertEquals(5, saving.compile().evaluations());
        var asking = new Strategy(Bench.VP, grid, along(settings, grid));
        assertArrayEquals(Bench.end(asking, PLANE, new double[] {0.7, -0.4}, 2), end, 1e-12);
    }

    @Test
    void withoutKnowledgeOfTheDataTheModelIsAsked() {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 3);

        assertEquals(3, new Strategy(Bench.VP, grid, along(Map.of("output", word("gaussian")), grid)).compile()
            .evaluations());
    }

    private static final double[] MEAN = {0.3, -0.2};
    private static final double[][] COVARIANCE = {{0.5, 0.2}, {0.2, 0.3}};
    private static final ExactMixture PLANE = new ExactMixture(new double[] {1}, new double[][] {MEAN},
        new double[][][] {COVARIANCE});

    private record Known() implements ModelFacts {
        @Override
        public Optional<GaussianFit> gaussian() {
            return Optional.of(GaussianFit.of(MEAN, COVARIANCE));
        }
    }

    private static List<Solver> along(Map<String, Setting> settings, TimeGrid grid) {
        return UnifiedStep.FAMILY.layout().along(Settings.of("solvers[0]", UnifiedStep.FAMILY.parameters(), settings),
            new Layout.Run(Bench.VP, grid, ModelFacts.NONE));
    }

    private static Step onlyCorrection(Step whole) {
        return new Step(whole.from(), whole.to(),
            whole.ops().stream().takeWhile(op -> !op.into().equals(Slot.Kept.START)).toList());
    }

    /// `log2` of how much the error falls when every step is halved.
    private static double slope(double h, DoubleUnaryOperator error) {
        return Math.log(error.applyAsDouble(h) / error.applyAsDouble(h / 2)) / Math.log(2);
    }

    private static Step plan(double h, Map<String, Setting> settings) {
        return Bench.with(UnifiedStep.FAMILY, settings).plan(
            new StepRequest(Bench.VP, at(HERE), at(HERE + h), past(h), Set.of(Slot.Kept.START.name()), 1));
    }

    private static List<NoiseLevel> past(double h) {
        var levels = new ArrayList<NoiseLevel>();
        double lambda = HERE;
        for (double length : PAST) {
            lambda -= length * h;
            levels.add(at(lambda));
        }
        return levels;
    }

    private static NoiseLevel at(double lambda) {
        return Bench.VP.atLambda(lambda);
    }

    private static Setting word(String word) {
        return new Setting.Word(word);
    }

    private static Setting number(double number) {
        return new Setting.Num(number);
    }
}
