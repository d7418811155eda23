package samplerscope.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
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

    /// Options that no run was recorded with, told in such a way that they must not change one that was.
    @ParameterizedTest
    @ValueSource(strings = {"diffusers_deis", "diffusers_dpm_multistep", "diffusers_dpm_singlestep"})
    void aFlowShiftMayBeGivenAsItsLogarithm(String name) {
        RecordedFile file = file(name);
        RecordedRun shifted = first(file, options -> options.has("flow_shift") && options.number("flow_shift", 1) == 3);

        RecordedRun same = changed(shifted, options(shifted).without("flow_shift")
            .with("use_dynamic_shifting", Json.flag(true)),
            Json.object().with("mu", Math.log(3)));

        assertEquals(0, Verdict.on(same, file.problems()).deviation(), RECORDED);
    }

    @Test
    void uniPcTakesTheSigmasOfAFlowRunFromTheCall() {
        RecordedFile file = file("diffusers_unipc");
        RecordedRun flow = first(file, options -> options.flag("use_flow_sigmas", false));
        double[] even = new double[flow.steps()];
        Arrays.setAll(even, i -> 1 + (1e-3 - 1) * i / even.length);

        RecordedRun same = changed(flow, options(flow), Json.object().with("sigmas", Json.numbers(
            Arrays.stream(even).boxed().toList())));
        RecordedRun other = changed(flow, options(flow), Json.object().with("sigmas", Json.numbers(
            Arrays.stream(even).map(sigma -> sigma * sigma).boxed().toList())));

        assertEquals(0, Verdict.on(same, file.problems()).deviation(), RECORDED);
        assertFalse(Verdict.on(other, file.problems()).agrees());
    }

    @Test
    void uniPcDoesNotThresholdWhereItExtrapolatesNoise() {
        RecordedFile file = file("diffusers_unipc");
        RecordedRun noise = first(file, options -> !options.flag("predict_x0", true));

        RecordedRun same = changed(noise, options(noise).with("thresholding", Json.flag(true)), Json.object());

        assertEquals(0, Verdict.on(same, file.problems()).deviation(), RECORDED);
    }

    private static RecordedRun first(RecordedFile file, Predicate<Options> wanted) {
        return file.runs().stream().filter(run -> wanted.test(run.options())).findFirst().orElseThrow();
    }

    private static Json.Obj options(RecordedRun run) {
        return run.options().fields();
    }

    private static RecordedRun changed(RecordedRun run, Json.Obj options, Json.Obj call) {
        return RecordedRun.of(run.fields().with("options", options).with("set_timesteps", call));
    }

    @Test
    void theReleasedUniPcHasNoOtherVariants() {
        RecordedFile file = file("official_unipc");
        RecordedRun run = file.runs().getFirst();
        RecordedRun other = changed(run, options(run).with("variant", "bh3"), Json.object());

        var e = assertThrows(UnknownOptionException.class,
            () -> Peers.of("UniPC", "UniPC").playable(other, file.problems()));

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
