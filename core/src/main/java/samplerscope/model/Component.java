package samplerscope.model;

/// One Gaussian of a mixture.
///
/// @param weight     relative to the other components, `> 0`
/// @param mean       [D]; taken as it is, not copied
/// @param covariance of the same dimension
/// @param label      class that the component belongs to, `>= 0`
public record Component(double weight, double[] mean, Covariance covariance, int label) {

    public Component {
        if (!(weight > 0) || !Double.isFinite(weight) || label < 0) {
            throw new IllegalArgumentException("a component of weight %s and class %d".formatted(weight, label));
        }
        if (mean.length != covariance.dimension()) {
            throw new IllegalArgumentException("a mean of dimension %d with a covariance of dimension %d".formatted(
                mean.length, covariance.dimension()));
        }
    }
}
