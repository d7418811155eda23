package samplerscope.masked.measure;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

/// How many of independent trials came right, as a share with a 95 % interval that stays inside 0 and 1.
///
/// Source: Wilson 1927, Journal of the American Statistical Association 22, 209-212.
///
/// @param hits  of them
/// @param count trials, at least 1
public record Share(int hits, int count) {

    /// Of the normal law, for 95 %.
    public static final double WIDTH = 1.959963984540054;

    /// @throws IllegalArgumentException unless `0 <= hits <= count` and there is a trial: a mistake in the program
    public Share {
        if (count < 1 || hits < 0 || hits > count) {
            throw new IllegalArgumentException("%d of %d".formatted(hits, count));
        }
    }

    public double value() {
        return (double) hits / count;
    }

    /// Lower end of the interval.
    public double low() {
        return hits == 0 ? 0 : max(0, centre() - half());
    }

    /// Upper end of the interval.
    public double high() {
        return hits == count ? 1 : min(1, centre() + half());
    }

    private double centre() {
        return (value() + WIDTH * WIDTH / (2 * count)) / (1 + WIDTH * WIDTH / count);
    }

    private double half() {
        double p = value();
        double variance = p * (1 - p) / count + WIDTH * WIDTH / (4.0 * count * count);
        return WIDTH * sqrt(variance) / (1 + WIDTH * WIDTH / count);
    }
}
