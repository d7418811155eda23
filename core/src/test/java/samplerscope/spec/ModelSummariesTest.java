package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.model.ModelFamily;
import samplerscope.model.ModelSummary;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkEntry;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Prediction;
import samplerscope.model.onnx.TimestepLabel;
import samplerscope.schedule.ScheduleName;
import samplerscope.spec.folder.Folders;

class ModelSummariesTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");
    private static final Catalog CATALOG = Catalog.standard(ASSETS);

    @TempDir
    private Path folder;

    @Test
    void everyModelWithoutSettingsHasOne() {
        for (ModelFamily family : CATALOG.models().all()) {
            assertEquals(family.parameters().isEmpty(), family.summary().isPresent(), family.id());
        }
    }

    @Test
    void aBundledNetworkIsKnownFromTheManifest() {
        ModelSummary known = CATALOG.models().get("moons-net").summary().orElseThrow();

        assertEquals(Optional.of("noise"), known.predicts());
        assertEquals("vp-linear", known.schedule().orElseThrow().id());
        assertEquals(OptionalLong.of(99_330), known.parameters());
        assertTrue(known.bytes().getAsLong() > known.parameters().getAsLong());
        assertEquals("moons", known.law().orElseThrow().get().card().id());
    }

    /// The file holds what training counted, and a few constants of the export (frequencies of the time embedding).
    @Test
    void parametersAreCountedInTheFile() {
        long counted = NetworkFile.parametersOf(ASSETS.resolve("models/moons-net/model.onnx"));

        assertEquals(99_330, counted, 99_330 * 0.01);
    }

    @Test
    void aNetworkInOneFileIsKnownFromItsSidecar() throws IOException {
        Path network = Files.copy(ASSETS.resolve("models/moons-net/model.onnx"), folder.resolve("mine.onnx"));
        assertThrows(MissingSidecarException.class, () -> of(ModelChoice.ofNetwork(network.toString())));

        Sidecar.write(network, new NetworkDescription(Sidecar.about(network), Prediction.of(Prediction.Form.NOISE),
            new ScheduleName("ddpm", Map.of()), TimestepLabel.perTime(1000), List.of(2), List.of(), OptionalInt.empty(),
            new NetworkEntry.Ports("sample", "timestep", Optional.empty(), "out_sample")));

        ModelSummary known = of(ModelChoice.ofNetwork(network.toString()));
        assertEquals("mine", known.card().name());
        assertEquals("ddpm", known.schedule().orElseThrow().id());
        assertEquals(OptionalLong.of(Files.size(network)), known.bytes());
    }

    @Test
    void aFolderIsKnownFromItsConfigs() {
        ModelSummary known = of(ModelChoice.ofPath(Folders.of("velocity").toString()).orElseThrow());

        assertEquals(Optional.of("velocity"), known.predicts());
        assertEquals("scaled-linear", known.schedule().orElseThrow().id());
        assertTrue(known.parameters().getAsLong() > 0 && known.bytes().getAsLong() > 0);
    }

    @Test
    void weightsBesideTheFileCount() {
        ModelSummary known = of(ModelChoice.ofPath(Folders.of("ddpm").toString()).orElseThrow());

        assertEquals(2460 + 1932, known.bytes().getAsLong());
        assertTrue(known.parameters().getAsLong() * Float.BYTES > 1900, "the weights are in the other file");
    }

    @Test
    void aFolderOfLatentsCountsAllOfItsNetworks() {
        ModelSummary known = of(ModelChoice.ofPath(Folders.of("sd1").toString()).orElseThrow());

        assertTrue(known.card().description().contains("latents") && known.card().description().contains("text"));
        assertTrue(known.bytes().getAsLong() > Folders.of("sd1").resolve("unet/model.onnx").toFile().length());
    }

    @Test
    void dataAreAsLargeAsTheirFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("points.csv"), "0,1\n1,0\n");

        ModelSummary known = of(ModelChoice.ofPath(file.toString()).orElseThrow());

        assertEquals("points.csv", known.card().name());
        assertEquals(OptionalLong.of(8), known.bytes());
    }

    @Test
    void aFileThatHasGoneIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("points.csv"), "0,1\n1,0\n");
        Choice choice = ModelChoice.ofPath(file.toString()).orElseThrow();
        Files.delete(file);

        assertTrue(assertThrows(FileAccessException.class, () -> of(choice)).happened().contains("points.csv"));
    }

    private static ModelSummary of(Choice choice) {
        return ModelSummaries.of(choice, CATALOG, Path.of(""));
    }
}
