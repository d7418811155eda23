package samplerscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.metric.Estimate;
import samplerscope.run.Progress;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;

class MaskedComparisonTest {

    private static final RunSpec.Unmask SPEC = RunSpec.Unmask.of(Choice.of("chain-a")).withSamples(200);

    private static MaskedExecuted executed(Choice sampler) {
        try (ResolvedMasked run = ResolvedMasked.of(SPEC.withSampler(sampler), MaskedCatalog.standard(), Path.of(""))) {
            return new MaskedExecutor(1, Progress.NONE).execute(run, MaskedExecutor.Measure.LAW);
        }
    }

    private static Choice parallel(double beta, int count) {
        return Choice.of("beta-parallel").with("beta", beta).with("per-step", count);
    }

    @Test
    void whatAnotherBeatsIsNotOnTheFront() {
        // With beta 1 a pass of more tokens costs exactness; a beta far below 1 spoils it at the same price.
        var comparison = MaskedComparison.of(List.of("slow", "fast", "spoilt"),
            List.of(executed(parallel(1, 1)), executed(parallel(1, 4)), executed(parallel(0.05, 4))));

        assertEquals(List.of(true, true, false), comparison.lanes().stream().map(MaskedComparison.Lane::onFront).toList());
    }

    @Test
    void aPairedDifferenceIsTheDifferenceOfTheMeans() {
        MaskedExecuted slow = executed(parallel(1, 1));
        MaskedExecuted fast = executed(parallel(1, 4));

        var comparison = MaskedComparison.of(List.of("slow", "fast"), List.of(slow, fast));

        assertTrue(comparison.lanes().getFirst().pairedKl().isEmpty());
        Estimate paired = comparison.lanes().get(1).pairedKl().orElseThrow();
        assertEquals(fast.file().metrics().get(MaskedMetrics.PATH_KL).value()
            - slow.file().metrics().get(MaskedMetrics.PATH_KL).value(), paired.value(), 1e-12);
    }

    @Test
    void aSamplerThatDrawsNotAsItSaysHasNoPathError() {
        var comparison = MaskedComparison.of(List.of("klass", "fast"),
            List.of(executed(Choice.of("klass")), executed(parallel(1, 4))));

        assertTrue(comparison.lanes().get(1).pairedKl().isEmpty());
        assertTrue(comparison.lanes().get(1).pairedNll().isPresent());
        assertEquals(List.of(false, true), comparison.lanes().stream().map(MaskedComparison.Lane::onFront).toList());
    }

    @Test
    void differentPromptsAreRefused() {
        var e = assertThrows(UnequalNoiseException.class, () -> MaskedComparison.requireSameStart(List.of("one", "two"),
            List.of(SPEC, SPEC.withPrompt("a"))));

        assertTrue(e.happened().contains("prompt differs"), e.happened());
    }
}
