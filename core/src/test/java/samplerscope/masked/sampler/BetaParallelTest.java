package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.Measurement;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.registry.InvalidParameterException;
import samplerscope.tensor.Workers;

class BetaParallelTest {

    private static final TinyChain CHAIN = TinyChain.b();

    @Test
    void writesSoManyAndTellsTheSharpenedProbability() {
        List<UnmaskStep> steps = Told.by(new BetaParallel(5, 1.3), CHAIN, Canvas.hidden(32), 2);
        assertEquals(7, steps.size());
        assertEquals(2, steps.getLast().committed().size());
        UnmaskStep first = steps.getFirst();
        UnmaskStep.Commit commit = first.committed().getFirst();
        double[] law = TokenChoice.sharpened(first.prediction().orElseThrow().at(commit.position()), 1.3);
        assertEquals(law[commit.token()], commit.probability());
        assertEquals(5, first.committed().size());
    }

    @Test
    void anExponentOfOneIsRandomOrder() {
        var plain = new FixedCount(Score.RANDOM, Counts.fixed(5));
        assertEquals(Told.by(plain, CHAIN, Canvas.hidden(32), 2).stream().map(UnmaskStep::committed).toList(),
            Told.by(new BetaParallel(5, 1), CHAIN, Canvas.hidden(32), 2).stream().map(UnmaskStep::committed).toList());
    }

    @Test
    void sharpeningTakesBackDiversity() {
        Measurement plain = measured(1);
        Measurement sharp = measured(1.3);
        assertTrue(sharp.pathEntropy().orElseThrow().value() < plain.pathEntropy().orElseThrow().value() - 5);
        assertTrue(sharp.surprise().value() < plain.surprise().value());
    }

    private static Measurement measured(double beta) {
        try (var workers = new Workers(2)) {
            return new MonteCarlo(CHAIN, Prompts.none(32), 200, 4).measure(new BetaParallel(4, beta), workers);
        }
    }

    @Test
    void exponentsArePositive() {
        assertThrows(InvalidParameterException.class, () -> new BetaParallel(2, 0));
        assertThrows(InvalidParameterException.class, () -> new BetaParallel(0, 1));
    }
}
