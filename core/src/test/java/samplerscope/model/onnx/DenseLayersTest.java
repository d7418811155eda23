package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jetbrains.bio.npy.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.SamplerscopeException;
import samplerscope.model.GoldenModels;
import samplerscope.model.data.AssetException;
import samplerscope.model.data.AssetFile;
import samplerscope.tensor.Field;

/// The weights of the bundled networks of dense layers, evaluated in float64 from what a device would get.
class DenseLayersTest {

    private static final Path MODELS = Path.of(System.getProperty("samplerscope.home"), "assets", "models");
    private static final Path FOLDER = MODELS.resolve("moons-net");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"moons-net", "moons-v-net", "moons-flow-net", "moons-edm-net", "checkerboard-flow-net"})
    void giveTheOutputsOfTheTraining(String network) throws IOException {
        Path of = MODELS.resolve(network);
        JsonNode golden = GoldenModels.parse(Files.readString(of.resolve("golden.json")));
        double[] x = GoldenModels.flat(golden.get("sample"));
        double[] timesteps = GoldenModels.flat(golden.get("timestep"));
        double[] expected = GoldenModels.flat(golden.get("out_sample"));
        DenseLayers layers = DenseLayers.open(asset(of, "layers.npz"), asset(of, "model.onnx"), 2);

        for (int i = 0; i < timesteps.length; i++) {
            double[] found = evaluate(layers.at((float) timesteps[i]), new double[] {x[2 * i], x[2 * i + 1]});

            // Rounding of PyTorch in float32, through four layers of sums of 128.
            assertEquals(expected[2 * i], found[0], 1e-5);
            assertEquals(expected[2 * i + 1], found[1], 1e-5);
        }
    }

    @Test
    void keepTheirWeightsForAllLevels() {
        DenseLayers layers = DenseLayers.open(asset(FOLDER, "layers.npz"), asset(FOLDER, "model.onnx"), 2);

        assertSame(layers.at(1).weights(), layers.at(1000).weights());
    }

    @Test
    void ofAnotherNetworkAreRefused() throws IOException {
        Files.write(folder.resolve("other.onnx"), new byte[] {1, 2, 3});

        refused("another network", () -> DenseLayers.open(asset(FOLDER, "layers.npz"), asset(folder, "other.onnx"), 2));
    }

    @Test
    void ofAnotherSampleAreRefused() {
        refused("'layers.0.weight' of shape [128, 2]; it must be float32 of shape [128, 3]",
            () -> DenseLayers.open(asset(FOLDER, "layers.npz"), asset(FOLDER, "model.onnx"), 3));
    }

    @Test
    void thatLackAnArrayAreRefused() throws IOException {
        Path file = folder.resolve("layers.npz");
        AssetFile network = asset(FOLDER, "model.onnx");
        try (var archive = NpzFile.write(file, false)) {
            archive.write("onnx", HexFormat.of().parseHex(network.sha256()));
        }

        refused("has no array", () -> DenseLayers.open(asset(folder, "layers.npz"), network, 2));
    }

    @Test
    void thatAreNoArchiveOrHaveChangedAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("layers.npz"), "no archive");
        AssetFile vouched = asset(folder, "layers.npz");

        refused("no archive", () -> DenseLayers.open(vouched, asset(FOLDER, "model.onnx"), 2));
        Files.writeString(file, "changed");
        assertThrows(AssetException.class, () -> DenseLayers.open(vouched, asset(FOLDER, "model.onnx"), 2));
    }

    private static void refused(String why, Runnable open) {
        SamplerscopeException error = assertThrows(NetworkException.class, open::run);
        assertTrue(error.getMessage().contains(why), error.getMessage());
    }

    private static double[] evaluate(Field.Mlp network, double[] x) {
        double[] h = x;
        int weight = 0;
        int bias = 0;
        for (int l = 0; l < network.sizes().length - 1; l++) {
            var next = new double[network.sizes()[l + 1]];
            for (int i = 0; i < next.length; i++) {
                next[i] = network.biases()[bias++];
                for (double value : h) {
                    next[i] += network.weights().values()[weight++] * value;
                }
                next[i] /= l < network.sizes().length - 2 ? 1 + Math.exp(-next[i]) : 1;
            }
            h = next;
        }
        return h;
    }

    private static AssetFile asset(Path folder, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(name)));
            return new AssetFile(folder, name, HexFormat.of().formatHex(digest));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
