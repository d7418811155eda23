package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.ChainA;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;

/// Replays of runs that did not leave, against runs that did.
class ExitReplayTest {

    private static final int[] HIDDEN = Canvas.hidden(7);
    private static final ExitingBase BASE = new ExitingBase(Certainty.CONFIDENCE, new StepCounts(0, 0), 0);
    private static final List<UnmaskStep> WHOLE = Told.by(prophet(1000), ChainA.WORLD, HIDDEN, 1);

    private static Prophet prophet(double threshold) {
        return new Prophet(BASE, -1, 1, threshold, threshold, threshold);
    }

    private static void leavesLike(MaskedSampler rule) {
        List<UnmaskStep> left = Told.by(rule, ChainA.WORLD, HIDDEN, 1);
        ExitReplay replay = ExitReplay.of(rule, HIDDEN, WHOLE, Visible.LEAVE_ONE_OUT).orElseThrow();

        assertTrue(left.size() < WHOLE.size(), "the rule is to leave early");
        ExitReplay.Exit exit = replay.exit().orElseThrow();
        assertEquals(left.size() - 1, exit.step());
        assertEquals(left.getLast().passes(), exit.passes());
        assertEquals(WHOLE.size() - left.size(), exit.saved());
        int[] a = left.getLast().state();
        int[] b = WHOLE.getLast().state();
        assertEquals(IntStream.range(0, 7).filter(i -> a[i] != b[i]).count(), exit.other());
        assertEquals(left.getLast().scalars().get("exit"), 1);
    }

    @Test
    void prophetLeavesAReplayWhereItLeavesARun() {
        leavesLike(prophet(0.6));
        leavesLike(prophet(0.4));
    }

    @Test
    void schedLeavesAReplayWhereItLeavesARun() {
        leavesLike(new Sched(BASE, new Sched.Fall(Sched.Shape.LINEAR, 1, 0, 4), Sched.Average.MEAN, 0, false));
        leavesLike(new Sched(BASE, new Sched.Fall(Sched.Shape.COSINE, 1, 0, 4), Sched.Average.MEAN, 0, true));
    }

    @Test
    void aCertificateLeavesAReplayWhereItLeavesARun() {
        leavesLike(new CertificateExit(BASE, 1));
    }

    @Test
    void looksTellTheNumberAndItsLineInEveryPass() {
        ExitReplay replay = ExitReplay.of(prophet(1000), HIDDEN, WHOLE, Visible.LEAVE_ONE_OUT).orElseThrow();

        assertEquals(7, replay.looks().size());
        assertEquals(Optional.empty(), replay.exit());
        assertEquals(WHOLE.getFirst().scalars().get("margin"), replay.looks().getFirst().compared().value());
        assertEquals(1000, replay.looks().getFirst().compared().line());
        assertEquals(7, replay.looks().getLast().passes());
    }

    @Test
    void aRuleAboutAnAnswerLooksAtIt() {
        MaskPredictor model = Told.constant(Visible.RAW, new double[][] {{0.6, 0.4}, {0.6, 0.4}, {0.999, 0.001},
            {0.999, 0.001}});
        int[] start = Canvas.hidden(4);
        List<UnmaskStep> steps = Told.by(prophet(1000), model, start, 1);

        ExitReplay all = ExitReplay.of(prophet(5), start, steps, Visible.RAW).orElseThrow();
        ExitReplay answer = ExitReplay.about(prophet(5), start, steps, Visible.RAW, 2, 2).orElseThrow();
        assertEquals(Optional.empty(), all.exit());
        assertEquals(0, answer.exit().orElseThrow().step());
        assertTrue(answer.exit().orElseThrow().hasSameAnswer());
    }

    @Test
    void aTokenThatStandsSaysNothingWhereAModelCopiesIt() {
        double[][] law = {{0.9, 0.1}, {0.6, 0.4}, {0.6, 0.4}};
        int[] start = Canvas.hidden(3);

        ExitReplay copied = ExitReplay.about(prophet(5), start,
            Told.by(prophet(1000), Told.constant(Visible.COPY, law), start, 1), Visible.COPY, 0, 3).orElseThrow();

        assertEquals(StrictMath.log(1.5), copied.looks().get(1).compared().value(), 1e-12);
        assertEquals(Optional.empty(), copied.exit());
    }

    @Test
    void anAnswerMayDifferWhereTheCanvasDoes() {
        // The second token changes its mind once the first stands.
        MaskPredictor model = Told.changing(Visible.RAW, 2, x -> x[0] == Canvas.MASK
            ? new double[][] {{0.9, 0.1}, {0.6, 0.4}} : new double[][] {{0.9, 0.1}, {0.1, 0.9}});
        List<UnmaskStep> steps = Told.by(prophet(1000), model, Canvas.hidden(2), 1);

        ExitReplay.Exit first = ExitReplay.about(prophet(0), Canvas.hidden(2), steps, Visible.RAW, 0, 1).orElseThrow()
            .exit().orElseThrow();
        ExitReplay.Exit second = ExitReplay.about(prophet(0), Canvas.hidden(2), steps, Visible.RAW, 1, 1).orElseThrow()
            .exit().orElseThrow();
        assertTrue(first.hasSameAnswer());
        assertFalse(second.hasSameAnswer());
        assertEquals(1, first.other());
        assertEquals(1, second.saved());
    }

    @Test
    void samplersThatNeverLeaveHaveNoReplay() {
        assertEquals(Optional.empty(), ExitReplay.of(new Threshold(0.9), HIDDEN, WHOLE, Visible.LEAVE_ONE_OUT));
    }
}
