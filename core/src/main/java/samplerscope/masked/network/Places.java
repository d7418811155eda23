package samplerscope.masked.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Positions of a canvas in a row.
final class Places {

    private Places() {}

    /// `0 .. length-1`.
    static int[] all(int length) {
        return range(0, length);
    }

    /// `from .. to-1`.
    static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    /// The same places in each row.
    static int[][] each(int rows, int[] places) {
        var all = new int[rows][];
        Arrays.fill(all, places);
        return all;
    }

    /// The tokens at some positions as numbers of the network.
    static int[] ids(TokenIds ids, int[] state, int[] places) {
        return Arrays.stream(places).map(i -> ids.network(state[i])).toArray();
    }

    static int[][] ids(TokenIds ids, List<int[]> states, int[] places) {
        return states.stream().map(state -> ids(ids, state, places)).toArray(int[][]::new);
    }
}
