package samplerscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.metric.ParetoFront.Point;

class ParetoFrontTest {

    @Test
    void keepsWhatNothingBeatsInOrderOfCost() {
        List<Point> front = ParetoFront.of(List.of(new Point(0, 20, 0.1), new Point(1, 5, 0.5), new Point(2, 10, 0.6),
            new Point(3, 10, 0.2), new Point(4, 40, 0.1)));

        assertEquals(List.of(1, 3, 0), front.stream().map(Point::id).toList());
    }

    @Test
    void pointsThatAreEqualBothStay() {
        assertEquals(2, ParetoFront.of(List.of(new Point(0, 1, 1), new Point(1, 1, 1), new Point(2, 1, 2))).size());
    }

    @Test
    void whatIsNoNumberIsNeverOnTheFront() {
        List<Point> front = ParetoFront.of(List.of(new Point(0, 1, Double.NaN), new Point(1, Double.POSITIVE_INFINITY, 0),
            new Point(2, 3, 3)));

        assertEquals(List.of(2), front.stream().map(Point::id).toList());
    }
}
