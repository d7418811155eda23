package samplerscope.app.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import samplerscope.search.Candidate;
import samplerscope.search.StepDecision;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Choice;

class CandidateWordsTest {

    private static final StepDecision DATA = StepDecision.Unified.of(Prediction.DATA, 2);
    private static final StepDecision V3 = new StepDecision.Named(Choice.of("dpm-solver-v3"), 1);
    private static final StepDecision DDIM = new StepDecision.Named(Choice.of("ddim"), 1);

    @Test
    void stepsOfOneSolverAreOneStretchWithItsWholeName() {
        StepDecision last = new StepDecision.Named(Choice.of("dpm-solver-v3").with("order", 1), 1);

        assertEquals("3 steps: 3\u00d7dpm-solver-v3", CandidateWords.inShort(candidate(V3, V3, last)));
    }

    @Test
    void stepsOfTheUnifiedFormAreToldOneByOne() {
        assertEquals("5 steps: D2 D2 dpm-solver-v3 2\u00d7ddim", CandidateWords.inShort(candidate(DATA, DATA, V3, DDIM,
            DDIM)));
    }

    private static Candidate candidate(StepDecision... steps) {
        List<Double> times = IntStream.rangeClosed(0, steps.length).mapToObj(i -> 1 - 0.1 * i).toList();
        return new Candidate(times, false, FirstOutput.MODEL, Stream.of(steps).toList());
    }
}
