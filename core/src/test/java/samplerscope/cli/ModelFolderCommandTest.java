package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.CATALOG;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.model.Condition;
import samplerscope.spec.Choice;
import samplerscope.spec.RunFileReader;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;
import samplerscope.spec.folder.Folders;

/// A folder of the user's where the command line wants a model.
class ModelFolderCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aNewSpecOfAFolderFitsItAndRunsAndRepeats() throws Exception {
        Path file = folder.resolve("pictures.json");
        assertEquals(new Result(0, "", ""),
            samplerscope("spec", "new", "--model", Folders.of("velocity"), "--steps", "4", "-o", file));
        RunSpec.Denoise spec = new SpecReader(CATALOG).read(file);
        assertEquals("scaled-linear", spec.schedule().id());
        assertEquals(16, spec.samples());

        Path out = folder.resolve("out");
        Result run = samplerscope("run", file, "-o", out, "--set", "solvers=ddim",
            "--set", "grid=uniform-lambda", "--threads", "1");
        assertEquals("", run.err());
        assertTrue(Files.size(out.resolve("end.png")) > 500);
        var kept = new RunFileReader(CATALOG).read(out.resolve("run.run.json")).modelFiles();
        assertTrue(kept.containsKey("unet/model.onnx"), kept.toString());
        Result again = samplerscope("reproduce", out.resolve("run.run.json"));
        assertEquals(0, again.code(), again.out() + again.err());
    }

    @Test
    void aSpecNamesAFolderByItsPathFromTheSpec() throws Exception {
        Path spec = Files.writeString(folder.resolve("a.json"), """
            {"kind": "denoise", "version": 1, "model": "%s", "samples": 2, "solvers": ["ddim"],
             "grid": {"id": "uniform-lambda", "steps": 3}, "guidance": {"class": "each", "scale": 2}}
            """.formatted(folder.relativize(Folders.of("null-class"))));
        Result run = samplerscope("run", spec, "-o", folder.resolve("out"), "--threads", "1");
        assertEquals("", run.err());
        assertTrue(run.out().contains("3 of 3 steps, 6 of 6 network evaluations"), run.out());
    }

    @Test
    void aNetworkThatNeedsAClassGetsOne() {
        RunSpec.Denoise spec = new SpecReader(CATALOG).read(
            samplerscope("spec", "new", "--model", Folders.of("classes")).out(), "output");
        assertEquals(new Condition.EachClass(), spec.guidance().condition());
        assertEquals(1, spec.guidance().scale());
    }

    @Test
    void whatIsWrongWithAFolderIsToldInTwoSentences() {
        Result missing = samplerscope("spec", "new", "--model", folder + "/nowhere");
        assertEquals(ExitCode.BAD_INPUT, missing.code());
        assertTrue(missing.err().contains("there is no such folder"), missing.err());
        assertEquals(2, missing.err().lines().count());
    }

    @Test
    void anIdIsStillAnId() {
        RunSpec.Denoise spec = new SpecReader(CATALOG).read(
            samplerscope("spec", "new", "--model", "rings").out(), "output");
        assertEquals(Choice.of("rings"), spec.model());
        assertEquals(List.of(Choice.of("auto")), spec.solvers());
    }
}
