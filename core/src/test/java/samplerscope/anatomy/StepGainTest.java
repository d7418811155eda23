package samplerscope.anatomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepGainTest {

    @ParameterizedTest(name = "{0} where the flow has {1} is {2}")
    @CsvSource({"1.5, 0.5, UNSTABLE", "0.9, 0.5, AMPLIFIES", "3, 2.5, AMPLIFIES", "1.1, 0.9, AMPLIFIES", "1.01, 0.99, FAITHFUL", "0.5, 0.5, FAITHFUL",
        "0.2, 0.5, DAMPS"})
    void aStepIsJudgedByTheExactFlow(double step, double flow, StepGain.Verdict expected) {
        var gain = new StepGain(new Gains(step, step, step), Optional.of(new Gains(flow, flow, flow)), Optional.empty());

        assertEquals(expected, gain.verdict());
        assertTrue(gain.words().endsWith("."), gain.words());
        assertEquals(step / flow, gain.relative().orElseThrow(), 1e-15);
    }

    @Test
    void nothingIsSaidWhereThereIsNothingToCompareWith() {
        var gain = new StepGain(new Gains(2, 2, 2), Optional.empty(), Optional.empty());

        assertEquals(StepGain.Verdict.UNKNOWN, gain.verdict());
        assertTrue(gain.words().contains("up to 2"), gain.words());
    }
}
