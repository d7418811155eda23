package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.plane.Moons;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Workers;

/// What every bundled law in the plane must be.
class PlaneModelsTest {

    private static final List<String> FOR_TEACHERS = List.of("moons", "rings", "checkerboard", "spiral", "pinwheel",
        "swiss-roll", "gaussian-grid", "letters", "two-modes", "uniform-square");

    static Stream<Named<GaussianMixture>> models() {
        return BuiltInModels.families().stream().filter(f -> f.parameters().isEmpty())
            .map(f -> (GaussianMixture) f.open().open(NO_SETTINGS, Path.of("")))
            .filter(m -> m.card().isPlane()).map(m -> Named.of(m.card().id(), m));
    }

    private static final Settings NO_SETTINGS =
        Settings.of("model", List.of(), Map.of());

    @Test
    void theTenOfTheTeachersAreThere() {
        assertTrue(BuiltInModels.families().stream().map(ModelFamily::id).toList().containsAll(FOR_TEACHERS));
    }

    @ParameterizedTest
    @MethodSource("models")
    void theDensityIntegratesToOne(GaussianMixture model) {
        // The narrowest width is 0.055, the mesh 0.026: a sum over a smooth function then has no error left. The border
        // at 4.2 cuts off tails of a fully noised law, alpha = 0.8, sigma = 0.6, seven standard deviations away.
        for (NoiseLevel at : List.of(new NoiseLevel(0, 1, 0), new NoiseLevel(0.5, 0.8, 0.6))) {
            var raster = new PlaneRaster(-4.5, 4.5, -4.5, 4.5, 340, 340);
            double mass = 0;
            try (var workers = new Workers(2)) {
                for (double value : PlaneField.logDensity(model, at, Condition.NONE, raster, workers)) {
                    mass += Math.exp(value) * raster.cellArea();
                }
            }
            assertEquals(1, mass, 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsHaveTheMomentsOfTheMixture(GaussianMixture model) {
        int n = 20_000;
        double[] x = model.draw(n, 1, Condition.NONE);
        var mean = new double[2];
        var square = new double[2];
        for (int i = 0; i < x.length; i++) {
            mean[i % 2] += x[i] / n;
            square[i % 2] += x[i] * x[i] / n;
        }
        for (int axis = 0; axis < 2; axis++) {
            double expected = moment(model, axis, 1);
            double second = moment(model, axis, 2);
            double spread = second - expected * expected;
            assertEquals(expected, mean[axis], 4 * Math.sqrt(spread / n), "four standard errors");
            // The fourth moment is at most 5 times the squared second one for these laws.
            assertEquals(second, square[axis], 4 * second * Math.sqrt(4.0 / n), "four standard errors");
        }
    }

    private static double moment(GaussianMixture model, int axis, int power) {
        double total = model.components().stream().mapToDouble(Component::weight).sum();
        return model.components().stream().mapToDouble(c -> {
            var spread = (Covariance.Plane) c.covariance();
            double variance = axis == 0 ? spread.xx() : spread.yy();
            double m = c.mean()[axis];
            return c.weight() / total * (power == 1 ? m : m * m + variance);
        }).sum();
    }

    @ParameterizedTest
    @MethodSource("models")
    void itHasTheSizeOfTheUnitNormalAndEveryClassHasComponents(GaussianMixture model) {
        for (Component c : model.components()) {
            assertTrue(Math.abs(c.mean()[0]) <= 2.2 && Math.abs(c.mean()[1]) <= 2.2);
        }
        for (int label = 0; label < model.card().classes().size(); label++) {
            int wanted = label;
            assertTrue(model.components().stream().anyMatch(c -> c.label() == wanted));
        }
        assertTrue(model.card().classes().size() >= 2 || model.card().id().equals("gaussian"));
    }

    @Test
    void theMoonsNeverChangeBecauseANetworkIsTrainedOnThem() {
        GaussianMixture moons = Moons.model();
        double a = Math.PI * 2.5 / 16;

        assertEquals(32, moons.components().size());
        assertComponent(moons.components().get(2), (Math.cos(a) - 0.5) * 1.2, (Math.sin(a) - 0.25) * 1.2, 0);
        assertComponent(moons.components().get(18), (0.5 - Math.cos(a)) * 1.2, (0.25 - Math.sin(a)) * 1.2, 1);
    }

    private static void assertComponent(Component c, double x, double y, int label) {
        assertEquals(x, c.mean()[0], 1e-15);
        assertEquals(y, c.mean()[1], 1e-15);
        assertEquals(new Covariance.Plane(0.08 * 0.08, 0, 0.08 * 0.08), c.covariance());
        assertEquals(1, c.weight());
        assertEquals(label, c.label());
    }
}
