package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.peer.diffusers.SchedulerImport;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Strategy;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
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

    private static Replay imported(RecordedRun run, RecordedFile file) {
        Replay theirs = (Replay) Peers.of(run.program(), run.sampler()).playable(run, file.problems());
        Imported imported = SchedulerImport.of(run);
        RunSpec.Denoise spec = imported.in(RunSpec.Denoise.of(MODEL));
        RunSpec.Denoise read = new SpecReader(CATALOG).read(SpecWriter.text(spec), "spec");
        assertEquals(spec, read);
        Strategy strategy;
        try (var resolver = new samplerscope.spec.Resolver(CATALOG)) {
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
