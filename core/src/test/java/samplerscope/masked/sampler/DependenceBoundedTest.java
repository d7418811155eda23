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

class DependenceBoundedTest {

    private static final TinyChain CHAIN = TinyChain.a();

    private static DependenceBounded oracle(double bound) {
        return new DependenceBounded(bound, true, 1, 0, 1);
    }

    @Test
    void aNegativeBoundWritesOneAPass() {
        assertEquals(7, Told.by(oracle(-1), CHAIN, Canvas.hidden(7), 1).size());
        assertEquals(7, Told.by(new DependenceBounded(-1, false, 1, 0, 1), CHAIN, Canvas.hidden(7), 1).size());
    }

    @Test
    void withNoAllowanceOnlyIndependentPositionsJoinAndTheLawIsExact() {
        int together = 0;
        for (int n = 0; n < 50; n++) {
            int[] before = Canvas.hidden(7);
            for (UnmaskStep step : Told.by(oracle(0), CHAIN, before, n)) {
                assertEquals(0, StepError.nats(CHAIN, before, step), 1e-9);
                together += step.committed().size() - 1;
                before = step.state();
            }
        }
        assertTrue(together > 50, "nothing was written together");
    }

    @Test
    void aStepSpendsAtMostTheBound() {
        for (UnmaskStep step : Told.by(oracle(0.05), TinyChain.b(), Canvas.hidden(32), 2)) {
            assertTrue(step.scalars().get("dependence") <= 0.05 + 1e-9);
        }
    }

    @Test
    void theOracleIsNotCountedAndTheLookAheadIs() {
        UnmaskStep known = Told.by(oracle(0.05), CHAIN, Canvas.hidden(7), 1).getFirst();
        assertEquals(1, known.passes());
        assertEquals(1, known.rows());
        UnmaskStep looked = Told.by(new DependenceBounded(0.05, false, 3, 0, 1), CHAIN, Canvas.hidden(7), 1).getFirst();
        assertEquals(2, looked.passes());
        assertEquals(1 + 7 * 3, looked.rows());
        UnmaskStep few = Told.by(new DependenceBounded(0.05, false, 1, 4, 1), CHAIN, Canvas.hidden(7), 1).getFirst();
        assertEquals(1 + 4, few.rows());
    }

    @Test
    void manyLooksEstimateTheDependence() {
        int[] hidden = Canvas.hidden(7);
        UnmaskStep looked = Told.by(new DependenceBounded(100, false, 2000, 0, 1), CHAIN, hidden, 1).getFirst();
        UnmaskStep known = Told.by(oracle(100), CHAIN, hidden, 1).getFirst();
        assertEquals(7, looked.committed().size());
        double exact = known.scalars().get("dependence");
        assertEquals(exact, looked.scalars().get("dependence"), 0.03 * exact);
    }

    @Test
    void anOracleNeedsALaw() {
        var network = Told.constant(Visible.RAW, new double[][] {{0.5, 0.5}});
        assertThrows(UnsuitableModelException.class, () -> Told.by(oracle(0.1), network, Canvas.hidden(1), 1));
        assertThrows(InvalidParameterException.class, () -> oracle(Double.NaN));
        assertThrows(InvalidParameterException.class, () -> new DependenceBounded(0.1, false, 0, 0, 1));
    }
}
