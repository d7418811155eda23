package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.CATALOG;
import static samplerscope.cli.TestCommands.samplerscope;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.cli.TestCommands.Result;
import samplerscope.model.Condition;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
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
    void aPromptMakesPicturesOfItsSizeAndRepeats() throws Exception {
        Path file = folder.resolve("cats.json");
        assertEquals("", samplerscope("spec", "new", "--model", Folders.of("sd1"), "--steps", "3", "-o", file,
            "--set", "guidance.prompt=7 cats", "--set", "guidance.negative=rain").err());
        RunSpec.Denoise spec = new SpecReader(CATALOG).read(file);
        assertEquals(new Guidance(new Condition.OfText("7 cats", "rain"), 7.5), spec.guidance());
        assertEquals(4, spec.samples());

        Path out = folder.resolve("out");
        Result run = samplerscope("run", file, "-o", out, "--set", "model.width=48", "--threads", "1", "--gif");
        assertEquals("", run.err());
        assertTrue(run.out().contains("6 of 6 network evaluations"), run.out());
        BufferedImage picture = ImageIO.read(out.resolve("end.png").toFile());
        assertEquals(2 * 2 * 48 + 6, picture.getWidth(), "two pictures at twice their size, and three gaps");
        assertEquals(2 * 2 * 32 + 6, picture.getHeight());
        assertTrue(new RunFileReader(CATALOG).read(out.resolve("run.run.json")).modelFiles()
            .containsKey("text_encoder/model.onnx"));
        Result again = samplerscope("reproduce", out.resolve("run.run.json"));
        assertEquals(0, again.code(), again.out() + again.err());

        Result other = samplerscope("run", file, "-o", folder.resolve("other"), "--set", "guidance.prompt=8 cats",
            "--threads", "1");
        assertEquals(0, other.code(), other.err());
        assertFalse(Arrays.equals(Files.readAllBytes(out.resolve("samples.npy")),
            Files.readAllBytes(folder.resolve("other/samples.npy"))));
    }

    @Test
    void runsWithAndWithoutATextCompare() {
        Path with = folder.resolve("with.json");
        samplerscope("spec", "new", "--model", Folders.of("sd2"), "--steps", "3", "-o", with, "--set", "samples=2",
            "--set", "guidance.prompt=the old town!");
        Path other = folder.resolve("other.json");
        samplerscope("spec", "new", "--model", Folders.of("sd2"), "--steps", "3", "-o", other, "--set", "samples=2",
            "--set", "guidance.prompt=the old town!", "--set", "solvers=ddim");
        Result compared = samplerscope("compare", with, other, "-o", folder.resolve("both"), "--threads", "1");
        assertEquals("", compared.err());
        assertTrue(compared.out().contains("| other | ddim"), compared.out());
    }

    @ParameterizedTest
    @CsvSource({"xl, 5", "sd3, 7", "sd3-two, 7"})
    void largerModelsOfTextsRunAsWell(String name, double scale) {
        Path spec = folder.resolve("spec.json");
        samplerscope("spec", "new", "--model", Folders.of(name), "--steps", "2", "-o", spec,
            "--set", "guidance.prompt=a red boat", "--set", "samples=1");
        assertEquals(scale, new SpecReader(CATALOG).read(spec).guidance().scale());
        Result run = samplerscope("run", spec, "-o", folder.resolve("out"), "--threads", "1");
        assertEquals("", run.err());
        assertTrue(run.out().contains("4 of 4 network evaluations"), run.out());
        assertTrue(Files.exists(folder.resolve("out/end.png")));
    }

    @Test
    void aPromptThatIsTooLongIsToldBeforeTheRun() {
        Result told = samplerscope("spec", "new", "--model", Folders.of("sd1"), "-o", folder.resolve("a.json"));
        assertEquals(0, told.code());
        Result run = samplerscope("run", folder.resolve("a.json"), "-o", folder.resolve("out"),
            "--set", "guidance.prompt=" + "cat ".repeat(40));
        assertEquals(ExitCode.BAD_INPUT, run.code());
        assertTrue(run.err().contains("the prompt has 42 tokens, and the model reads 24"), run.err());
        assertFalse(Files.exists(folder.resolve("out/run.run.json")));
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
