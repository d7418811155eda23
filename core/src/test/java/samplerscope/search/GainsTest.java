package samplerscope.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;

class GainsTest {

    private static final String STAGE = "evolution";
    private final Gains gains = new Gains();

    @Test
    void aSmallerErrorIsAGainAndAnEqualOneIsNot() {
        assertEquals(List.of(0, 1, 2, 0, 1), IntStream.range(0, 5)
            .mapToObj(i -> since(STAGE, 5, new double[] {0.3, 0.4, 0.3, 0.2, 0.25}[i])).toList());
    }

    @Test
    void whatErrsMoreThanAScheduleWithFewerEvaluationsIsNoGain() {
        assertEquals(0, since(STAGE, 5, 0.3));
        assertEquals(1, since(STAGE, 6, 0.4));
        assertEquals(0, since(STAGE, 4, 0.35));
        assertEquals(0, since(STAGE, 6, 0.1));
        assertEquals(0, since(STAGE, 5, 0.2));
        assertEquals(1, since(STAGE, 6, 0.15));
    }

    @Test
    void aScheduleThatCannotRunIsNoGain() {
        assertEquals(1, since(STAGE, 5, Double.POSITIVE_INFINITY));
        assertEquals(0, since(STAGE, 5, 0.3));
    }

    @Test
    void knownSchedulesAreNotWaitedFor() {
        since(Starts.WARM, 5, 0.3);
        assertEquals(0, since(Starts.WARM, 5, 0.4));
        assertEquals(1, since(STAGE, 5, 0.4));
    }

    private int since(String stage, int nfe, double score) {
        gains.add(new Evaluation(0, stage, new Candidate(
            IntStream.rangeClosed(0, nfe).mapToObj(i -> 1.0 - i * 0.1).toList(), false, FirstOutput.MODEL,
            IntStream.range(0, nfe).mapToObj(_ -> (StepDecision) StepDecision.Unified.of(Prediction.DATA, 1)).toList()),
            score, 1));
        return gains.since();
    }
}
