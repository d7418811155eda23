package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.spec.Json;

/// Every recorded run of the exponential multistep family of diffusers and of the released UniPC.
class RecordedMultistepRunsTest {

    /// Twelve digits are recorded; a run adds up some hundred roundings.
    private static final double RECORDED = 1e-9;

    @ParameterizedTest
    @ValueSource(strings = {"diffusers_dpm_multistep", "diffusers_dpm_singlestep", "diffusers_deis", "diffusers_unipc",
        "diffusers_sasolver", "official_unipc"})
    void everyRunIsRepeatedStateByState(String name) {
        RecordedFile file = file(name);

        List<String> differing = file.runs().stream().map(run -> Verdict.on(run, file.problems()))
            .filter(verdict -> !(verdict.deviation() <= RECORDED)).map(Verdict::toString).toList();

        assertFalse(file.runs().isEmpty());
        assertEquals(List.of(), differing);
    }

    @Test
    void theReleasedUniPcHasNoOtherVariants() {
        RecordedFile file = file("official_unipc");
        RecordedRun run = file.runs().getFirst();
        var options = ((Json.Obj) run.fields().get("options").orElseThrow()).with("variant", "bh3");

        var e = assertThrows(UnknownOptionException.class,
            () -> Peers.of("UniPC", "UniPC").playable(RecordedRun.of(run.fields().with("options", options)),
                file.problems()));

        assertTrue(e.getMessage().contains("bh3"), e.getMessage());
    }

    private static RecordedFile file(String name) {
        try {
            return RecordedFile.of(Path.of(
                RecordedMultistepRunsTest.class.getResource("/golden/" + name + ".json.gz").toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
