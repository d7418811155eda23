package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.StepError;
import samplerscope.registry.InvalidParameterException;

class CertificateExitTest {

    private static final TinyChain CHAIN = TinyChain.b();

    @Test
    void theExitCostsAtMostTheBoundOnAverage() {
        var base = new ExitingBase(Certainty.CONFIDENCE, new StepCounts(0, 0), 1);
        double error = 0;
        int early = 0;
        for (int n = 0; n < 100; n++) {
            List<UnmaskStep> steps = Told.by(new CertificateExit(base, 1.5), CHAIN, Canvas.hidden(32), n);
            UnmaskStep last = steps.getLast();
            assertTrue(last.scalars().get("certificate") <= 1.5);
            early += last.committed().size() > 1 ? 1 : 0;
            if (steps.size() > 1) {
                error += StepError.nats(CHAIN, steps.get(steps.size() - 2).state(), last) / 100;
            }
        }
        assertTrue(early > 30, early + " left early");
        assertTrue(error < 1.5, error + " nats");
    }

    @Test
    void withoutAllowanceEveryTokenHasItsPass() {
        var base = new ExitingBase(Certainty.MARGIN, new StepCounts(0, 0), 1);
        assertEquals(32, Told.by(new CertificateExit(base, 0), CHAIN, Canvas.hidden(32), 1).size());
        assertThrows(InvalidParameterException.class, () -> new CertificateExit(base, -0.1));
    }
}
