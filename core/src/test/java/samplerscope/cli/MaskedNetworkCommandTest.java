package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.folder.TinyNetworks;

/// A user's masked network from the command line.
class MaskedNetworkCommandTest {

    @TempDir
    private Path folder;
    private Path network;
    private Path spec;

    @BeforeEach
    void bringANetwork() throws Exception {
        network = Files.createDirectory(folder.resolve("net"));
        TinyNetworks.copy("kept", network);
        spec = Files.writeString(folder.resolve("text.json"), """
            {"kind": "unmask", "version": 1, "model": {"id": "folder", "folder": "net", "length": 8},
             "sampler": "confidence", "prompt": "a<mask>b", "samples": 5}""");
    }

    @Test
    void hiddenPositionsOfThePromptAreWrittenToo() {
        Result result = samplerscope("run", spec);

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().lines().limit(5).allMatch(line -> line.matches("a(.|<.*>)b.*")), result.out());
        assertFalse(result.out().contains("path-KL"), "there is no law");
    }

    @Test
    void samplersKnowTheEndOfTheNetworksTexts() {
        Result own = samplerscope("run", spec, "--sampler", "confidence:eos-policy=suppress");
        Result none = samplerscope("run", spec, "--sampler", "confidence:eos-policy=suppress,eos-token=-1");

        assertEquals(0, own.code(), own.err());
        assertFalse(own.out().contains("<eos>"), own.out());
        assertEquals(2, none.code(), "there is nothing to suppress");
    }

    @Test
    void aRunIsReproducedWhereverItsFileLies() {
        Path out = folder.resolve("deep/out");
        assertEquals(0, samplerscope("run", spec, "-o", out).code());

        Result again = samplerscope("reproduce", out.resolve("run.run.json"));

        assertEquals(0, again.code(), again.err());
        assertTrue(again.out().startsWith("same bits"), again.out());
    }

    @Test
    void otherWeightsAreNoticed() throws Exception {
        Path out = folder.resolve("out");
        samplerscope("run", spec, "-o", out);
        Files.copy(network.resolve("certain.onnx"), network.resolve("model.onnx"), StandardCopyOption.REPLACE_EXISTING);

        Result again = samplerscope("reproduce", out.resolve("run.run.json"));

        assertEquals(4, again.code(), again.err());
        assertTrue((again.out() + again.err()).contains("model.onnx was"), again.out());
    }

    @Test
    void samplersAreComparedByWhatTheyCost() {
        Result result = samplerscope("compare", spec, "--sampler", "confidence:per-step=7", "--sampler", "fhs");

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("1.000 [1.000, 1.000]"), result.out());
    }

    @Test
    void coefficientsAreLearnedFromThePrompt() {
        Result learned = samplerscope("search", "fit-lsd", spec, "--steps", "2", "--teacher", "4", "--sequences", "8");
        Result empty = samplerscope("search", "fit-lsd", spec, "--set", "prompt=", "--steps", "2", "--teacher", "4",
            "--sequences", "8");

        assertEquals(0, learned.code(), learned.err());
        assertTrue(learned.out().contains("sampler.phi=["), learned.out());
        assertFalse(learned.out().equals(empty.out()), "the prompt tells the network something");
    }

    @Test
    void aCharacterThatIsNoTokenIsTheUsersMistake() {
        Result result = samplerscope("run", spec, "--prompt", "az");

        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains("no token reads 'z'"), result.err());
    }

    @Test
    void describeTellsOfACardAndWritesAMissingOne() throws Exception {
        Path bare = Files.createDirectory(folder.resolve("bare"));
        TinyNetworks.copy("bare", bare);

        Result said = samplerscope("describe", network);
        Result guessed = samplerscope("describe", bare);

        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().contains("over 7 tokens") && said.out().contains("an autoregressive twin"), said.out());
        assertFalse(said.out().contains("Wrote"), said.out());
        assertTrue(guessed.out().contains("[MASK]") && Files.exists(bare.resolve("masked.json")), guessed.out());
        assertEquals(0, samplerscope("run", "--model", "folder:folder=" + bare, "--sampler", "random").code());
    }
}
