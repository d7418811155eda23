package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.spec.Json;

/// Recorded runs of the published implementations, in float64 on models whose score is known in closed form, repeated
/// from the options that the programs were given. Each file names its program, the commit and its precision.
class RecordedRunsTest {

    /// Runs per file, so that one that goes missing is noticed.
    private static final Map<String, Integer> RUNS = Map.ofEntries(
        Map.entry("dc_solver", 25),
        Map.entry("diffusers_ddpm_ddim", 101),
        Map.entry("diffusers_deis", 66),
        Map.entry("diffusers_dpm_multistep", 216),
        Map.entry("diffusers_dpm_singlestep", 112),
        Map.entry("diffusers_euler", 69),
        Map.entry("diffusers_flow_matching", 47),
        Map.entry("diffusers_heun_kdpm2", 81),
        Map.entry("diffusers_lcm_tcd", 42),
        Map.entry("diffusers_pndm_lms_ipndm", 80),
        Map.entry("diffusers_sasolver", 62),
        Map.entry("diffusers_unipc", 171),
        Map.entry("edm", 88),
        Map.entry("k_diffusion", 165),
        Map.entry("official_deis", 61),
        Map.entry("official_dpm_solver", 259),
        Map.entry("official_dpm_solver_v3", 99),
        Map.entry("official_unipc", 137));

    static Stream<String> files() {
        return RUNS.keySet().stream().sorted();
    }

    private static RecordedFile file(String name) {
        try {
            return RecordedFile.of(Path.of(RecordedRunsTest.class.getResource("/golden/" + name + ".json.gz").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyStateOfEveryRunIsRepeated(String name) {
        RecordedFile file = file(name);
        assertEquals(RUNS.get(name), file.runs().size());

        List<String> wrong = file.runs().stream().map(run -> Verdict.on(run, file.problems()))
            .filter(verdict -> !verdict.agrees()).map(Verdict::toString).toList();

        assertTrue(wrong.isEmpty(), () -> "%d of %d: %s".formatted(wrong.size(), file.runs().size(),
            String.join("\n", wrong.subList(0, Math.min(5, wrong.size())))));
    }

    @Test
    void aRunThatIsChangedIsNoticed() {
        RecordedFile file = file("k_diffusion");
        RecordedRun run = file.runs().getFirst();
        var changed = RecordedRun.of(run.fields().with("x_init_scale", 1.0).without("x_init"));

        Verdict verdict = Verdict.on(changed, file.problems());

        assertTrue(!verdict.agrees() && verdict.failure().isEmpty(), verdict.toString());
    }

    @Test
    void anOptionThatIsNotKnownIsAFailureWithItsName() {
        RecordedFile file = file("k_diffusion");
        RecordedRun run = file.runs().getFirst();
        var options = Json.object().with("s_surprise", 3);

        Verdict verdict = Verdict.on(RecordedRun.of(run.fields().with("options", options)), file.problems());

        assertTrue(!verdict.agrees() && verdict.failure().orElseThrow().contains("s_surprise"), verdict.toString());
    }
}
