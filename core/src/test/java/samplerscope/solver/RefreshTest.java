package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.solver.Slot.Kept.START;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

class RefreshTest {

    private static final TimeGrid GRID = Bench.uniformLambda(Bench.VP, 1, 1e-3, 6);
    private static final double[] START_STATE = {0.7, -1.2};

    /// Asks the model again after each correction, which a refresh imitates.
    private record Reevaluating(UniPc inner) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            Step step = inner.plan(r);
            var ops = new ArrayList<Op>();
            for (Op op : step.ops()) {
                ops.add(op);
                if (op instanceof Op.Combine(Slot into, var terms) && into.equals(X)
                    && terms.stream().anyMatch(t -> t.slot().equals(START))) {
                    ops.add(new Op.Evaluate(work(0), X, r.from(), inner.form().output()));
                    ops.add(new Op.Remember(X, work(0), r.from(), inner.form().output()));
                }
            }
            return new Step(step.from(), step.to(), ops);
        }
    }

    /// In one dimension the mean variance is the variance, so both forms are exact.
    @ParameterizedTest
    @CsvSource({"DATA, GAUSSIAN", "DATA, ISOTROPIC", "NOISE, GAUSSIAN", "NOISE, ISOTROPIC"})
    void onAGaussianARefreshIsASecondEvaluation(MultistepForm form, Refresh refresh) {
        var model = ExactMixture.gaussian(0.3, 0.2);
        double[] again = end(new Reevaluating(unipc(form, Refresh.OFF)), model, Bench.FACTS, 1);
        double[] free = end(unipc(form, refresh), model, Bench.FACTS, 1);

        assertArrayEquals(again, free, 1e-13);
    }

    @Test
    void onAGaussianWithDirectionsOnlyTheirCovarianceIsExact() {
        double[] mean = {0.1, 0.4};
        double[][] covariance = {{0.5, 0.2}, {0.2, 0.3}};
        var model = new ExactMixture(new double[] {1}, new double[][] {mean}, new double[][][] {covariance});
        ModelFacts facts = ModelFacts.of(GaussianFit.of(mean, covariance));
        double[] again = end(new Reevaluating(unipc(MultistepForm.DATA, Refresh.OFF)), model, facts, 2);

        assertArrayEquals(again, end(unipc(MultistepForm.DATA, Refresh.GAUSSIAN), model, facts, 2), 1e-13);
        double[] isotropic = end(unipc(MultistepForm.DATA, Refresh.ISOTROPIC), model, facts, 2);
        double[] none = end(unipc(MultistepForm.DATA, Refresh.OFF), model, facts, 2);
        assertTrue(Math.abs(isotropic[0] - again[0]) < Math.abs(none[0] - again[0]),
            "isotropic %s, none %s, exact %s".formatted(isotropic[0], none[0], again[0]));
    }

    @Test
    void itCostsNoEvaluation() {
        assertEquals(6, strategy(unipc(MultistepForm.DATA, Refresh.GAUSSIAN), Bench.FACTS).compile().evaluations());
    }

    @Test
    void withoutMomentsNothingIsRefreshed() {
        var model = ExactMixture.gaussian(0.3, 0.2);

        assertArrayEquals(end(unipc(MultistepForm.DATA, Refresh.OFF), model, ModelFacts.NONE, 1),
            end(unipc(MultistepForm.DATA, Refresh.GAUSSIAN), model, ModelFacts.NONE, 1));
    }

    /// Through every form of the output that a step of the framework keeps.
    @ParameterizedTest
    @CsvSource({"data", "noise"})
    void aStepOfTheFrameworkRefreshesAsUnipcDoes(String prediction) {
        var model = new ExactMixture(new double[] {0.4, 0.6}, new double[][] {{0.6, 0.1}, {-0.5, 0.3}},
            new double[][][] {{{0.2, 0.1}, {0.1, 0.3}}, {{0.4, 0}, {0, 0.1}}});
        ModelFacts facts = ModelFacts.of(GaussianFit.of(new double[] {0, 0.2}, new double[][] {{0.6, 0}, {0, 0.2}}));
        var form = MultistepForm.valueOf(prediction.toUpperCase(Locale.ROOT));
        List<Solver> steps = IntStream.range(0, GRID.steps()).<Solver>mapToObj(i -> {
            var settings = new TreeMap<>(FamilyMap.of("unipc-2").orElseThrow().settings(i));
            settings.put("prediction", new Setting.Word(prediction));
            settings.put("corrector", new Setting.Word(prediction));
            settings.put("refresh", new Setting.Word("gaussian"));
            return UnifiedSettings.step(Settings.of("usf", UnifiedSettings.PARAMETERS, settings));
        }).toList();

        double[] unified = Bench.end(new Strategy(Bench.VP, GRID, steps, facts), model, START_STATE, 2);

        assertArrayEquals(end(unipc(form, Refresh.GAUSSIAN), model, facts, 2), unified, 1e-12);
        assertNotEquals(end(unipc(form, Refresh.OFF), model, facts, 2)[0], unified[0], 1e-6);
    }

    private static UniPc unipc(MultistepForm form, Refresh refresh) {
        return new UniPc(form, UniPc.Variant.BH2, 2, 2, 0, refresh);
    }

    private static double[] end(Solver solver, ExactMixture model, ModelFacts facts, int dimension) {
        return Bench.end(strategy(solver, facts), model, START_STATE, dimension);
    }

    private static Strategy strategy(Solver solver, ModelFacts facts) {
        return new Strategy(Bench.VP, GRID, Collections.nCopies(GRID.steps(), solver), facts);
    }
}
