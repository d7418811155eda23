package samplerscope.search;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealVector;

/// Predicts the logarithm of a schedule's error from those evaluated: a Gaussian process with a Matern 5/2 kernel,
/// whose length and noise are those of the largest likelihood among a few.
///
/// Source: Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, Alg. 2.1 and Eq. 4.17.
final class Surrogate {

    private static final double[] LENGTHS = {1.5, 2.5, 4, 7};
    private static final double[] NOISES = {0.01, 0.05, 0.2};
    /// Evaluations that lengths and noises are compared on: the work grows with the third power.
    private static final int FEW = 150;

    private final double[][] inputs;
    private final double length;
    private final double mean;
    private final double spread;
    private final CholeskyDecomposition factor;
    private final RealVector weights;

    /// @param mean   of the error's logarithm
    /// @param spread standard deviation of the prediction
    record Prediction(double mean, double spread) {}

    /// @param inputs  [n][d], `n >= 2`
    /// @param errors  [n], above 0 and finite
    static Surrogate fit(double[][] inputs, double[] errors) {
        double[] y = Arrays.stream(errors).map(StrictMath::log).toArray();
        int few = Math.min(FEW, inputs.length);
        Surrogate best = new Surrogate(inputs, y, LENGTHS[1], NOISES[1]);
        double likelihood = Double.NEGATIVE_INFINITY;
        double[][] some = Arrays.copyOf(inputs, few);
        double[] ofSome = Arrays.copyOf(y, few);
        double[] chosen = {LENGTHS[1], NOISES[1]};
        for (double length : LENGTHS) {
            for (double noise : NOISES) {
                double here = new Surrogate(some, ofSome, length, noise).likelihood(ofSome);
                if (here > likelihood) {
                    likelihood = here;
                    chosen = new double[] {length, noise};
                }
            }
        }
        return chosen[0] == LENGTHS[1] && chosen[1] == NOISES[1] ? best
            : new Surrogate(inputs, y, chosen[0], chosen[1]);
    }

    private Surrogate(double[][] inputs, double[] y, double length, double noise) {
        this.inputs = inputs;
        this.length = length;
        this.mean = Arrays.stream(y).average().orElseThrow();
        this.spread = max(sqrt(Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow()), 1e-6);
        int n = y.length;
        var kernel = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                kernel[i][j] = kernel(inputs[i], inputs[j]) + (i == j ? noise : 0);
                kernel[j][i] = kernel[i][j];
            }
        }
        this.factor = new CholeskyDecomposition(new Array2DRowRealMatrix(kernel, false), 1e-9, 1e-12);
        this.weights = factor.getSolver().solve(new ArrayRealVector(standardized(y), false));
    }

    private double[] standardized(double[] y) {
        return Arrays.stream(y).map(v -> (v - mean) / spread).toArray();
    }

    /// The logarithm of the marginal likelihood, without what all fits have in common.
    private double likelihood(double[] y) {
        double fit = weights.dotProduct(new ArrayRealVector(standardized(y), false));
        double volume = 0;
        for (int i = 0; i < y.length; i++) {
            volume += log(factor.getL().getEntry(i, i));
        }
        return -fit / 2 - volume;
    }

    Prediction at(double[] input) {
        var k = new ArrayRealVector(inputs.length);
        for (int i = 0; i < inputs.length; i++) {
            k.setEntry(i, kernel(inputs[i], input));
        }
        double unexplained = max(1 - k.dotProduct(factor.getSolver().solve(k)), 0);
        return new Prediction(mean + spread * k.dotProduct(weights), spread * sqrt(unexplained));
    }

    private double kernel(double[] a, double[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            square += (a[i] - b[i]) * (a[i] - b[i]);
        }
        double r = sqrt(5 * square) / length;
        return (1 + r + r * r / 3) * exp(-r);
    }
}
