package samplerscope.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.Setting;
import samplerscope.run.Trajectory;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;
import samplerscope.tensor.Float64Backend;

class PublishedScheduleTest {

    private static final Path HOME = Path.of(System.getProperty("samplerscope.home"));
    private static final Catalog CATALOG = Catalog.standard(HOME.resolve("assets"));

    static Stream<PublishedSchedule> all() {
        return PublishedSchedule.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aScheduleRunsWithTheEvaluationsItWasFoundFor(PublishedSchedule schedule) {
        try (var resolver = new Resolver(CATALOG); var backend = new Float64Backend(1)) {
            Resolved run = resolver.resolve(schedule.in(spec()), HOME);

            double[] end = Trajectory.of(run.open(backend)).end().toDoubles();

            assertEquals(schedule.evaluations(), run.nfe());
            for (double x : end) {
                assertTrue(Math.abs(x) < 10, "a sample of data of size 1 is " + x);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aFileSaysAllOfIt(PublishedSchedule schedule) {
        RunSpec.Denoise spec = schedule.in(spec());

        assertEquals(spec, new SpecReader(CATALOG).read(SpecWriter.text(spec), "copy"));
    }

    @Test
    void aCorrectorIsWrittenToTheStepAfterTheOneItCorrects() {
        var solvers = PublishedSchedule.all().stream().filter(s -> s.id().equals("usf-imagenet-256-4")).findFirst()
            .orElseThrow().solvers();

        assertEquals(null, solvers.get(0).settings().get("corrector"));
        assertEquals(new Setting.Num(2), solvers.get(1).settings().get("corrector-order"));
        assertEquals(new Setting.Num(3), solvers.get(4).settings().get("corrector-order"));
        assertEquals(new Setting.Word("mean"), solvers.get(0).settings().get("output"));
    }

    private static RunSpec.Denoise spec() {
        return RunSpec.Denoise.of(Choice.of("problem-s")).withSamples(4).withSeed(0);
    }
}
