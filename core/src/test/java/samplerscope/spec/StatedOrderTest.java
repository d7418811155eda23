package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.Setting;
import samplerscope.solver.SolverFamily;

/// The order that a registered solver states is the one that shows, as the page of solvers measures it; for a solver
/// that draws that is the order of the variance on Gaussian data, exact and without sampling.
class StatedOrderTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final SolverMeasurement MEASUREMENT = new SolverMeasurement(new Resolver(CATALOG));
    /// Solvers that show more than they state from 160 to 320 steps: the next term of their error still rules.
    private static final Map<String, Double> MORE = Map.of("dopri5", 0.4, "dpm-solver-v3", 1.4);
    /// The same for one that shows less.
    private static final Map<String, Double> LESS = Map.of("unipc-4", 0.45);

    static Stream<SolverFamily> all() {
        return CATALOG.solvers().all().stream().filter(f -> !f.id().equals("renoise")); // makes no run of its own
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void theStatedOrderShows(SolverFamily family) {
        Choice solver = Choice.of(family.id());

        double order = MEASUREMENT.order(solver).orElseThrow();

        assertTrue(family.order() - LESS.getOrDefault(family.id(), 0.25) < order
            && order < family.order() + MORE.getOrDefault(family.id(), 0.25), () -> order + " measured");
        assertEquals(family.quiet().isPresent(), MEASUREMENT.orderWithoutNoise(solver).isPresent());
        MEASUREMENT.orderWithoutNoise(solver).ifPresent(quiet ->
            assertEquals(family.quiet().orElseThrow().order(), quiet, 0.25));
    }

    /// What the choices of a setting are said to do.
    @ParameterizedTest(name = "{0}, {1} = {2}: order {3}")
    @CsvSource({"dpmpp-sde, noise, independent, 1", "dpmpp-2m-sde, type, heun, 2",
        "dpmpp-3m-sde, curvature, published, 2", "rho-rk-2, tableau, 2heun, 2", "rho-rk-2, tableau, 2ral, 2",
        "dpm-fast, form, data, 3", "unic, predictor, ddim, 2", "unic, predictor, ipndm, 3",
        "unic, predictor, dpmpp-2s, 3", "unic, predictor, plms, 3", "unipc-3, variant, vary, 4",
        "unipc-3, variant, vary-published, 1"})
    void theOrderOfASettingShows(String id, String setting, String word, int order) {
        Optional<Double> measured = MEASUREMENT.order(Choice.of(id).with(setting, new Setting.Word(word)));

        assertEquals(order, measured.orElseThrow(), 0.25);
    }
}
