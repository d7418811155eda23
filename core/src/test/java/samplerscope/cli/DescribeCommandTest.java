package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Sidecar;

class DescribeCommandTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");

    @TempDir
    private Path folder;
    private Path network;

    @BeforeEach
    void copyOneNetwork() throws IOException {
        network = Files.copy(ASSETS.resolve("models/moons-net/model.onnx"), folder.resolve("moons.onnx"));
    }

    @Test
    void aFileBecomesAModelInTwoCommands() {
        Result described = samplerscope("describe", network, "--set", "schedule=vp-linear", "--set",
            "timestepLabel={\"kind\": \"time\", \"scale\": 1000}", "--threads", "1");
        assertEquals("", described.err());
        assertTrue(described.out().contains("Asked: finite") && described.out().contains("as described"),
            described.out());
        assertEquals("vp-linear", Sidecar.read(network).schedule().id());

        Path spec = folder.resolve("moons.json");
        assertEquals(new Result(0, "", ""), samplerscope("spec", "new", "--model", network, "--steps", "4", "-o",
            spec));
        Result run = samplerscope("run", spec, "--set", "solvers=ddim", "--set", "grid=uniform-lambda", "--set",
            "samples=16",
            "-o", folder.resolve("out"), "--threads", "1");
        assertEquals("", run.err());
        assertEquals(0, samplerscope("reproduce", folder.resolve("out/run.run.json")).code());
    }

    @Test
    void aNetworkWithoutASidecarIsRefusedWithTheCommandThatWritesIt() {
        Result refused = samplerscope("spec", "new", "--model", network);

        assertEquals(ExitCode.BAD_INPUT, refused.code());
        assertTrue(refused.err().contains("samplerscope describe"), refused.err());
    }

    @Test
    void aSidecarIsNotReplacedUnlessAskedFor() throws IOException {
        Files.writeString(Sidecar.of(network), "{}");

        Result refused = samplerscope("describe", network, "--set", "name=Mine");

        assertEquals(ExitCode.BAD_INPUT, refused.code());
        assertTrue(refused.err().contains("--force"), refused.err());
        assertEquals("{}", Files.readString(Sidecar.of(network)));
    }

    @Test
    void anOldSidecarIsTheStart() {
        samplerscope("describe", network, "--set", "name=Mine", "--no-try");

        samplerscope("describe", network, "--set", "licence=MIT", "--no-try", "--force");

        assertEquals("Mine", Sidecar.read(network).about().name());
        assertEquals("MIT", Sidecar.read(network).about().licence());
    }

    @Test
    void aSidecarIsToldAndTriedAndLeftAsItIsWhenNothingNewIsSaid() throws IOException {
        samplerscope("describe", network, "--set", "name=Mine", "--set", "schedule=vp-linear", "--set",
            "timestepLabel={\"kind\": \"time\", \"scale\": 1000}", "--no-try");
        String before = Files.readString(Sidecar.of(network));

        Result told = samplerscope("describe", network, "--threads", "1");

        assertEquals("", told.err());
        assertEquals(ExitCode.DONE, told.code());
        assertTrue(told.out().contains("Mine") && told.out().contains("Asked: finite")
            && told.out().contains("Nothing is written"), told.out());
        assertEquals(before, Files.readString(Sidecar.of(network)));
    }

    @Test
    void nothingIsWrittenOfAWrongDescription() {
        Result refused = samplerscope("describe", network, "--set", "shape=[3]");

        assertEquals(ExitCode.BAD_INPUT, refused.code());
        assertTrue(refused.err().contains("shape is wrong"), refused.err());
        assertTrue(refused.out().contains("float32 [?, 2]"), "the ports are printed all the same");
        assertFalse(Files.exists(Sidecar.of(network)));
    }

    @Test
    void jsonHasPortsReasonsAndTheTrial() {
        Result made = samplerscope("describe", network, "--json", "--print", "--threads", "1");

        assertEquals("", made.err());
        String out = made.out();
        assertTrue(out.contains("\"sureness\": \"sure\"") && out.contains("\"misfits\"")
            && out.contains("\"problems\": []"), out);
        assertFalse(Files.exists(Sidecar.of(network)));
    }

    @Test
    void whatIsNoNetworkIsTold() throws IOException {
        Path page = Files.writeString(folder.resolve("page.onnx"), "<!DOCTYPE html>");

        Result refused = samplerscope("describe", page);

        assertEquals(ExitCode.BAD_INPUT, refused.code());
        assertTrue(refused.err().contains("page.onnx"), refused.err());
    }
}
