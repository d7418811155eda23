package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static samplerscope.bench.Goal.Verdict.AIM;
import static samplerscope.bench.Goal.Verdict.MISSED;
import static samplerscope.bench.Goal.Verdict.REACHED;

import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void aRatioMustBeAtLeastTheReach() {
        Goal goal = Goal.ratio(2, 3);

        assertEquals(MISSED, goal.of(1.99));
        assertEquals(REACHED, goal.of(2));
        assertEquals(AIM, goal.of(3));
    }

    @Test
    void aTimeMustBeAtMostTheReach() {
        Goal goal = Goal.atMost(0.033, 0.0166);

        assertEquals(MISSED, goal.of(0.034));
        assertEquals(REACHED, goal.of(0.033));
        assertEquals(AIM, goal.of(0.0166));
    }
}
