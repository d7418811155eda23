package samplerscope.solver;

/// Weights that integrate the polynomial through some slopes exactly over one step: the explicit formulas of Adams and
/// Bashforth for nodes at any distance.
///
/// Source: Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, Sec. III.5.
final class AdamsWeights {

    private AdamsWeights() {}

    /// `w_j = integral_0^1 prod_(k != j) (v - v_k) / (v_j - v_k) dv`, by the coefficients of the product.
    ///
    /// For nodes in the past all factors `v - v_k` are positive, so nothing cancels in the products.
    ///
    /// @param nodes `v_j`, distinct, in units of the step: 0 is its start, 1 its end, negative ones lie in the past
    /// @return one weight per node, their sum is 1; not finite when two nodes coincide
    static double[] of(double... nodes) {
        var weights = new double[nodes.length];
        for (int j = 0; j < nodes.length; j++) {
            var basis = new double[nodes.length];
            basis[0] = 1;
            double scale = 1;
            int degree = 0;
            for (int k = 0; k < nodes.length; k++) {
                if (k != j) {
                    degree++;
                    multiply(basis, degree, nodes[k]);
                    scale *= nodes[j] - nodes[k];
                }
            }
            weights[j] = integral(basis) / scale;
        }
        return weights;
    }

    /// `polynomial <- polynomial (v - node)`, lowest coefficient first.
    private static void multiply(double[] polynomial, int degree, double node) {
        for (int m = degree; m > 0; m--) {
            polynomial[m] = polynomial[m - 1] - node * polynomial[m];
        }
        polynomial[0] *= -node;
    }

    private static double integral(double[] polynomial) {
        double sum = 0;
        for (int m = 0; m < polynomial.length; m++) {
            sum += polynomial[m] / (m + 1);
        }
        return sum;
    }
}
