package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import samplerscope.library.ExportTarget;
import samplerscope.model.Denoiser;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Trajectory;
import samplerscope.spec.Catalog;
import samplerscope.spec.Fields;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.SpecReader;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// A schedule that a search found was told to diffusers, and its scheduler took the steps, on the exact noise prediction
/// of problem S in float64.
class SearchedScheduleTest {

    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    private static final int DIMENSION = 16;
    private static final Fields GOLDEN = Fields.of("", golden());

    /// Its list of sigmas is in single precision, which moves levels by up to 1e-7 of them; its errors are of that order.
    @Test
    void diffusersTakesTheStepsOfTheFoundSchedule() {
        double[] noise = numbers("noise");
        try (var resolver = new Resolver(CATALOG); var backend = new Float64Backend(1)) {
            Resolved run = found(resolver);
            try (Denoiser denoiser = run.denoiser(run.model(), backend, 0)) {
                double[] end = Trajectory.of(DenoisingRun.from(noise, run.plan(), denoiser, backend,
                    Shape.of(noise.length / DIMENSION, DIMENSION), 0, 0, Recording.ALL)).end().toDoubles();

                assertArrayEquals(numbers("end"), end, 1e-5);
            }
        }
    }

    /// What it was told is what is told today.
    @Test
    void theScriptIsTheOneThatRan() {
        try (var resolver = new Resolver(CATALOG)) {
            assertEquals(GOLDEN.needText("script").strip(),
                ExportTarget.DIFFUSERS.of(found(resolver)).snippet().strip());
        }
    }

    private static Resolved found(Resolver resolver) {
        return resolver.resolve(new SpecReader(CATALOG).read(GOLDEN.need("spec")), Path.of("."));
    }

    private static double[] numbers(String name) {
        List<Json> rows = GOLDEN.needList(name);
        return rows.stream().flatMap(row -> Fields.list(name, row).stream())
            .flatMapToDouble(x -> DoubleStream.of(((Json.Num) x).value())).toArray();
    }

    private static Json golden() {
        try (InputStream in = SearchedScheduleTest.class.getResourceAsStream("/golden/searched_schedule.json")) {
            return JsonReader.read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
                "searched_schedule.json");
        } catch (IOException e) {
            throw new AssertionError("the golden file cannot be read", e);
        }
    }
}
