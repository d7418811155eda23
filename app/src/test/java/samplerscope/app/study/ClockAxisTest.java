package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.app.study.ClockAxis.Moment;

class ClockAxisTest {

    private static final List<Moment> COARSE = List.of(new Moment(0, 0, -5), new Moment(1, 2, 0), new Moment(2, 4, 5));
    private static final List<Moment> FINE = List.of(new Moment(0, 0, -5), new Moment(1, 1, -2.5),
        new Moment(2, 2, 0), new Moment(3, 3, 2.5), new Moment(4, 4, 5));

    @Test
    void lanesWithDifferentGridsMeetAtTheSameLambda() {
        ClockAxis axis = ClockAxis.over(Clock.LAMBDA, List.of(COARSE, FINE));

        assertEquals(1, axis.nearest(COARSE, 0.5, 2));
        assertEquals(2, axis.nearest(FINE, 0.5, 4));
    }

    @Test
    void underTheStepClockTheShorterRunIsOverEarlier() {
        ClockAxis axis = ClockAxis.over(Clock.STEP, List.of(COARSE, FINE));

        assertEquals(4, axis.to());
        assertEquals(2, axis.nearest(COARSE, 1, 2));
        assertEquals(4, axis.nearest(FINE, 1, 4));
    }

    @Test
    void anInfiniteLambdaStandsAtTheEndOfTheAxisBesideTheLastFiniteOne() {
        var toZero = List.of(new Moment(0, 0, -5), new Moment(1, 1, 5), new Moment(2, 2, Double.POSITIVE_INFINITY));
        ClockAxis axis = ClockAxis.over(Clock.LAMBDA, List.of(toZero));

        assertEquals(1, axis.positionOf(toZero.get(2), 2));
        assertEquals(2, axis.nearest(toZero, 1, 2));
        assertEquals(1, axis.nearest(toZero, axis.positionOf(toZero.get(1), 2), 2));
    }

    @Test
    void withoutLanesThereIsStillAnAxis() {
        ClockAxis axis = ClockAxis.over(Clock.NFE, List.of());

        assertEquals(0, axis.from());
        assertEquals(1, axis.to());
    }
}
