package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureNetworkTest {

    private static final Path FOLDER = Path.of("src/test/resources/networks");
    /// `encoder.onnx` makes `(a, b, 2 a - b + 1/2)` of `(a, b)`: whole numbers, so float32 is exact.
    private static final double[] SAMPLES = {1, 2, -3, 0, 4, 4, 0, 0, 2, -1};
    private static final double[] FEATURES = {1, 2, 0.5, -3, 0, -5.5, 4, 4, 4.5, 0, 0, 0.5, 2, -1, 5.5};

    @Test
    void everySampleIsEncoded() {
        try (var network = FeatureNetwork.open(FOLDER.resolve("encoder.onnx"), List.of(2), 1)) {
            assertArrayEquals(FEATURES, network.encode(5, SAMPLES));
        }
    }

    @Test
    void aNetworkOfAFixedBatchIsAskedInParts() {
        try (var network = FeatureNetwork.open(FOLDER.resolve("encoder-four.onnx"), List.of(2), 1)) {
            assertArrayEquals(FEATURES, network.encode(5, SAMPLES));
        }
    }

    @Test
    void picturesAreFlattenedForANetworkOfVectors() {
        try (var network = FeatureNetwork.open(FOLDER.resolve("encoder.onnx"), List.of(1, 1, 2), 1)) {
            assertArrayEquals(FEATURES, network.encode(5, SAMPLES));
        }
    }

    @Test
    void saysWhichShapeDoesNotFit() {
        var e = assertThrows(NetworkException.class,
            () -> FeatureNetwork.open(FOLDER.resolve("encoder.onnx"), List.of(3), 1));

        assertTrue(e.happened().contains("[?, 2]") && e.happened().contains("[3]"), e.happened());
    }

    @Test
    void aDenoiserIsNoEncoder() {
        var e = assertThrows(NetworkException.class,
            () -> FeatureNetwork.open(FOLDER.resolve("edm.onnx"), List.of(2), 1));

        assertTrue(e.remedy().contains("one input"), e.remedy());
    }
}
