package samplerscope.model;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import samplerscope.random.DrawKey;
import samplerscope.random.Philox;

/// Cuts points into groups around their means. The start is random from a fixed seed, so the same points always give the
/// same groups.
///
/// Source: Arthur & Vassilvitskii 2007, "k-means++: the advantages of careful seeding", Sec. 2.2, then Lloyd's rounds.
final class KMeans {

    private static final int MOST_ROUNDS = 25;

    private final float[] points;
    private final int dimension;
    private final int count;

    /// @param points [N, D] row-major, `N >= 1`
    KMeans(float[] points, int dimension) {
        this.points = points;
        this.dimension = dimension;
        this.count = points.length / dimension;
    }

    /// The group of each point, from 0 to at most `k - 1`; groups may be empty.
    ///
    /// @param k `>= 1`
    /// @throws CancellationException when the thread is interrupted
    int[] groups(int k) {
        double[][] centres = seeded(k);
        var owner = new int[count];
        Arrays.fill(owner, -1);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!assign(centres, owner)) {
                break;
            }
            centres = means(owner, centres);
        }
        return owner;
    }

    /// Each next centre is a point, chosen in proportion to its squared distance from those before.
    private double[][] seeded(int k) {
        var centres = new double[k][];
        var nearest = new double[count];
        Arrays.fill(nearest, 1);
        for (int c = 0; c < k; c++) {
            centres[c] = point(chosen(nearest, c));
            for (int i = 0; i < count; i++) {
                double d = distance(i, centres[c]);
                nearest[i] = c == 0 ? d : StrictMath.min(nearest[i], d);
            }
        }
        return centres;
    }

    private int chosen(double[] weights, int draw) {
        var words = new int[] {draw, 0, 0, DrawKey.Stream.CHOICE.ordinal()};
        Philox.words(words, 0, 0);
        double left = Philox.open01(words[0]) * Arrays.stream(weights).sum();
        for (int i = 0; i < count; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return 0; // all points are centres already
    }

    private boolean assign(double[][] centres, int[] owner) {
        boolean changed = false;
        for (int i = 0; i < count; i++) {
            if (i % 64 == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("grouping points was cancelled");
            }
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < centres.length; c++) {
                double d = distance(i, centres[c]);
                if (d < least) {
                    least = d;
                    best = c;
                }
            }
            changed |= owner[i] != best;
            owner[i] = best;
        }
        return changed;
    }

    private double[][] means(int[] owner, double[][] before) {
        var means = new double[before.length][dimension];
        var sizes = new int[before.length];
        for (int i = 0; i < count; i++) {
            sizes[owner[i]]++;
            for (int j = 0; j < dimension; j++) {
                means[owner[i]][j] += points[i * dimension + j];
            }
        }
        for (int c = 0; c < means.length; c++) {
            if (sizes[c] == 0) {
                means[c] = before[c];
            } else {
                for (int j = 0; j < dimension; j++) {
                    means[c][j] /= sizes[c];
                }
            }
        }
        return means;
    }

    private double[] point(int i) {
        var point = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            point[j] = points[i * dimension + j];
        }
        return point;
    }

    private double distance(int i, double[] centre) {
        double sum = 0;
        for (int j = 0, at = i * dimension; j < dimension; j++, at++) {
            double d = points[at] - centre[j];
            sum += d * d;
        }
        return sum;
    }
}
