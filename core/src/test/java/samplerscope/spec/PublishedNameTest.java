package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.run.Trajectory;
import samplerscope.tensor.Float64Backend;

/// Every published name stands for a run that works, of the order it states.
class PublishedNameTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));
    private static final Resolver RESOLVER = new Resolver(CATALOG);
    private static final SolverMeasurement MEASUREMENT = new SolverMeasurement(RESOLVER);
    /// Names whose next term of the error still rules at 320 steps, and how far they are off.
    private static final Map<String, Double> FAR = Map.of("RK45", 0.4, "Fixed fine reference", 0.4,
        "DPM-Solver-v3", 1.4, "UniPC-4, B2(h)", 0.45, "UniPC-4, B1(h)", 0.45);

    @AfterAll
    static void close() {
        RESOLVER.close();
    }

    static Stream<PublishedName> all() {
        return PublishedName.all().stream();
    }

    @Test
    void aNameIsThereOnce() {
        assertEquals(all().count(), all().map(PublishedName::id).distinct().count());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aNameRuns(PublishedName name) {
        RunSpec.Denoise spec = name.in(RunSpec.Denoise.of(Choice.of("problem-s")).withSamples(4).withSeed(0));
        assertEquals(spec, new SpecReader(CATALOG).read(SpecWriter.text(spec), "copy"));
        try (var backend = new Float64Backend(1)) {
            double[] end = Trajectory.of(RESOLVER.resolve(spec, HOME).open(backend)).end().toDoubles();

            for (double x : end) {
                assertTrue(Double.isFinite(x));
            }
        }
    }

    static Stream<PublishedName> withOrder() {
        return all().filter(name -> name.order() > 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withOrder")
    void theStatedOrderShows(PublishedName name) {
        double order = MEASUREMENT.order(name.solver()).orElseThrow();

        assertEquals(name.order(), order, FAR.getOrDefault(name.name(), 0.25));
    }
}
