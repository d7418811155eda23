package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GaussLegendreTest {

    @Test
    void isExactForPolynomialsUpToDegree79() {
        assertEquals(Math.pow(2, 80) / 80, GaussLegendre.integrate(x -> Math.pow(x, 79), 0, 2),
            Math.pow(2, 80) / 80 * 1e-13); // forty terms, each rounded
        assertEquals(0, GaussLegendre.integrate(x -> Math.pow(x, 79), -1, 1), 1e-15);
    }

    @Test
    void integratesTheKernelOverTheLongestStepInUse() {
        // From lambda = -7 to 7 at once, the whole range of a flow; the kernel falls by six decades.
        double exact = Math.exp(7) - Math.exp(-7);
        assertEquals(exact, GaussLegendre.integrate(l -> Math.exp(-l), -7, 7), exact * 1e-13);
    }
}
