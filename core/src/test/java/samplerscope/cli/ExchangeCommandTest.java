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
import samplerscope.spec.Choice;
import samplerscope.spec.SpecReader;

/// Samplers brought from other programs, and taken there.
class ExchangeCommandTest {

    private static final String CONFIG = """
        {"_class_name": "DPMSolverMultistepScheduler", "_diffusers_version": "0.35.1", "beta_schedule": "scaled_linear",
         "beta_start": 0.00085, "beta_end": 0.012, "lambda_min_clipped": -Infinity, "trained_betas": null,
         "use_karras_sigmas": true, "skip_prk_steps": true}
        """;

    @TempDir
    private Path folder;

    private Path config(String text) throws Exception {
        return Files.writeString(folder.resolve("scheduler_config.json"), text);
    }

    @Test
    void aConfigBecomesASpecThatRunsAndIsExported() throws Exception {
        Path spec = folder.resolve("sampler.json");

        Result imported = samplerscope("spec", "import", config(CONFIG), "--steps", "8", "--set", "samples=20", "-o", spec);

        assertEquals("warning: DPMSolverMultistepScheduler has no option skip_prk_steps; it is ignored\n", imported.err());
        assertEquals(0, imported.code());
        var read = new SpecReader(CATALOG).read(spec);
        assertEquals("scaled-linear", read.schedule().id());
        assertEquals("karras", read.grid().id());
        assertEquals(List.of(Choice.of("dpmpp-2m")), read.solvers());
        assertEquals(0, samplerscope("run", spec, "-o", folder.resolve("run"), "--no-reference").code());
        String snippet = samplerscope("spec", "export", spec, "--to", "diffusers").out();
        assertTrue(snippet.contains("from diffusers import DPMSolverMultistepScheduler")
            && snippet.contains("use_karras_sigmas=True") && snippet.contains("scheduler.set_timesteps(8)"), snippet);
        String comfy = samplerscope("spec", "export", spec, "--to", "comfyui", "--json").out();
        assertTrue(comfy.contains("\"sampler_name\": \"dpmpp_2m\"") && comfy.contains("ManualSigmas"), comfy);
    }

    @Test
    void anArgumentOfTheRunIsTakenOver() throws Exception {
        Path config = config("{\"_class_name\": \"DDIMScheduler\", \"clip_sample\": false}");

        Result result = samplerscope("spec", "import", config, "--steps", "10", "--call", "eta=0.5");

        assertTrue(result.out().contains("{\"id\": \"ddim\", \"eta\": 0.5}"), result.out() + result.err());
    }

    @Test
    void aWrongTypeIsNamedWithItsPlace() throws Exception {
        Path config = config("{\"_class_name\": \"DDIMScheduler\",\n \"beta_end\": \"much\"}");

        Result result = samplerscope("spec", "import", config, "--steps", "10");

        assertEquals(2, result.code());
        assertTrue(result.err().contains("scheduler_config.json, line 2, column") && result.err().contains("beta_end = 'much'"),
            result.err());
    }

    @Test
    void aClassThatIsNotKnownListsThoseThatAre() throws Exception {
        Result result = samplerscope("spec", "import", config("{\"_class_name\": \"VQDiffusionScheduler\"}"), "--steps", "3");

        assertEquals(2, result.code());
        assertTrue(result.err().contains("'VQDiffusionScheduler'") && result.err().contains("DDIMScheduler"), result.err());
    }
}
