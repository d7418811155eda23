package samplerscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.export.PngFile;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkEntry;
import samplerscope.model.onnx.Prediction;
import samplerscope.model.onnx.TimestepLabel;
import samplerscope.schedule.ScheduleName;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.Resolver;
import samplerscope.spec.Sidecar;
import samplerscope.spec.folder.Folders;

class PortraitsTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");
    private static final Path HERE = Path.of("");

    @TempDir
    private Path folder;
    private Resolver resolver;
    private Portraits portraits;

    @BeforeEach
    void open() {
        resolver = new Resolver(Catalog.standard(ASSETS));
        portraits = new Portraits(resolver, () -> Engine.of(resolver.catalog().backends(), Engine.STANDARD_BACKEND, 1),
            folder.resolve("cache"));
    }

    @AfterEach
    void close() {
        resolver.close();
    }

    @Test
    void aLawInThePlaneIsItsDensity() {
        Portrait moons = portraits.of(Choice.of("moons"), HERE).orElseThrow();

        assertEquals(144, moons.width());
        assertTrue(colours(moons) > 50, "a density has many colours");
        assertArrayEquals(moons.rgb(), portraits.of(Choice.of("moons-net"), HERE).orElseThrow().rgb(),
            "a network shows the law of its data");
        assertFalse(Files.exists(folder.resolve("cache")), "what takes no time is not kept");
    }

    @Test
    void picturesAreAFewOfTheData() {
        Portrait glyphs = portraits.of(Choice.of("glyphs"), HERE).orElseThrow();

        assertEquals(3 * (32 + 2) + 2, glyphs.width());
        assertArrayEquals(glyphs.rgb(), portraits.of(Choice.of("glyphs-net"), HERE).orElseThrow().rgb());
    }

    @Test
    void vectorsHaveNoPicture() {
        assertEquals(Optional.empty(), portraits.of(Choice.of("problem-b"), HERE).map(Portrait::width));
    }

    @Test
    void samplesOfANetworkAreMadeOnceAndKept() throws IOException {
        Choice mine = network("digits.onnx");

        Portrait made = portraits.of(mine, HERE).orElseThrow();
        assertTrue(colours(made) > 20);
        Path kept = only(folder.resolve("cache"));
        // Whoever reads it again has not made it: a mark on the file comes back.
        Files.write(kept, Files.readAllBytes(pictureOf(Choice.of("moons"))));
        Portrait again = portraits.of(mine, HERE).orElseThrow();

        assertEquals(144, again.width());
        assertArrayEquals(portraits.of(Choice.of("moons"), HERE).orElseThrow().rgb(), again.rgb());
    }

    @Test
    void latentsAreDecoded() {
        Choice latents = ModelChoice.ofPath(Folders.of("sd1").toString()).orElseThrow();

        Portrait made = portraits.of(latents, HERE).orElseThrow();

        assertTrue(colours(made) > 20, "pictures, not latents of four channels");
    }

    @Test
    void aDamagedPictureIsMadeAgain() throws IOException {
        Choice mine = network("digits.onnx");
        Portrait made = portraits.of(mine, HERE).orElseThrow();
        Files.writeString(only(folder.resolve("cache")), "no picture");

        assertArrayEquals(made.rgb(), portraits.of(mine, HERE).orElseThrow().rgb());
    }

    @Test
    void anotherFileOfTheSameNameIsAnotherPicture() throws IOException {
        Choice mine = network("digits.onnx");
        portraits.of(mine, HERE);
        Files.setLastModifiedTime(folder.resolve("digits.onnx"), FileTime.fromMillis(1));
        resolver.close();

        portraits.of(mine, HERE);

        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertEquals(2, files.count());
        }
    }

    private Path pictureOf(Choice model) throws IOException {
        Portrait portrait = portraits.of(model, HERE).orElseThrow();
        var image = new BufferedImage(portrait.width(), portrait.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, portrait.width(), portrait.height(), portrait.rgb(), 0, portrait.width());
        Path file = folder.resolve("other.png");
        PngFile.write(file, image, Optional.empty());
        return file;
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            return all.getFirst();
        }
    }

    private Choice network(String name) throws IOException {
        Path network = Files.copy(ASSETS.resolve("models/glyphs-net/model.onnx"), folder.resolve(name));
        Sidecar.write(network, new NetworkDescription(Sidecar.about(network), Prediction.of(Prediction.Form.VELOCITY),
            new ScheduleName("vp-cosine", Map.of()), TimestepLabel.perTime(1000), List.of(1, 32, 32), List.of("0", "1"),
            OptionalInt.empty(), new NetworkEntry.Ports("sample", "timestep", Optional.of("class_labels"),
            "out_sample")));
        return ModelChoice.ofNetwork(network.toString());
    }

    private static long colours(Portrait portrait) {
        return Arrays.stream(portrait.rgb()).distinct().count();
    }
}
