package samplerscope.schedule;

import java.util.Arrays;

/// The cheapest jumps from the first of some candidate levels to the last, by dynamic programming.
///
/// Source: Chen et al. 2024, arXiv:2405.11326, Algorithm 1.
public final class CheapestJumps {

    private CheapestJumps() {}

    /// Indices of the candidates that they visit, `steps + 1` of them; of equal ones the smallest.
    ///
    /// @param cost  of a jump from one candidate to a later one, [M + 1][M + 1]
    /// @param steps `1` to `M`
    /// @param gamma weight of each jump over the one before it
    public static int[] nodes(double[][] cost, int steps, double gamma) {
        int last = cost.length - 1;
        var next = new int[steps + 1][]; // by jumps that are left, and by candidate
        double[] value = new double[last + 1];
        for (int j = 0; j <= last; j++) {
            value[j] = j < last ? cost[j][last] : Double.POSITIVE_INFINITY;
        }
        for (int k = 2; k <= steps; k++) {
            next[k] = new int[last + 1];
            value = withOneMore(cost, gamma, value, next[k]);
        }
        var nodes = new int[steps + 1];
        nodes[steps] = last;
        for (int k = steps; k > 1; k--) {
            nodes[steps - k + 1] = next[k][nodes[steps - k]];
        }
        return nodes;
    }

    /// The least cost from each candidate to the last with one jump more than `value` has.
    ///
    /// @param next where that jump goes; overwritten
    private static double[] withOneMore(double[][] cost, double gamma, double[] value, int[] next) {
        int last = value.length - 1;
        var longer = new double[last + 1];
        Arrays.fill(longer, Double.POSITIVE_INFINITY);
        for (int j = 0; j < last; j++) {
            for (int i = j + 1; i < last; i++) {
                double through = cost[j][i] + gamma * value[i];
                if (through < longer[j]) {
                    longer[j] = through;
                    next[j] = i;
                }
            }
        }
        return longer;
    }
}
