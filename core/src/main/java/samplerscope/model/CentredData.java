package samplerscope.model;

import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.Panels;

/// The points of a data set as products with them want them: without their mean `c`, which would cost digits, laid out for
/// the kernel, with squared lengths. As large as the data themselves.
///
/// @param centre  `c`, [D]
/// @param panels  right factor of lines `d_n = fl(x_n - c)`, [N][D]
/// @param squares `|d_n|^2`, [N]
/// @param longest the largest `|d_n|`
record CentredData(float[] centre, Panels panels, double[] squares, double longest) {

    static CentredData of(float[] values, int dimension, Workers workers) {
        int size = values.length / dimension;
        float[] centre = mean(values, dimension);
        Panels panels = Panels.right().resize(size, dimension);
        var squares = new double[size];
        workers.forEachRange(panels.panels(), 1, (from, to) -> {
            var lines = new float[panels.width() * dimension];
            for (int panel = from; panel < to; panel++) {
                int first = panel * panels.width();
                for (int n = first; n < StrictMath.min(size, first + panels.width()); n++) {
                    squares[n] = centre(values, n * dimension, centre, lines, (n - first) * dimension);
                }
                panels.fillPanel(panel, lines, 0, dimension);
            }
        });
        double most = 0;
        for (double square : squares) {
            most = StrictMath.max(most, square);
        }
        return new CentredData(centre, panels, squares, StrictMath.sqrt(most));
    }

    private static float[] mean(float[] values, int dimension) {
        var sums = new double[dimension];
        for (int i = 0; i < values.length; i += dimension) {
            for (int j = 0; j < dimension; j++) {
                sums[j] += values[i + j];
            }
        }
        var mean = new float[dimension];
        for (int j = 0; j < dimension; j++) {
            mean[j] = (float) (sums[j] / (values.length / dimension));
        }
        return mean;
    }

    private static double centre(float[] values, int from, float[] centre, float[] into, int at) {
        for (int j = 0; j < centre.length; j++) {
            into[at + j] = values[from + j] - centre[j];
        }
        return square(into, at, centre.length);
    }

    /// The squared length of a line, in four sums that need not wait for each other.
    static double square(float[] line, int at, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = at;
        for (; j + 4 <= at + length; j += 4) {
            a += (double) line[j] * line[j];
            b += (double) line[j + 1] * line[j + 1];
            c += (double) line[j + 2] * line[j + 2];
            d += (double) line[j + 3] * line[j + 3];
        }
        for (; j < at + length; j++) {
            a += (double) line[j] * line[j];
        }
        return a + b + (c + d);
    }
}
