package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import samplerscope.metric.Estimate;

/// How numbers are written.
class LabelsTest {

    @Test
    void anUncertaintyHasTwoDigits() {
        assertEquals("0.012 \u00b1 5.7e\u22124", written(0.0117, 5.65e-4));
        assertEquals("0.071 \u00b1 0.014", written(0.0708, 0.0142));
        assertEquals("3.12 \u00b1 0.25", written(3.123, 0.2511));
        assertEquals("0.041", written(0.041, Double.NaN));
    }

    private static String written(double value, double standardError) {
        return Labels.estimate(new Estimate(value, standardError, 100, ""));
    }
}
