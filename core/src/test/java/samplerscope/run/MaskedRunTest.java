package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.NonFinitePredictionException;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.masked.Visible;
import samplerscope.run.StepRecord.Unmasked;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;

class MaskedRunTest {

    private static final MaskedCatalog CATALOG = MaskedCatalog.standard();
    private static final RunSpec.Unmask SPEC = RunSpec.Unmask.of(Choice.of("chain-b"))
        .withSampler(Choice.of("self-speculation")).withPrompt("ab__c").withSamples(20);

    private static List<Unmasked> finished(MaskedRun run) {
        var records = new ArrayList<Unmasked>();
        while (!run.isComplete()) {
            records.add(run.advance().orElseThrow());
        }
        assertTrue(run.advance().isEmpty());
        return records;
    }

    @Test
    void uncoversEveryCanvasAndKeepsThePrompt() {
        try (ResolvedMasked resolved = ResolvedMasked.of(SPEC, CATALOG, Path.of(""))) {
            MaskedRun run = resolved.run();

            List<Unmasked> records = finished(run);

            for (int[] state : run.states()) {
                assertEquals(0, Canvas.masked(state));
                assertEquals(List.of(0, 1, 2), List.of(state[0], state[1], state[4]));
            }
            assertEquals(0, records.getLast().left());
            assertEquals(Arrays.stream(run.passes()).max().orElseThrow(), records.getLast().nfe());
            int committed = records.stream().flatMap(r -> r.steps().stream()).mapToInt(s -> s.step().committed().size()).sum();
            assertEquals(20 * 29, committed, "each hidden position once");
        }
    }

    @Test
    void aSequenceIsTheSameAloneAndInAnyBatch() {
        try (ResolvedMasked many = ResolvedMasked.of(SPEC, CATALOG, Path.of(""));
             ResolvedMasked one = ResolvedMasked.of(SPEC.withSamples(1), CATALOG, Path.of(""))) {
            MaskedRun batch = many.run();
            MaskedRun alone = one.run();
            finished(batch);
            finished(alone);

            assertArrayEquals(alone.states().getFirst(), batch.states().getFirst());
            assertTrue(batch.states().stream().map(Arrays::toString).distinct().count() > 15, "others differ");
        }
    }

    @Test
    void recordsTheFirstSequencesEveryNthStepAndTheirLast() {
        try (ResolvedMasked resolved = ResolvedMasked.of(SPEC.withRecording(new Recording(3, 2)), CATALOG, Path.of(""))) {
            List<Unmasked> records = finished(resolved.run());

            assertTrue(records.stream().flatMap(r -> r.steps().stream()).allMatch(s -> s.sequence() < 2));
            assertTrue(records.getFirst().steps().isEmpty());
            int[] last = records.stream().flatMap(r -> r.steps().stream()).filter(s -> s.sequence() == 1)
                .reduce((_, b) -> b).orElseThrow().step().state();
            assertEquals(0, Canvas.masked(last));
        }
    }

    @Test
    void refusesAPromptThatDoesNotFit() {
        assertThrows(UnfitCanvasException.class,
            () -> ResolvedMasked.of(SPEC.withPrompt("a".repeat(33)), CATALOG, Path.of("")));
        assertThrows(UnfitCanvasException.class, () -> ResolvedMasked.of(SPEC.withPrompt("z"), CATALOG, Path.of("")));
    }

    @Test
    void stopsAtANumberThatIsNone() {
        MaskPredictor broken = new MaskPredictor() {
            @Override
            public int length() {
                return 4;
            }

            @Override
            public int vocabulary() {
                return 2;
            }

            @Override
            public Visible visible() {
                return Visible.RAW;
            }

            @Override
            public List<Prediction> evaluate(List<int[]> states) {
                double[] p = {0.5, 0.5, 0.5, 0.5, Double.NaN, 0.5, 0.5, 0.5};
                return states.stream().map(_ -> new Prediction(2, p)).toList();
            }
        };
        try (ResolvedMasked resolved = ResolvedMasked.of(SPEC, CATALOG, Path.of(""))) {
            var run = new MaskedRun(resolved.sampler(), broken, Canvas.hidden(4), 2, 1, Recording.ALL);

            var e = assertThrows(NonFinitePredictionException.class, run::advance);
            assertTrue(e.getMessage().contains("position 2"));
        }
    }
}
