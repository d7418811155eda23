package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

class VerifyCommandTest {

    @TempDir
    private Path folder;
    private Json.Obj run;
    private Path file;

    @BeforeEach
    void writeOneRun() throws Exception {
        try (InputStream in = getClass().getResourceAsStream("/golden/k_diffusion.json.gz")) {
            String text = new String(new GZIPInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
            var whole = (Json.Obj) JsonReader.read(text, "k_diffusion");
            run = (Json.Obj) ((Json.Arr) whole.get("cases").orElseThrow()).items().getFirst();
        }
        file = write("one.json", run);
    }

    private Path write(String name, Json.Obj... runs) throws Exception {
        return Files.writeString(folder.resolve(name),
            Json.object().with("cases", Json.array(List.of(runs))).compact());
    }

    @Test
    void aRunThatAgreesIsOneLineAndExitCodeZero() {
        Result result = samplerscope("verify", file);

        assertEquals(ExitCode.DONE, result.code(), result.err());
        assertEquals(2, result.out().lines().count());
        assertTrue(result.out().matches("(?s)k_diffusion-0001 +\\d\\.\\d\\de-\\d+  tolerance 1e-06\\n1 of 1 runs agree.*"),
            result.out());
    }

    @Test
    void aStateThatDiffersIsMarkedAndExitCodeOne() throws Exception {
        Path wrong = write("wrong.json", run.with("x_init_scale", 1.0).without("x_init"));

        Result result = samplerscope("verify", wrong);

        assertEquals(ExitCode.FAILED, result.code());
        assertTrue(result.out().contains("EXCEEDED") && result.out().contains("0 of 1 runs agree"), result.out());
    }

    @Test
    void aFolderIsSearchedAndModelsInItAreNoRuns() throws Exception {
        Files.writeString(folder.resolve("peer_failures.json"), "{\"cases\": [{\"id\": \"x\"}]}");

        Result result = samplerscope("verify", folder, "--json");

        assertEquals(ExitCode.DONE, result.code(), result.err());
        var verdicts = (Json.Arr) JsonReader.read(result.out(), "output");
        assertEquals(1, verdicts.items().size());
    }

    @Test
    void onlyFailuresArePrintedWhenAskedFor() {
        Result result = samplerscope("verify", file, "--failures");

        assertEquals(1, result.out().lines().count(), result.out());
    }

    @Test
    void aSamplerThatIsNotKnownIsSaidInItsLine() throws Exception {
        Path unknown = write("unknown.json", run.with("sampler", "sample_nothing"));

        Result result = samplerscope("verify", unknown);

        assertEquals(ExitCode.FAILED, result.code());
        assertTrue(result.out().contains("could not be repeated: sample_nothing of k-diffusion is not known"),
            result.out());
    }

    @Test
    void filesThatHoldNoRunsAreBadInput() throws Exception {
        Path noRuns = Files.writeString(folder.resolve("spec.txt"), "{\"kind\": \"denoise\"}");
        Path noJson = Files.writeString(folder.resolve("not.txt"), "hello");

        for (Path bad : new Path[] {noRuns, noJson, folder.resolve("missing.json"),
            Files.createDirectory(folder.resolve("empty"))}) {
            Result result = samplerscope("verify", bad);
            assertEquals(ExitCode.BAD_INPUT, result.code(), bad.toString());
            assertEquals(2, result.err().lines().count(), result.err());
        }
    }
}
