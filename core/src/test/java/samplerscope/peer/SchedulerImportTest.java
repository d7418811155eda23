package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.SamplerscopeException;
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
        var refused = new TreeMap<String, Integer>();
        int agree = 0;
        for (RecordedRun run : file.runs()) {
            if (!run.program().equals("diffusers")) {
                continue;
            }
            try {
                double d = Verdict.on(run, file.problems()).deviation();
                double off = Verdict.deviation(run, imported(run, file), file.problems());
                if (off > Verdict.TOLERANCE) {
                    wrong.add(run.id() + " " + off + " " + d);
                } else {
                    agree++;
                }
            } catch (UnknownOptionException e) {
                refused.merge(e.happened(), 1, Integer::sum);
            } catch (SamplerscopeException e) {
                wrong.add(run.id() + " " + e);
            }
        }
        System.out.println(name + " agree " + agree + " refused " + refused + "\n wrong " + wrong.size() + " " + String.join("\n", wrong.subList(0, Math.min(12, wrong.size()))));
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

    private static RecordedFile file(String name) {
        try {
            return RecordedFile.of(Path.of(SchedulerImportTest.class.getResource("/golden/" + name + ".json.gz").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
