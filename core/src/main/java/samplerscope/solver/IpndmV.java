package samplerscope.solver;

/// The weights of the variable-step iPNDM of the AMED toolbox: Adams-Bashforth on uneven steps, but for a factor that the
/// released code multiplies into half of a difference only, from order 3 on.
///
/// Source: Zhou et al. 2023, arXiv:2312.00094, released toolbox, `ipndm_v_sampler`.
final class IpndmV {

    private IpndmV() {}

    /// @param rho of the outputs, newest first, 1 to 4
    /// @return weights of the outputs in rho, in the same order
    static double[] weights(double[] rho, double to) {
        double h = to - rho[0];
        double[] w = shares(h, differences(rho));
        for (int j = 0; j < w.length; j++) {
            w[j] *= h;
        }
        return w;
    }

    /// Steps before the current one, newest first.
    private static double[] differences(double[] rho) {
        double[] steps = new double[rho.length - 1];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = rho[k] - rho[k + 1];
        }
        return steps;
    }

    /// The coefficients of the code, which multiply the step.
    private static double[] shares(double h, double[] before) {
        if (before.length == 0) {
            return new double[] {1};
        }
        double h1 = before[0];
        double ratio = h / h1;
        if (before.length == 1) {
            return new double[] {(2 + ratio) / 2, -ratio / 2};
        }
        double h2 = before[1];
        // Here the factor belongs to the whole parenthesis.
        double third = (1 - h / (3 * (h + h1)) * (h * (h + h1)) / (h1 * (h1 + h2))) / 2;
        if (before.length == 2) {
            return new double[] {(2 + ratio) / 2 + third, -ratio / 2 - (1 + h1 / h2) * third, third * h1 / h2};
        }
        double h3 = before[2];
        double fourth = ((1 - h / (3 * (h + h1))) / 2 + (1 - h / (2 * (h + h1))) * h / (6 * (h + h1 + h2)))
            * (h * (h + h1) * (h + h1 + h2)) / (h1 * (h1 + h2) * (h1 + h2 + h3));
        double far = h1 * (h1 + h2) / (h2 * (h2 + h3));
        return new double[] {(2 + ratio) / 2 + third + fourth,
            -ratio / 2 - (1 + h1 / h2) * third - (1 + h1 / h2 + far) * fourth,
            third * h1 / h2 + (h1 / h2 + far * (1 + h2 / h3)) * fourth,
            -fourth * far * h1 / h2};
    }
}
