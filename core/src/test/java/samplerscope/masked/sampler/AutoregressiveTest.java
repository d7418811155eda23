package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.Visible;
import samplerscope.masked.measure.Measurement;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.tensor.Workers;

class AutoregressiveTest {

    private static final TinyChain CHAIN = TinyChain.a();

    @Test
    void writesFromTheLeftByTheChainRule() {
        List<UnmaskStep> steps = Told.by(new Autoregressive(1, -1), CHAIN, Canvas.hidden(7), 4);

        int[] state = Canvas.hidden(7);
        for (int i = 0; i < 7; i++) {
            UnmaskStep.Commit commit = steps.get(i).committed().getFirst();
            assertEquals(i, commit.position());
            assertEquals(CHAIN.evaluate(List.of(state)).getFirst().p(i, commit.token()), commit.probability(), 1e-12);
            assertEquals(i + 1, steps.get(i).passes());
            assertEquals(i + 1, steps.get(i).positions(), "each position is read once");
            state[i] = commit.token();
        }
    }

    @Test
    void aWorldIsItsOwnTwinAndTheLawIsExact() {
        try (var workers = new Workers(2)) {
            Measurement found = new MonteCarlo(CHAIN, Prompts.none(7), 400, 3).measure(new Autoregressive(1, -1), workers);

            assertEquals(0, found.pathKl().orElseThrow().value(), 1e-9);
            assertEquals(4.7151634701, found.surprise().value(), 4 * found.surprise().standardError());
        }
    }

    @Test
    void atTemperatureZeroTheMostProbableTokensAreWritten() {
        int[] prompt = {2, -1, -1, -1, -1, -1, -1};
        int[] most = prompt.clone();
        for (int i = 1; i < 7; i++) {
            most[i] = CHAIN.evaluate(List.of(most)).getFirst().top(i);
        }

        assertArrayEquals(most, Told.tokens(new Autoregressive(0, -1), CHAIN, prompt, 4));
    }

    @Test
    void whatIsGivenBehindStandsAndIsNotLookedAt() {
        int[] prompt = {2, -1, -1, 0, -1, -1, -1};
        UnmaskStep first = Told.by(new Autoregressive(1, -1), CHAIN, prompt, 4).getFirst();

        int[] before = Canvas.hidden(7);
        before[0] = 2;
        UnmaskStep.Commit commit = first.committed().getFirst();
        assertEquals(CHAIN.evaluate(List.of(before)).getFirst().p(1, commit.token()), commit.probability(), 1e-12);
        assertEquals(0, first.state()[3]);
    }

    @Test
    void afterTheEndOfTextNothingIsAsked() {
        int[] ones = Told.tokens(new Autoregressive(0, 1), CHAIN, new int[] {1, -1, -1, -1, -1, -1, -1}, 4);
        List<UnmaskStep> steps = Told.by(new Autoregressive(0, 1), CHAIN, new int[] {1, -1, -1, -1, -1, -1, -1}, 4);

        assertEquals(1, steps.size(), "a one is most probable after a one");
        assertArrayEquals(IntStream.generate(() -> 1).limit(7).toArray(), ones);
    }

    @Test
    void aModelWithoutATwinIsRefused() {
        var alone = new MaskPredictor() {
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
                return Visible.COPY;
            }

            @Override
            public List<Prediction> evaluate(List<int[]> states) {
                var even = new double[8];
                Arrays.fill(even, 0.5);
                return states.stream().map(_ -> new Prediction(2, even)).toList();
            }
        };

        var refused = assertThrows(UnsuitableModelException.class,
            () -> new Autoregressive(1, -1).begin(Canvas.hidden(4), new Passes(alone), Streams.of(1, 0)));
        assertTrue(refused.getMessage().contains("Autoregressive decoding"), refused.getMessage());
    }
}
