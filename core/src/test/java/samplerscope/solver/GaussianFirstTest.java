package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;

class GaussianFirstTest {

    private static final ExactMixture MODEL = ExactMixture.gaussian(0.3, 0.2);
    private static final TimeGrid GRID = Bench.uniformLambda(Bench.VP, 1, 1e-3, 6);

    /// On a Gaussian the formula is the model, so nothing but the cost may change.
    @ParameterizedTest
    @ValueSource(strings = {"unipc-2", "ddim", "dpmpp-2m", "dpmpp-3m", "deis-tab3", "ipndm"})
    void onAGaussianItSavesAnEvaluationAndChangesNothingElse(String then) {
        Plan with = plan(GRID, then, Bench.FACTS);
        Plan asked = plan(GRID, then, ModelFacts.NONE);

        assertEquals(5, with.evaluations());
        assertEquals(6, asked.evaluations());
        assertArrayEquals(end(asked), end(with), 1e-13);
    }

    private static Plan plan(TimeGrid grid, String then, ModelFacts facts) {
        var family = GaussianFirst.FAMILY;
        var settings = Settings.of("solvers[0]", family.parameters(), Map.of("then", new Setting.Word(then)));
        var solvers = family.layout().along(settings, new Layout.Run(Bench.VP, grid, facts));
        return new Strategy(Bench.VP, grid, solvers, facts).compile();
    }

    private static double[] end(Plan plan) {
        return Bench.end(plan.strategy(), MODEL, new double[] {0.7, -1.2}, 1);
    }

    @Test
    void aRunOfOneStepAsksTheModel() {
        assertEquals(1, plan(Bench.uniformLambda(Bench.VP, 1, 1e-3, 1), "unipc-2", Bench.FACTS).evaluations());
    }

    /// `rho = 20` times the standard deviation 0.447.
    @Test
    void whereThereIsLittleNoiseItAsksTheModel() {
        assertEquals(0, evaluations(Bench.VP.atLambda(-Math.log(8.95)), Bench.FACTS));
        assertEquals(1, evaluations(Bench.VP.atLambda(-Math.log(8.94)), Bench.FACTS));
    }

    @Test
    void whereTheGaussianExplainsTooLittleItAsksTheModel() {
        assertEquals(0, evaluations(Bench.VP.at(1), explaining(0.9999)));
        assertEquals(1, evaluations(Bench.VP.at(1), explaining(0.99989)));
    }

    private static int evaluations(NoiseLevel from, ModelFacts facts) {
        var grid = new TimeGrid(List.of(from, Bench.VP.at(0.1)));
        return new Strategy(Bench.VP, grid, List.of(new GaussianFirst()), facts).compile().evaluations();
    }

    private static ModelFacts explaining(double share) {
        return new ModelFacts() {
            @Override
            public Optional<GaussianFit> gaussian() {
                return Bench.FACTS.gaussian();
            }

            @Override
            public OptionalDouble explained(double alpha, double sigma) {
                return OptionalDouble.of(share);
            }
        };
    }
}
