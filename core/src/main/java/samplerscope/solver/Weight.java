package samplerscope.solver;

import java.util.Arrays;
import samplerscope.statistics.Directions;

/// What a register is multiplied with: known before the run, so that a plan stays plain data.
public sealed interface Weight {

    /// The same number for every element.
    record Scalar(double value) implements Weight {
        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /// One number per element of a sample.
    ///
    /// @param values [D]; taken as it is, not copied
    record PerElement(double[] values) implements Weight {
        @Override
        public boolean equals(Object other) {
            return other instanceof PerElement that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return "per element " + Arrays.hashCode(values);
        }
    }

    /// The matrix `U diag(along) U^T + across (I - U U^T)`: one number per principal direction.
    ///
    /// @param along  [R]
    /// @param across for whatever is at right angles to all directions
    record PerDirection(Directions directions, double[] along, double across) implements Weight {
        @Override
        public boolean equals(Object other) {
            return other instanceof PerDirection that && directions.equals(that.directions)
                && Arrays.equals(along, that.along) && across == that.across;
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(along) + Double.hashCode(across);
        }

        @Override
        public String toString() {
            return "per direction " + hashCode();
        }
    }

    /// Whether every number is finite.
    default boolean isFinite() {
        return switch (this) {
            case Scalar(double value) -> Double.isFinite(value);
            case PerElement(var values) -> Arrays.stream(values).allMatch(Double::isFinite);
            case PerDirection(var _, var along, double across) ->
                Double.isFinite(across) && Arrays.stream(along).allMatch(Double::isFinite);
        };
    }

    /// Whether it is the scalar 0, so that the term can be left out.
    default boolean isZero() {
        return this instanceof Scalar(double value) && value == 0;
    }
}
