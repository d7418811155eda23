package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExponentialWeightsTest {

    private static final double[] NODES = {0, -0.6, -1.9, 1};

    @Test
    void integratePolynomialsThroughTheNodesExactlyAgainstTheKernel() {
        for (double z : new double[] {-3.1, -0.2, 0.4, 2.5}) {
            double[] w = ExponentialWeights.of(z, NODES);
            for (int degree = 0; degree < NODES.length; degree++) {
                int power = degree;
                double exact = GaussLegendre.integrate(u -> Math.exp((1 - u) * z) * Math.pow(u, power), 0, 1);
                double sum = 0;
                for (int j = 0; j < w.length; j++) {
                    sum += w[j] * Math.pow(NODES[j], degree);
                }
                // The weights are of order 1 and the system is small: a few hundred roundings.
                assertEquals(exact, sum, 1e-12, "degree %d, z = %s".formatted(degree, z));
            }
        }
    }

    @Test
    void oneNodeGivesTheFirstOrderStep() {
        assertArrayEquals(new double[] {Phi.of(1, -0.8)}, ExponentialWeights.of(-0.8, 0));
    }
}
