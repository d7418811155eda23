package samplerscope.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.app.chart.Curve.Mark;

class DecimationTest {

    private static final Span ALL = new Span(0, 10_000);

    @Test
    void keepsAtMostTwoMarksPerPixel() {
        List<Mark> kept = Decimation.of(noisy(), ALL, Axis.Scale.LINEAR, 100);

        assertTrue(kept.size() <= 200, kept.size() + " marks");
    }

    @Test
    void keepsTheHighestAndTheLowestMark() {
        List<Mark> marks = noisy();

        List<Mark> kept = Decimation.of(marks, ALL, Axis.Scale.LINEAR, 100);

        assertTrue(kept.contains(marks.get(3333)), "the peak is gone");
        assertTrue(kept.contains(marks.get(7777)), "the dip is gone");
    }

    @Test
    void keepsTheOrderOfX() {
        List<Mark> kept = Decimation.of(noisy(), ALL, Axis.Scale.LINEAR, 100);

        for (int i = 1; i < kept.size(); i++) {
            assertTrue(kept.get(i - 1).x() < kept.get(i).x());
        }
    }

    @Test
    void leavesShortCurvesAlone() {
        List<Mark> marks = noisy().subList(0, 50);

        assertSame(marks, Decimation.of(marks, ALL, Axis.Scale.LINEAR, 100));
        assertEquals(50, marks.size());
    }

    private static List<Mark> noisy() {
        return IntStream.range(0, 10_000)
            .mapToObj(i -> Mark.of(i, i == 3333 ? 9 : i == 7777 ? -9 : StrictMath.sin(i))).toList();
    }
}
