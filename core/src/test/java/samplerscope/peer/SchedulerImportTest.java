package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.peer.diffusers.SchedulerImport;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Strategy;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;
import samplerscope.spec.SpecWriter;

/// The recorded runs of diffusers once more, now as specs: each is imported from its config, written, read and resolved,
/// and its strategy must give the recorded states.
class SchedulerImportTest {

    private static final Catalog CATALOG = Catalog.standard(Path.of("there is no such folder"));
    private static final Choice MODEL = Choice.of(CATALOG.models().all().getFirst().id());

    /// Runs per file that cannot be said: churn after the model was asked, single-step SDE, and PNDM that extrapolates v or
    /// steps off its list.
    private static final Map<String, Integer> REFUSED = Map.of("diffusers_dpm_singlestep", 9, "diffusers_euler", 3, "edm",
        3, "diffusers_pndm_lms_ipndm", 6);

    static Stream<String> files() {
        return Stream.of("diffusers_ddpm_ddim", "diffusers_deis", "diffusers_dpm_multistep", "diffusers_dpm_singlestep",
            "diffusers_euler", "diffusers_flow_matching", "diffusers_heun_kdpm2", "diffusers_lcm_tcd",
            "diffusers_pndm_lms_ipndm", "diffusers_sasolver", "diffusers_unipc", "edm");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyStateOfAnImportedSpecIsTheRecordedOne(String name) {
        RecordedFile file = file(name);
        var wrong = new ArrayList<String>();
        int refused = 0;
        for (RecordedRun run : file.runs().stream().filter(r -> r.program().equals("diffusers")).toList()) {
            try {
                double off = Verdict.deviation(run, imported(run, file), file.problems());
                if (!(off <= Verdict.TOLERANCE)) {
                    wrong.add("%s: %s".formatted(run.id(), off));
                }
            } catch (UnknownOptionException e) {
                refused++;
            }
        }

        assertTrue(wrong.isEmpty(), () -> "%d: %s".formatted(wrong.size(),
            String.join("\n", wrong.subList(0, Math.min(5, wrong.size())))));
        assertEquals(REFUSED.getOrDefault(name, 0), refused);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "use_karras_sigmas": true                                 | {"id": "karras", "steps": 19, "to-zero": true}
        "use_exponential_sigmas": true                            | {"id": "exponential", "steps": 19, "to-zero": true}
        "use_beta_sigmas": true                                   | {"id": "beta", "steps": 19, "to-zero": true}
        "use_lu_lambdas": true                                    | {"id": "uniform-lambda", "steps": 19, "to-zero": true}
        "timestep_spacing": "leading"                             | {"id": "uniform-t", "end": 0.048, "start": 0.941
        "use_flow_sigmas": true, "flow_shift": 3                  | {"id": "flow", "shift": 3}
        "rescale_betas_zero_snr": true                            | {"id": "ddpm", "zero-snr": "nearly"}
        "beta_schedule": "squaredcos_cap_v2"                      | "squared-cosine"
        "solver_type": "heun"                                     | {"id": "dpmpp-2m", "type": "heun"}
        "solver_order": 3                                         | {"id": "dpmpp-3m", "curvature": "published",
        "algorithm_type": "dpmsolver"                             | ["dpm-solver-2m"]
        "algorithm_type": "sde-dpmsolver++"                       | ["dpmpp-2m-sde"]
        "final_sigmas_type": "sigma_min"                          | "lower-order-final": false
        "final_sigmas_type": "sigma_min", "euler_at_final": true  | ["dpmpp-2m"]
        "thresholding": true                                      | "quantile": 0.995
        """)
    void everyFlagHasAPlace(String flag, String place) {
        Json.Obj config = (Json.Obj) JsonReader.read("{\"_class_name\": \"DPMSolverMultistepScheduler\", " + flag + "}", "");

        String spec = SpecWriter.text(SchedulerImport.of(config, 20).in(RunSpec.Denoise.of(MODEL)));

        assertTrue(spec.contains(place), spec);
    }

    @Test
    void whatNobodyKnowsIsAWarningAndWhatCannotBeSaidAnError() {
        var config = Json.object().with("_class_name", "UniPCMultistepScheduler").with("surprise", 3);

        assertEquals(List.of("UniPCMultistepScheduler has no option surprise; it is ignored"),
            SchedulerImport.of(config, 10).warnings());
        var wrong = assertThrows(UnknownOptionException.class,
            () -> SchedulerImport.of(config.with("solver_order", "two"), 10));
        assertTrue(wrong.happened().contains("solver_order = 'two'"), wrong.happened());
        var betas = assertThrows(UnknownOptionException.class,
            () -> SchedulerImport.of(config.with("trained_betas", Json.numbers(List.of(0.1, 0.2))), 1));
        assertTrue(betas.happened().contains("trained_betas"), betas.happened());
        var mu = assertThrows(UnknownOptionException.class,
            () -> SchedulerImport.of(config.with("use_dynamic_shifting", Json.flag(true)), 10));
        assertTrue(mu.remedy().contains("mu=1.15"), mu.remedy());
        assertThrows(UnknownOptionException.class, () -> SchedulerImport.of(config, 0));
        assertThrows(UnknownOptionException.class, () -> SchedulerImport.of(config, 10, Json.object().with("surprise", 1)));
    }

    @Test
    void everyClassHasADefaultThatIsImported() {
        for (String name : SchedulerImport.classes()) {
            var spec = SchedulerImport.of(Json.object().with("_class_name", name), 10).in(RunSpec.Denoise.of(MODEL));
            try (var resolver = new Resolver(CATALOG)) {
                assertTrue(resolver.resolve(spec, Path.of(".")).nfe() >= 9, name);
            }
        }
    }

    private static Replay imported(RecordedRun run, RecordedFile file) {
        Replay theirs = (Replay) Peers.of(run.program(), run.sampler()).playable(run, file.problems());
        Imported imported = SchedulerImport.of(run);
        RunSpec.Denoise spec = imported.in(RunSpec.Denoise.of(MODEL));
        RunSpec.Denoise read = new SpecReader(CATALOG).read(SpecWriter.text(spec), "spec");
        assertEquals(spec, read);
        Strategy strategy;
        try (var resolver = new Resolver(CATALOG)) {
            strategy = resolver.resolve(read, Path.of(".")).plan().strategy();
        }
        int last = strategy.grid().steps() - 1;
        return new Replay(strategy, theirs.speaks(), label(theirs), imported.call().threshold(), theirs.startScale(),
            theirs.noise(), theirs.views().stream().map(v -> v.step() > last ? new View(last, View.END, v.scale()) : v)
            .toList());
    }

    /// What the program told the model, at levels that are the same but for their time.
    private static UnaryOperator<NoiseLevel> label(Replay theirs) {
        return level -> theirs.label().apply(theirs.strategy().grid().levels().stream()
            .filter(l -> Math.abs(l.lambda() - level.lambda()) < 1e-8).findFirst().orElse(level));
    }

    static RecordedFile file(String name) {
        try {
            return RecordedFile.of(Path.of(SchedulerImportTest.class.getResource("/golden/" + name + ".json.gz").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
