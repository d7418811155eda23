package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelaxationTest {

    private static final Relaxation LINEAR = Relaxation.linear(-0.2, 0.1, 0.3, -0.4);

    /// `1 + a h` with the `a` of that derivative, whatever the sign of `z` is.
    @ParameterizedTest(name = "derivative {0}")
    @CsvSource({"0, 0.9", "1, 1.05", "2, 1.15", "3, 0.8", "4, 1"})
    void everyDerivativeHasTheFactorOfItsOwnSlope(int derivative, double factor) {
        assertEquals(factor, LINEAR.factor(derivative, 0.5), 1e-15);
        assertEquals(factor, LINEAR.factor(derivative, -0.5), 1e-15);
    }

    @Test
    void otherFormsMultiplyTheFirstDerivativeAlone() {
        var half = new Relaxation(Relaxation.Form.EXP_PLUS, List.of());

        assertEquals(1 + StrictMath.expm1(0.5) / 2, half.factor(1, 0.5), 1e-15);
        assertEquals(1, half.factor(0, 0.5));
        assertEquals(1, half.factor(2, 0.5));
    }

    @Test
    void equalRelaxationsAreEqualValues() {
        assertEquals(Relaxation.NONE, Relaxation.linear(0, 0));
        assertEquals(LINEAR.below(2), Relaxation.linear(-0.2, 0.1));
        assertEquals(Relaxation.NONE, Relaxation.linear(0, 0.1).withSlope(1, 0));
    }
}
