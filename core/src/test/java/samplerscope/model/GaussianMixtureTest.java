package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

class GaussianMixtureTest {

    /// The golden numbers are printed with 14 digits and were computed in float64 with other factorizations.
    private static final double GOLDEN = 1e-9;

    static Stream<Named<JsonNode>> probes() {
        return StreamSupport.stream(GoldenModels.read("model_probes.json").get("cases").spliterator(), false)
            .map(c -> Named.of("%s at alpha %s, sigma %s".formatted(c.get("problem").asText(), c.get("alpha"),
                c.get("sigma")), c));
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theMeanOfTheDataIsTheGoldenOne(JsonNode probe) {
        var mixture = GoldenModels.mixture(probe.get("problem").asText());
        double[][] x = GoldenModels.rows(probe.get("x"));

        double[] data = evaluate(mixture, x, level(probe), Condition.NONE);

        assertRows(GoldenModels.rows(probe.get("x0")), data);
    }

    @ParameterizedTest
    @MethodSource("probes")
    void theLogDensityIsTheGoldenOne(JsonNode probe) {
        var mixture = GoldenModels.mixture(probe.get("problem").asText());
        double[][] x = GoldenModels.rows(probe.get("x"));
        double[] golden = GoldenModels.numbers(probe.get("log_density"));

        for (int i = 0; i < x.length; i++) {
            double found = mixture.logDensity(x[i], level(probe), Condition.NONE);
            assertEquals(golden[i], found, GOLDEN * Math.max(1, Math.abs(golden[i])));
        }
    }

    static NoiseLevel level(JsonNode probe) {
        return new NoiseLevel(0, probe.get("alpha").doubleValue(), probe.get("sigma").doubleValue());
    }

    static double[] evaluate(Model model, double[][] x, NoiseLevel at, Condition condition) {
        try (var backend = new Float64Backend(1);
             var denoiser = model.denoiser(new Binding(backend).with(condition))) {
            var shape = new Shape(x.length, List.of(x[0].length));
            var state = backend.allocate(shape);
            backend.copyFrom(Stream.of(x).flatMapToDouble(java.util.Arrays::stream).toArray(), state);
            var into = backend.allocate(shape);
            denoiser.evaluate(state, at, into);
            var out = new double[shape.size()];
            into.copyTo(out);
            return out;
        }
    }

    private static void assertRows(double[][] golden, double[] found) {
        for (int i = 0; i < golden.length; i++) {
            for (int j = 0; j < golden[i].length; j++) {
                assertEquals(golden[i][j], found[i * golden[i].length + j], GOLDEN, "row " + i + ", number " + j);
            }
        }
    }
}
