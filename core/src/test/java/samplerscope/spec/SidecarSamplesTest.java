package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.onnx.DescribedNetwork;
import samplerscope.model.onnx.DescriptionCheck;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.NetworkTrial;
import samplerscope.model.onnx.PortGuess;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;

/// Networks of `assets/training/tiny_networks.py`, which know N(mean, 0.25^2) exactly, from file to samples: what is told
/// wrongly, a timestep, a scaling or a sign, moves the mean or the spread.
class SidecarSamplesTest {

    private static final double[] MEAN = {0.5, -1.0, 2.0};
    private static final double DEVIATION = 0.25;
    private static final int SAMPLES = 4000;
    /// Five standard errors of a mean of so many; the largest of three is beyond four in one of 5000 seeds.
    private static final double OF_MEAN = 5 * DEVIATION / StrictMath.sqrt(SAMPLES);
    /// The same of a standard deviation, and as much again for 60 steps.
    private static final double OF_DEVIATION = 2 * 5 * DEVIATION / StrictMath.sqrt(2 * SAMPLES);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"edm, sigmaData=0.25", "flow, licence=none"})
    void whatIsGuessedSamplesTheData(String name, String change) throws IOException {
        Path network = copy(name);
        NetworkDescription said = describe(network, change);
        Sidecar.write(network, said);

        Snapshot end = samples(network);

        for (int i = 0; i < MEAN.length; i++) {
            double mean = 0;
            double square = 0;
            for (int n = 0; n < SAMPLES; n++) {
                mean += end.at(n * MEAN.length + i) / SAMPLES;
                square += end.at(n * MEAN.length + i) * end.at(n * MEAN.length + i) / SAMPLES;
            }
            assertEquals(MEAN[i], mean, OF_MEAN);
            assertEquals(DEVIATION, StrictMath.sqrt(square - mean * mean), OF_DEVIATION);
        }
    }

    private NetworkDescription describe(Path network, String change) {
        try (NetworkFile file = DescribedNetwork.load(network)) {
            var guess = PortGuess.of(Sidecar.about(network), file.inputs(), file.outputs()).description();
            NetworkDescription said = Sidecar.changed(guess, List.of(change), network);
            assertEquals(List.of(), DescriptionCheck.of(file.inputs(), file.outputs(), said));
            String verdict = NetworkTrial.run(file, said, 1).verdict(said.prediction().form());
            assertTrue(verdict.contains("as described"), verdict);
            return said;
        }
    }

    private static Snapshot samples(Path network) {
        try (var resolver = new Resolver(Catalog.standard(Path.of("nowhere")))) {
            var choice = ModelChoice.ofNetwork(network.toString());
            var model = resolver.model(choice, Path.of(""));
            RunSpec.Denoise spec = ModelSwitch.fitted(RunSpec.Denoise.of(choice), choice, model, resolver)
                .withGrid(Choice.of("uniform-lambda").with("steps", 60)).withSolvers(List.of(Choice.of("heun")))
                .withSamples(SAMPLES);
            Engine engine = Engine.of(resolver.catalog().backends(), "cpu-float64", 1);
            return Trajectory.of(engine.open(resolver.resolve(spec, Path.of("")))).end();
        }
    }

    private Path copy(String name) throws IOException {
        Path into = folder.resolve(name + ".onnx");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/networks/" + name + ".onnx"))) {
            Files.copy(in, into);
        }
        return into;
    }
}
