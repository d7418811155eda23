package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpndmVTest {

    /// What the toolbox computes, as a share of the step: for steps of 1, 2 and 4, then 0.5, 2, 4 and 8.
    @Test
    void weightsAreThoseOfTheToolbox() {
        assertArrayEquals(new double[] {-1.7361111111111112, 0.9791666666666666, -0.24305555555555555},
            IpndmV.weights(new double[] {2, 4, 8}, 1), 1e-14);
        assertArrayEquals(new double[] {1.644655257936508, -0.9102647569444445, 0.2685004340277778, -0.00289093501984127},
            Arrays.stream(IpndmV.weights(new double[] {1, 3, 7, 15}, 0.5)).map(w -> w / -0.5).toArray(), 1e-14);
    }

    @ParameterizedTest(name = "order {0}")
    @CsvSource({"1, true", "2, true", "3, false", "4, false"})
    void theFaultBeginsAtOrderThree(int order, boolean right) {
        double[] rho = Arrays.copyOf(new double[] {1, 3, 7, 15}, order);
        // The integral of a polynomial that as many outputs determine.
        double integral = (Math.pow(0.5, order) - 1) / order;
        double[] w = IpndmV.weights(rho, 0.5);
        double sum = 0;
        for (int j = 0; j < order; j++) {
            sum += w[j] * Math.pow(rho[j], order - 1);
        }

        assertEquals(right, Math.abs(sum - integral) < 1e-12);
    }
}
