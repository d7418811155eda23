package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.SamplerscopeException;
import samplerscope.model.BuiltInModels;
import samplerscope.model.Model;
import samplerscope.model.ModelFamily;
import samplerscope.model.data.AssetException;
import samplerscope.model.onnx.NetworkException;
import samplerscope.registry.Settings;
import samplerscope.registry.UnknownIdException;

/// A folder of assets with one network, harmed in one way at a time.
class ManifestTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");

    @TempDir
    private Path folder;
    private Path network;
    private String manifest;

    @BeforeEach
    void copyOneNetwork() throws IOException {
        network = folder.resolve("moons.onnx");
        Files.copy(ASSETS.resolve("models/moons-net/model.onnx"), network);
        manifest = """
            {"version": 1, "models": [{"id": "moons-net", "name": "Moons", "file": "moons.onnx", "sha256": "%s",
              "licence": "none", "source": "a test", "parameterization": "noise", "schedule": {"id": "vp-linear"},
              "timestepLabel": {"kind": "time", "scale": 1000}, "shape": [2], "classes": [], "something": "else",
              "inputs": {"sample": "sample", "timestep": "timestep"}, "output": "out_sample",
              "data": {"distribution": "moons"}}]}""".formatted(Fingerprint.of(network));
    }

    @Test
    void aWholeFolderOpensAndUnknownFieldsAreLeftAlone() throws IOException {
        try (Model model = open()) {
            assertEquals(List.of(2), model.card().sampleShape());
            assertEquals("moons", model.law().orElseThrow().card().id());
        }
    }

    @Test
    void withoutAManifestThereAreNoNetworks() {
        assertTrue(Manifest.families(folder.resolve("nowhere"), BuiltInModels.families()).isEmpty());
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(network);

        assertTrue(message(AssetException.class).contains("moons.onnx' is missing"));
    }

    @Test
    void aChangedFileIsRefused() throws IOException {
        byte[] content = Files.readAllBytes(network);
        content[content.length / 2] ^= 1;
        Files.write(network, content);

        assertTrue(message(AssetException.class).contains("SHA-256"));
    }

    @Test
    void aFileThatIsNoNetworkIsRefused() throws IOException {
        String before = Fingerprint.of(network);
        Files.write(network, "not a network".getBytes(StandardCharsets.UTF_8));
        manifest = manifest.replace(before, Fingerprint.of(network));

        assertTrue(message(NetworkException.class).contains("not an ONNX file"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "sample": "sample"             | "sample": "x"                 | the inputs [sample, timestep]
        "timestep": "timestep"}        | "timestep": "timestep", "class": "label"} | the inputs
        "output": "out_sample"         | "output": "y"                 | the outputs [out_sample]
        "shape": [2]                   | "shape": [3]                  | input 'sample' of shape [-1, 2]
        "shape": [2]                   | "shape": [1, 2]               | input 'sample' of shape
        "sample": "sample", "timestep": "timestep" | "sample": "timestep", "timestep": "sample" | input 'sample' of shape
        """, quoteCharacter = '`')
    void aNetworkWithOtherPortsIsRefused(String said, String instead, String found) throws IOException {
        manifest = manifest.replace(said, instead);

        String message = message(NetworkException.class);

        assertTrue(message.contains(found), message);
    }

    @ParameterizedTest
    @CsvSource({"../moons.onnx", "models/../../moons.onnx", "/etc/hosts"})
    void aFileOutsideTheFolderIsRefusedBeforeItIsTouched(String name) {
        manifest = manifest.replace("\"moons.onnx\"", "\"%s\"".formatted(name));

        assertTrue(message(AssetException.class).contains("outside its folder"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "version": 1                | "version": 2                  | version
        "id": "moons-net"           | "id": "Moons Net"             | models[0].id
        "id": "moons-net"           | "id": "moons"                 | models[0].id
        "noise"                     | "score"                       | models[0].parameterization
        "kind": "time"              | "kind": "index"               | models[0].timestepLabel.kind
        "shape": [2]                | "shape": [0]                  | models[0].shape
        "shape": [2]                | "shape": "2"                  | models[0].shape
        "licence": "none",          |                               | models[0].licence
        "classes": []               | "classes": ["a", "b"]         | models[0].nullClass
        "scale": 1000               | "scale": NaN                  | models[0].timestepLabel.scale
        "data": {                   | "data": [], "more": {         | models[0].data
        "data": {                   | "layers": 1, "data": {        | models[0].layers
        "data": {                   | "layers": {"file": "x"}, "data": { | models[0].layers.sha256
        "noise"                     | "noise", "sigmaData": 0.5     | models[0].sigmaData
        "noise"                     | "edm", "sigmaData": 0         | models[0].sigmaData
        }}]}                        | }                             | the text ends
        """, quoteCharacter = '`')
    void aWrongManifestNamesThePlace(String said, String instead, String place) {
        manifest = manifest.replace(said, instead == null ? "" : instead);

        String message = message(SpecException.class);

        assertTrue(message.contains(place) && message.contains("manifest.json, line"), message);
    }

    @Test
    void aDistributionThatIsNotThereIsNamed() {
        manifest = manifest.replace("\"distribution\": \"moons\"", "\"distribution\": \"suns\"");

        assertTrue(message(UnknownIdException.class).contains("suns"));
    }

    private <E extends SamplerscopeException> String message(Class<E> type) {
        return assertThrows(type, this::open).getMessage();
    }

    private Model open() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), manifest);
        ModelFamily family = Manifest.families(folder, BuiltInModels.families()).getFirst();
        return family.open().open(Settings.of("model", List.of(), Map.of()), folder);
    }
}
