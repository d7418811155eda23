package samplerscope.solver;

/// Lagrange polynomials.
final class Lagrange {

    private Lagrange() {}

    /// The polynomial that is 1 at node `j` and 0 at the others.
    static double basis(double[] nodes, int j, double x) {
        double product = 1;
        for (int k = 0; k < nodes.length; k++) {
            if (k != j) {
                product *= (x - nodes[k]) / (nodes[j] - nodes[k]);
            }
        }
        return product;
    }
}
