package samplerscope.masked.measure;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

/// The same trials done twice: by how much the second way comes right more often than the first, and how sure that is.
///
/// @param both    trials right in both ways
/// @param gained  right in the second way only
/// @param lost    right in the first way only
/// @param neither right in no way
public record PairedShares(int both, int gained, int lost, int neither) {

    private static final double LOG_2 = log(2);

    /// @param first  of each trial, whether it came right
    /// @param second the same of the second way, shape as `first`, at least one
    public static PairedShares of(boolean[] first, boolean[] second) {
        var cells = new int[4];
        for (int n = 0; n < first.length; n++) {
            cells[(first[n] ? 2 : 0) + (second[n] ? 1 : 0)]++;
        }
        return new PairedShares(cells[3], cells[1], cells[2], cells[0]);
    }

    public int count() {
        return both + gained + lost + neither;
    }

    private Share first() {
        return new Share(both + lost, count());
    }

    private Share second() {
        return new Share(both + gained, count());
    }

    /// Share of the second less share of the first.
    public double difference() {
        return (double) (gained - lost) / count();
    }

    /// Lower end of the 95 % interval of the difference.
    ///
    /// Source: Newcombe 1998, Statistics in Medicine 17, 2635-2650, method 10: the distances to the ends of the two
    /// intervals of Wilson, joined as sides of a triangle by the correlation of the pairs.
    public double low() {
        return difference() - joined(second().value() - second().low(), first().high() - first().value());
    }

    /// Upper end of that interval.
    public double high() {
        return difference() + joined(second().high() - second().value(), first().value() - first().low());
    }

    private double joined(double a, double b) {
        return sqrt(max(0, a * a - 2 * correlation() * a * b + b * b));
    }

    /// `phi` of the two by two table, with the continuity correction of the source; 0 where a margin is empty.
    private double correlation() {
        double margins = (double) (both + gained) * (lost + neither) * (both + lost) * (gained + neither);
        double cross = (double) both * neither - (double) gained * lost;
        double corrected = cross > 0 ? max(0, cross - count() / 2.0) : cross;
        return margins == 0 ? 0 : corrected / sqrt(margins);
    }

    /// How probable it is that chance alone splits the trials on which the ways differ as unevenly or more: the exact
    /// test of McNemar, two-sided.
    ///
    /// Source: McNemar 1947, Psychometrika 12, 153-157.
    public double pValue() {
        int differing = gained + lost;
        double tail = 0;
        double logOfWays = 0; // log of "k out of differing"
        for (int k = 0; k <= min(gained, lost); k++) {
            tail += exp(logOfWays - differing * LOG_2);
            logOfWays += log(differing - k) - log(k + 1);
        }
        return min(1, 2 * tail);
    }
}
