package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.Visible;
import samplerscope.masked.measure.StepError;
import samplerscope.registry.InvalidParameterException;

class AdjustTest {

    private static final TinyChain CHAIN = TinyChain.b();

    @Test
    void aPerfectHeadDrawsFromTheLaw() {
        for (boolean entropy : new boolean[] {true, false}) {
            int[] before = Canvas.hidden(32);
            for (UnmaskStep step : Told.by(new Adjust(4, 1, entropy), CHAIN, before, 3)) {
                assertEquals(0, StepError.nats(CHAIN, before, step), 1e-9);
                before = step.state();
            }
        }
    }

    @Test
    void aBlindHeadIsParallelDecoding() {
        List<UnmaskStep> blind = Told.by(new Adjust(4, 0, false), CHAIN, Canvas.hidden(32), 3);
        List<UnmaskStep> parallel = Told.by(new BetaParallel(4, 1), CHAIN, Canvas.hidden(32), 3);
        assertEquals(parallel.stream().map(UnmaskStep::committed).toList(),
            blind.stream().map(UnmaskStep::committed).toList());
    }

    @Test
    void aStepIsOnePassAndOneOfTheHeadForEachFurtherToken() {
        UnmaskStep first = Told.by(new Adjust(4, 0.5, true), CHAIN, Canvas.hidden(32), 3).getFirst();
        assertEquals(1, first.passes());
        assertEquals(3.0, first.scalars().get("head passes"));
        assertTrue(first.committed().size() == 4);
    }

    @Test
    void needsALawAndAShare() {
        var network = Told.constant(Visible.RAW, new double[][] {{0.5, 0.5}});
        assertThrows(UnsuitableModelException.class, () -> Told.by(new Adjust(4, 1, true), network, Canvas.hidden(1), 1));
        assertThrows(InvalidParameterException.class, () -> new Adjust(4, 1.5, true));
        assertThrows(InvalidParameterException.class, () -> new Adjust(0, 1, true));
    }
}
