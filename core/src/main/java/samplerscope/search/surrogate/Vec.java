package samplerscope.search.surrogate;

/// The few operations on short vectors that formulas here are written in.
final class Vec {

    private Vec() {
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    static double[] times(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            product[j] = a[j] * b[j];
        }
        return product;
    }

    static double[] over(double[] a, double[] b) {
        double[] quotient = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            quotient[j] = a[j] / b[j];
        }
        return quotient;
    }

    static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            difference[j] = a[j] - b[j];
        }
        return difference;
    }

    /// `into <- into + c * a`
    static void add(double[] into, double c, double[] a) {
        for (int j = 0; j < a.length; j++) {
            into[j] += c * a[j];
        }
    }
}
