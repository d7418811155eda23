package samplerscope.model;

/// The covariance of one mixture component, in a form whose noised inverse is cheap.
public sealed interface Covariance {

    /// Dimension `D`.
    int dimension();

    /// The same covariance as a factor and a diagonal.
    LowRank lowRank();

    /// Any 2 x 2 covariance, `[[xx, xy], [xy, yy]]`. Positive semidefinite: zero is a point mass.
    record Plane(double xx, double xy, double yy) implements Covariance {

        public Plane {
            // The determinant of an exactly singular matrix rounds to either side of zero.
            if (!(xx >= 0) || !(yy >= 0) || !(xx * yy - xy * xy >= -1e-14 * xx * yy) || !Double.isFinite(xx + yy)) {
                throw new IllegalArgumentException("not a covariance: [[%s, %s], [%s, %s]]".formatted(xx, xy, xy, yy));
            }
        }

        /// Standard deviations `along` a direction and `across` it.
        ///
        /// @param angle of the direction, in radians from the x axis
        public static Plane oriented(double along, double across, double angle) {
            double c = StrictMath.cos(angle);
            double s = StrictMath.sin(angle);
            double a = along * along;
            double b = across * across;
            return new Plane(a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c);
        }

        /// The same spread in every direction.
        public static Plane round(double std) {
            return new Plane(std * std, 0, std * std);
        }

        /// The lower triangle `L` with `L L^T` this covariance.
        double[][] root() {
            double lxx = StrictMath.sqrt(xx);
            double lyx = xx > 0 ? xy / lxx : 0;
            return new double[][] {{lxx, 0}, {lyx, StrictMath.sqrt(StrictMath.max(0, yy - lyx * lyx))}};
        }

        @Override
        public LowRank lowRank() {
            return new LowRank(root(), new double[2]);
        }

        @Override
        public int dimension() {
            return 2;
        }
    }

    /// `factor factor^T + diag(diagonal)`, the form that stays cheap in many dimensions.
    ///
    /// @param factor   [D][R], `R >= 0`; taken as it is, not copied
    /// @param diagonal [D], `>= 0`
    record LowRank(double[][] factor, double[] diagonal) implements Covariance {

        public LowRank {
            if (factor.length != diagonal.length || diagonal.length == 0) {
                throw new IllegalArgumentException("factor has %d rows, the diagonal %d".formatted(
                    factor.length, diagonal.length));
            }
            for (double d : diagonal) {
                if (!(d >= 0) || !Double.isFinite(d)) {
                    throw new IllegalArgumentException("negative variance " + d);
                }
            }
        }

        /// `directions diag(variances) directions^T` plus `floor^2` in all other directions.
        ///
        /// @param directions [D][R] with orthonormal columns
        /// @param variances  [R], each at least `floor^2`
        public static LowRank ofDirections(double[][] directions, double[] variances, double floor) {
            var factor = new double[directions.length][variances.length];
            var diagonal = new double[directions.length];
            for (int j = 0; j < directions.length; j++) {
                diagonal[j] = floor * floor;
                for (int m = 0; m < variances.length; m++) {
                    factor[j][m] = directions[j][m] * StrictMath.sqrt(variances[m] - floor * floor);
                }
            }
            return new LowRank(factor, diagonal);
        }

        public int rank() {
            return factor[0].length;
        }

        @Override
        public LowRank lowRank() {
            return this;
        }

        @Override
        public int dimension() {
            return diagonal.length;
        }
    }
}
