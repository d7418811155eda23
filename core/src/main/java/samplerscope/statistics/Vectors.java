package samplerscope.statistics;

import static java.lang.StrictMath.sqrt;

/// Arithmetic on rows of numbers.
public final class Vectors {

    /// What is left of a row in the span of others is rounding: the row is taken as zero.
    private static final double DEPENDENT = 1e-12;

    private Vectors() {}

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /// `to <- to + factor * from`.
    public static void add(double[] to, double factor, double[] from) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * from[j];
        }
    }

    /// Modified Gram-Schmidt, twice, so that rounding leaves nothing behind. A row in the span of those before it becomes
    /// zero.
    public static void orthonormalise(double[][] rows) {
        for (int a = 0; a < rows.length; a++) {
            double before = sqrt(dot(rows[a], rows[a]));
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b < a; b++) {
                    add(rows[a], -dot(rows[a], rows[b]), rows[b]);
                }
            }
            double norm = sqrt(dot(rows[a], rows[a]));
            double scale = norm > DEPENDENT * before ? 1 / norm : 0;
            for (int j = 0; j < rows[a].length; j++) {
                rows[a][j] *= scale;
            }
        }
    }
}
