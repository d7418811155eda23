package samplerscope.metric;

import java.util.Arrays;
import samplerscope.tensor.simd.LineKernel;

/// One set seen along one direction after another, sorted: as a whole, and without one of its groups. For one thread; its
/// arrays are overwritten by the next direction.
final class SortedProjection {

    /// Below, compiling vector code takes longer than it saves.
    private static final int LONG = 4096;

    private final ColumnTiles set;
    private final double[] scratch = new double[ColumnTiles.WIDTH];
    private final double[] values;
    private final double[] sorted;
    private final double[] rest;
    private final int[] groupOf;
    /// Ranks of each group's samples, ascending, shape [G][size of group].
    private final int[][] ranks;
    private final int[] found;
    private final RankOrder order;

    /// @param groups sample `i` is in group `i mod groups`
    SortedProjection(ColumnTiles set, int groups) {
        this.set = set;
        this.values = new double[set.count()];
        this.sorted = new double[set.count() + LineKernel.BLOCK];
        this.rest = new double[set.count() + LineKernel.BLOCK];
        this.groupOf = new int[set.count()];
        this.ranks = new int[groups][];
        this.found = new int[groups];
        this.order = new RankOrder(values);
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = i % groups;
        }
        for (int g = 0; g < groups; g++) {
            ranks[g] = new int[(set.count() - g + groups - 1) / groups];
        }
    }

    void along(double[] direction) {
        set.project(direction, scratch, values);
        order.update();
        Arrays.fill(found, 0);
        for (int rank = 0; rank < values.length; rank++) {
            int i = order.at(rank);
            sorted[rank] = values[i];
            int g = groupOf[i];
            ranks[g][found[g]++] = rank;
        }
    }

    int count() {
        return values.length;
    }

    int countWithout(int group) {
        return values.length - ranks[group].length;
    }

    /// All of them, sorted, in the first {@link #count} places.
    double[] whole() {
        return sorted;
    }

    /// All but one group, still sorted, in the first {@link #countWithout} places of an array that the next call
    /// overwrites.
    double[] without(int group) {
        if (values.length < LONG) {
            LineKernel.withoutOnScalars(sorted, values.length, ranks[group], rest);
        } else {
            LineKernel.withoutOnVectors(sorted, values.length, ranks[group], rest);
        }
        return rest;
    }

    /// `mean of (x - y)^2` of the first numbers of two rows.
    static double meanSquare(double[] x, double[] y, int count) {
        return count < LONG ? LineKernel.meanSquareOnScalars(x, y, count) : LineKernel.meanSquareOnVectors(x, y, count);
    }
}
