package samplerscope.statistics;

import java.util.Arrays;

/// Orthonormal directions in the space of samples, as columns.
///
/// @param columns shape [R][D], each of length 1 and at right angles to the others; taken as it is, not copied
/// @param dimension `D`, also where there is no column
public record Directions(double[][] columns, int dimension) {

    public Directions {
        for (double[] column : columns) {
            if (column.length != dimension) {
                throw new IllegalArgumentException("a direction has %d entries, not %d".formatted(
                    column.length, dimension));
            }
        }
    }

    public int rank() {
        return columns.length;
    }

    /// `U diag(along) U^T x + across (x - U U^T x)`.
    ///
    /// @param x [D]
    public double[] filter(double[] along, double across, double[] x) {
        var y = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            y[j] = across * x[j];
        }
        for (int r = 0; r < columns.length; r++) {
            double[] u = columns[r];
            double sum = 0;
            for (int j = 0; j < dimension; j++) {
                sum += u[j] * x[j];
            }
            double gain = (along[r] - across) * sum;
            for (int j = 0; j < dimension; j++) {
                y[j] += gain * u[j];
            }
        }
        return y;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Directions that && dimension == that.dimension
            && Arrays.deepEquals(columns, that.columns);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(columns);
    }

    @Override
    public String toString() {
        return "Directions[%d of %d]".formatted(rank(), dimension);
    }
}
