package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.spec.folder.Folders;

/// A long command line, such as a class path in a deep folder, does not keep networks from being loaded.
class LongCommandLineTest {

    @TempDir
    private Path folder;

    @Test
    void aProcessWithALongCommandLineLoadsANetwork() throws IOException, InterruptedException {
        Path network = Folders.of("sd1").resolve("vae_decoder/model.onnx");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Loading.class.getName(),
            network.toString(), "x".repeat(20_000)).redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
        // Whoever starts the program without its launcher.
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        Process process = builder.start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(folder.resolve("output"));
        assertTrue(ended, output);
        assertEquals(0, process.exitValue(), output);
    }

    /// Loads the network that it is given.
    static final class Loading {

        private Loading() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            NetworkFile.open(file, file.getParent(), 1).close();
        }
    }
}
