package samplerscope.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void decadesAreLabelledWithSuperscripts() {
        assertEquals(List.of("10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"), labels(1e-5, 1, Axis.Scale.LOG));
    }

    @Test
    void fewDecadesShowOneTwoAndFive() {
        assertEquals(List.of("5", "10", "20", "50", "100", "200"), labels(5, 200, Axis.Scale.LOG));
    }

    @Test
    void manyDecadesKeepAtMostSevenLabels() {
        assertTrue(labels(1e-30, 1e30, Axis.Scale.LOG).size() <= Ticks.MOST_LABELS);
    }

    @Test
    void linearTicksAreRoundAndHaveTrueMinusSigns() {
        assertEquals(List.of("−4", "−2", "0", "2", "4"), labels(-5.1, 4.6, Axis.Scale.LINEAR));
    }

    @Test
    void countsAreMarkedAtWholeNumbersOnly() {
        assertEquals(List.of("7"), words(Ticks.whole(new Span(6.5, 7.5))));
        assertEquals(List.of("0", "20", "40", "60", "80", "100"), words(Ticks.whole(new Span(0, 100))));
    }

    private static List<String> labels(double from, double to, Axis.Scale scale) {
        return words(Ticks.of(new Span(from, to), scale));
    }

    private static List<String> words(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).filter(l -> !l.isEmpty()).toList();
    }
}
