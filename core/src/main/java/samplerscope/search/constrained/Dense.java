package samplerscope.search.constrained;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

/// The few operations on short vectors and small matrices that formulas here are written in.
final class Dense {

    private Dense() {
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    static double norm(double[] a) {
        return sqrt(dot(a, a));
    }

    static double largest(double[] a) {
        double largest = 0;
        for (double v : a) {
            largest = max(largest, abs(v));
        }
        return largest;
    }

    static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            difference[j] = a[j] - b[j];
        }
        return difference;
    }

    /// `a + c b`
    static double[] plus(double[] a, double c, double[] b) {
        double[] sum = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            sum[j] = a[j] + c * b[j];
        }
        return sum;
    }

    static double[] times(double[][] matrix, double[] x) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            product[i] = dot(matrix[i], x);
        }
        return product;
    }

    /// The transposed matrix times a vector; of length `columns`, also where there are no rows.
    static double[] transposedTimes(double[][] matrix, double[] y, int columns) {
        double[] product = new double[columns];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < columns; j++) {
                product[j] += matrix[i][j] * y[i];
            }
        }
        return product;
    }

    static double[][] sum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            sum[i] = plus(a[i], 1, b[i]);
        }
        return sum;
    }
}
