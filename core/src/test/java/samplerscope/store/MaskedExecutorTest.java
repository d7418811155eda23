package samplerscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.NonFinitePredictionException;
import samplerscope.masked.Prediction;
import samplerscope.masked.Visible;
import samplerscope.metric.Estimate;
import samplerscope.run.Outcome;
import samplerscope.run.Progress;
import samplerscope.run.Recording;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.MaskedRunFileReader;
import samplerscope.spec.MaskedRunFileWriter;
import samplerscope.spec.Reproduction;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecException;
import samplerscope.store.MaskedExecutor.Measure;

class MaskedExecutorTest {

    private static final MaskedCatalog CATALOG = MaskedCatalog.standard();
    private static final RunSpec.Unmask SPEC = RunSpec.Unmask.of(Choice.of("chain-a"))
        .withSampler(Choice.of("beta-parallel").with("beta", 1)).withSamples(400);

    private static MaskedExecuted executed(RunSpec.Unmask spec, int threads) {
        try (ResolvedMasked run = ResolvedMasked.of(spec, CATALOG, Path.of(""))) {
            return new MaskedExecutor(threads, Progress.NONE).execute(run, Measure.LAW);
        }
    }

    private static List<List<Integer>> lists(List<int[]> canvases) {
        return canvases.stream().map(c -> Arrays.stream(c).boxed().toList()).toList();
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        MaskedExecuted one = executed(SPEC, 1);
        MaskedExecuted four = executed(SPEC, 4);

        assertEquals(one.file().metrics(), four.file().metrics());
        assertEquals(new Reproduction.SameBits(one.file().steps().size()), Reproduction.compare(one.file(), four.file()));
    }

    @Test
    void anotherSeedIsAnotherRun() {
        MaskedExecuted one = executed(SPEC, 1);

        var answer = assertInstanceOf(Reproduction.Different.class,
            Reproduction.compare(one.file(), executed(SPEC.withSeed(2), 1).file()));

        assertEquals(0, answer.firstStep());
        assertEquals(Double.POSITIVE_INFINITY, answer.largest());
    }

    @Test
    void theStepMapReplaysToTheCanvases() {
        MaskedExecuted done = executed(SPEC.withPrompt("a__b").withSamples(20), 2);

        MaskedRunFile file = done.file();
        for (int sequence : file.sequences()) {
            assertEquals(lists(List.of(done.canvases().get(sequence))),
                lists(List.of(file.canvas(sequence, file.steps().size()))));
            assertEquals(5, Canvas.masked(file.canvas(sequence, -1)));
        }
        assertEquals(20, file.sequences().size());
        assertEquals(done.texts(), file.texts());
    }

    @Test
    void onlyRecordedSequencesAreKeptButAllAreMeasured() {
        MaskedExecuted all = executed(SPEC, 2);
        MaskedExecuted few = executed(SPEC.withRecording(new Recording(1, 3)), 2);

        assertEquals(List.of(0, 1, 2), few.file().sequences());
        assertEquals(all.file().metrics(), few.file().metrics());
        assertEquals(all.file().steps().getLast().sha256(), few.file().steps().getLast().sha256());
    }

    @Test
    void oneTokenAPassHasNoPathErrorAndTheEntropyOfTheLaw() {
        // Certificate at its strictest: exact conditionals, drawn one at a time, are the law itself.
        MaskedExecuted done = executed(SPEC.withSampler(Choice.of("beta-parallel").with("beta", 1).with("per-step", 1)), 2);

        Estimate kl = done.file().metrics().get(MaskedMetrics.PATH_KL);
        Estimate surprise = done.file().metrics().get(MaskedMetrics.SURPRISE);
        assertEquals(0, kl.value(), 1e-12, "sums of seven logarithms");
        assertEquals(done.file().metrics().get(MaskedMetrics.PATH_ENTROPY).value(), surprise.value(), 1e-12);
        assertEquals(7, done.file().metrics().get(MaskedMetrics.PASSES).value());
        assertEquals(1, done.file().metrics().get(MaskedMetrics.TOKENS_PER_PASS).value());
        assertEquals(49, done.file().metrics().get(MaskedMetrics.POSITIONS).value());
        assertEquals(7, done.file().metrics().get(MaskedMetrics.POSITIONS_PER_TOKEN).value());
    }

    @Test
    void severalTokensAPassHaveOne() {
        Estimate kl = executed(SPEC.withSampler(Choice.of("beta-parallel").with("beta", 1).with("per-step", 4)), 2).file().metrics()
            .get(MaskedMetrics.PATH_KL);

        assertTrue(kl.value() > 5 * kl.standardError(), kl.toString());
    }

    @Test
    void aFileComesBackAsItWasWritten() {
        MaskedRunFile file = executed(SPEC.withPrompt("ab").withSamples(5), 1).file();

        MaskedRunFile again = new MaskedRunFileReader(CATALOG).read(MaskedRunFileWriter.text(file), "run.run.json");

        assertEquals(file, again);
    }

    @Test
    void aFileOfAnEarlierProgramComputedAllPositionsOfItsRows() {
        MaskedRunFile file = executed(SPEC.withPrompt("ab").withSamples(5), 1).file();
        String text = MaskedRunFileWriter.text(file).replaceAll("\"positions\": \\d+,\\s*", "");

        MaskedRunFile again = new MaskedRunFileReader(CATALOG).read(text, "run.run.json");

        assertEquals(List.of(35L, 70L, 105L), file.steps().stream().map(MaskedRunFile.Step::positions).toList());
        assertFalse(text.contains("\"positions\": 3"), text);
        assertEquals(file, again);
    }

    @Test
    void aFileWithAPositionOutsideTheCanvasIsRefused() {
        String text = MaskedRunFileWriter.text(executed(SPEC.withSamples(1), 1).file())
            .replaceFirst("\"committed\": \\[\\[\\d+", "\"committed\": [[7");

        var e = assertThrows(SpecException.class, () -> new MaskedRunFileReader(CATALOG).read(text, "run.run.json"));

        assertTrue(e.happened().contains("committed[0][0] is 7"), e.happened());
    }

    @Test
    void anInterruptEndsTheRunAndKeepsWhatWasDone() {
        var heard = new int[1];
        Progress stop = (_, done, _) -> {
            if (done > 0 && heard[0]++ == 0) {
                Thread.currentThread().interrupt();
            }
        };
        try (ResolvedMasked run = ResolvedMasked.of(SPEC, CATALOG, Path.of(""))) {
            MaskedExecuted done = new MaskedExecutor(2, stop).execute(run, Measure.LAW);

            assertEquals(new Outcome.Cancelled(1), done.outcome());
            assertEquals(new RunFile.Ending.Cancelled(), done.file().ending());
            assertEquals(1, done.file().steps().size());
            assertTrue(done.file().metrics().isEmpty() && done.scores().isEmpty(), "part of a run is no sample of it");
            assertFalse(Thread.interrupted());
        }
    }

    @Test
    void aModelThatSaysNanFailsTheRunByType() {
        ResolvedMasked exact = ResolvedMasked.of(SPEC, CATALOG, Path.of(""));
        var broken = new ResolvedMasked(SPEC, new MaskedModel(new BreaksLate(exact.model().predictor()),
            exact.model().tokens()), exact.sampler(), exact.start());

        MaskedExecuted done = new MaskedExecutor(2, Progress.NONE).execute(broken, Measure.LAW);

        var failed = assertInstanceOf(Outcome.Failed.class, done.outcome());
        assertInstanceOf(NonFinitePredictionException.class, failed.cause());
        assertTrue(failed.steps() >= 1 && failed.steps() == done.file().steps().size(), "steps before it are kept");
        assertInstanceOf(RunFile.Ending.Failed.class, done.file().ending());
    }

    /// Says NaN as soon as something is written.
    private record BreaksLate(MaskPredictor model) implements MaskPredictor {
        @Override
        public int length() {
            return model.length();
        }

        @Override
        public int vocabulary() {
            return model.vocabulary();
        }

        @Override
        public Visible visible() {
            return model.visible();
        }

        @Override
        public List<Prediction> evaluate(List<int[]> states) {
            return states.stream().map(state -> {
                double[] p = model.evaluate(List.of(state)).getFirst().p().clone();
                if (Canvas.masked(state) < state.length) {
                    p[0] = Double.NaN;
                }
                return new Prediction(model.vocabulary(), p);
            }).toList();
        }
    }
}
