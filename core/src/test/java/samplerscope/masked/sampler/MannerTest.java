package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;
import samplerscope.masked.sampler.EndOfText.Policy;
import samplerscope.registry.InvalidParameterException;

/// What all rules have in common: blocks, guidance, the end of a text, and what is refused.
class MannerTest {

    private static final TinyChain CHAIN = TinyChain.a();

    /// Three tokens; 2 ends the text and is sure at every position from `from` on, elsewhere 0 is likely.
    private static MaskPredictor ending(int length, int from) {
        return Told.changing(Visible.COPY, length, x -> {
            var p = new double[length][];
            for (int i = 0; i < length; i++) {
                p[i] = i >= from ? new double[] {0.05, 0.05, 0.9} : new double[] {0.7, 0.2, 0.1};
            }
            return p;
        });
    }

    private static Manner greedy(EndOfText end) {
        return new Manner(0, Drawing.at(0), Manner.RankOn.RAW, 0, end, Caching.NONE);
    }

    private static List<Integer> order(List<UnmaskStep> steps) {
        return steps.stream().flatMap(s -> s.committed().stream()).map(UnmaskStep.Commit::position).toList();
    }

    @Test
    void blocksAreWrittenOneAfterAnother() {
        var sampler = new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1), Manner.PLAIN.inBlocks(2));
        List<UnmaskStep> steps = Told.by(sampler, CHAIN, new int[] {1, -1, -1, -1, -1, 0, -1}, 3);

        assertEquals(List.of(0, 0, 1, 1, 2), steps.stream().map(UnmaskStep::block).toList());
        steps.forEach(s -> s.committed().forEach(c -> assertEquals(s.block(), (c.position() - 1) / 2)));
    }

    @Test
    void aRuleSeesOnlyTheBlock() {
        List<UnmaskStep> steps = Told.by(new Threshold(0.5, Threshold.Judged.CONFIDENCE, Manner.PLAIN.inBlocks(3)), CHAIN,
            Canvas.hidden(7), 3);

        assertEquals(List.of(0, 1, 2), steps.getFirst().view().orElseThrow().positions());
        assertEquals(0.5, steps.getFirst().view().orElseThrow().threshold().orElseThrow());
    }

    @Test
    void aNewBlockBeginsItsCountsAnew() {
        var sampler = new FixedCount(Score.LEFT_TO_RIGHT, 0, Counts.listed(1, 2), Manner.PLAIN.inBlocks(3));
        List<UnmaskStep> steps = Told.by(sampler, CHAIN, new int[] {1, -1, -1, -1, -1, -1, -1}, 3);

        assertEquals(List.of(1, 2, 1, 2), steps.stream().map(s -> s.committed().size()).toList());
    }

    @Test
    void guidanceCombinesTwoRowsOfOnePass() {
        int[] prompt = {1, -1, -1, -1, -1, -1, -1};
        var manner = new Manner(0, Drawing.FAITHFUL, Manner.RankOn.RAW, 1, EndOfText.NONE, Caching.NONE);
        UnmaskStep step = Told.by(new FixedCount(Score.LEFT_TO_RIGHT, 0, Counts.fixed(1), manner), CHAIN, prompt, 3).getFirst();
        Prediction with = CHAIN.evaluate(List.of(prompt)).getFirst();
        Prediction without = CHAIN.evaluate(List.of(Canvas.hidden(7))).getFirst();
        var expected = new double[3];
        double sum = 0;
        for (int v = 0; v < 3; v++) {
            expected[v] = with.p(1, v) * with.p(1, v) / without.p(1, v); // l_u + 2 (l_c - l_u)
            sum += expected[v];
        }
        for (int v = 0; v < 3; v++) {
            expected[v] /= sum;
        }

        assertEquals(1, step.passes());
        assertEquals(2, step.rows());
        assertArrayEquals(expected, step.prediction().orElseThrow().at(1), 1e-12);
    }

    @Test
    void noGuidanceCostsNoSecondRow() {
        UnmaskStep step = Told.by(new Bisection(), CHAIN, Canvas.hidden(7), 3).getFirst();

        assertEquals(1, step.rows());
    }

    @Test
    void aSuppressedEndIsNeverWritten() {
        var sampler = new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(2), greedy(new EndOfText(Policy.SUPPRESS, 2)));

        for (int token : Told.tokens(sampler, ending(6, 2), Canvas.hidden(6), 1)) {
            assertEquals(0, token);
        }
    }

    @Test
    void suppressionComesAfterGuidanceAndLeavesWhatIsSure() {
        var asking = new Asking(0, 2);
        MaskPredictor sure = Told.changing(Visible.COPY, 2, _ -> new double[][] {{0, 0, 1}, {0.25, 0.25, 0.5}});
        Prediction p = asking.evaluate(new Passes(sure), Canvas.hidden(2), new boolean[2]);

        assertArrayEquals(new double[] {0, 0, 1, 0.5, 0.5, 0}, p.p(), 1e-15);
    }

    @Test
    void aDeferredEndIsWrittenLast() {
        var plain = new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1), greedy(EndOfText.NONE));
        var deferring = new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1), greedy(new EndOfText(Policy.DEFER, 2)));

        assertEquals(List.of(2, 3, 0, 1), order(Told.by(plain, ending(4, 2), Canvas.hidden(4), 1)));
        assertEquals(List.of(0, 1, 2, 3), order(Told.by(deferring, ending(4, 2), Canvas.hidden(4), 1)));
    }

    @Test
    void aDeferredEndIsKeptLastAfterDrawingToo() {
        var deferring = new Llada(Llada.By.DRAWN, Counts.fixed(1), greedy(new EndOfText(Policy.DEFER, 2)));

        assertEquals(List.of(0, 1, 2, 3), order(Told.by(deferring, ending(4, 2), Canvas.hidden(4), 1)));
    }

    @Test
    void decodingStopsWhenAllBeforeAnEndIsWritten() {
        var stopping = new FixedCount(Score.LEFT_TO_RIGHT, 0, Counts.fixed(1), greedy(new EndOfText(Policy.STOP_PREFIX, 2)));
        List<UnmaskStep> steps = Told.by(stopping, ending(6, 2), Canvas.hidden(6), 1);

        assertArrayEquals(new int[] {0, 0, 2, 2, 2, 2}, steps.getLast().state());
        assertEquals(3, steps.getLast().passes());
        assertTrue(steps.getLast().prediction().isEmpty());
    }

    @Test
    void anEndInThePromptStopsNothing() {
        var stopping = new FixedCount(Score.LEFT_TO_RIGHT, 0, Counts.fixed(1), greedy(new EndOfText(Policy.STOP_PREFIX, 2)));

        assertArrayEquals(new int[] {2, 0, 0, 0},
            Told.tokens(stopping, ending(4, 9), new int[] {2, -1, -1, -1}, 1));
    }

    @Test
    void rankingCanLookAtWhatTokensAreDrawnFrom() {
        // Truncated to one token, all positions are equally sure: the lowest comes first.
        var one = new Drawing(1, 1, 1, 1, TokenDraw.INVERSE_CDF);
        var raw = new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1), Manner.drawing(one));
        var tempered = new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1),
            new Manner(0, one, Manner.RankOn.TEMPERED, 0, EndOfText.NONE, Caching.NONE));

        assertEquals(2, order(Told.by(raw, ending(4, 2), Canvas.hidden(4), 1)).getFirst());
        assertEquals(0, order(Told.by(tempered, ending(4, 2), Canvas.hidden(4), 1)).getFirst());
    }

    @Test
    void aCanvasThatDoesNotFitIsRefused() {
        var sampler = new Threshold(0.9);

        assertThrows(UnfitCanvasException.class, () -> Told.by(sampler, CHAIN, new int[8], 1));
        assertThrows(UnfitCanvasException.class, () -> Told.by(sampler, CHAIN, new int[] {0, 3}, 1));
        assertThrows(UnfitCanvasException.class, () -> Told.by(sampler, CHAIN, new int[] {0, -2}, 1));
    }

    @Test
    void aShortPromptIsFollowedByMasks() {
        assertEquals(7, Told.tokens(new Threshold(0.9), CHAIN, new int[] {1, 1}, 1).length);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(InvalidParameterException.class, () -> new Threshold(1.1));
        assertThrows(InvalidParameterException.class, () -> new Threshold(-0.1));
        assertThrows(InvalidParameterException.class, () -> new Threshold(Double.NaN));
        assertThrows(InvalidParameterException.class, () -> new Factor(-1));
        assertThrows(InvalidParameterException.class, () -> new EntropyBounded(-1));
        assertThrows(InvalidParameterException.class, () -> new EntropyBounded(1, Score.RANDOM, Manner.PLAIN));
        assertThrows(InvalidParameterException.class, () -> new EntropyThreshold(-1));
        assertThrows(InvalidParameterException.class, () -> new Dilated(0));
        assertThrows(InvalidParameterException.class, () -> Counts.fixed(0));
        assertThrows(InvalidParameterException.class, () -> new EndOfText(Policy.DEFER, -1));
        assertThrows(InvalidParameterException.class, () -> new Ticks(MaskSchedule.LINEAR, 0));
        assertThrows(InvalidParameterException.class, () -> new MaskSchedule(MaskSchedule.Kind.POLYNOMIAL, 0));
    }

    @Test
    void anEndOutsideTheVocabularyIsRefused() {
        var sampler = new Threshold(0.9, Threshold.Judged.CONFIDENCE, greedy(new EndOfText(Policy.CUT, 3)));

        assertThrows(InvalidParameterException.class, () -> Told.by(sampler, CHAIN, Canvas.hidden(7), 1));
    }
}
