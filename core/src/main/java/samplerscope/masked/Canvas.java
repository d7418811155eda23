package samplerscope.masked;

import java.util.Arrays;
import java.util.stream.IntStream;

/// States are plain `int[L]`: ids `0 .. V-1`, or {@link #MASK} where nothing is written yet.
///
/// Whoever hands one over does not change it afterwards.
public final class Canvas {

    /// Outside every vocabulary.
    public static final int MASK = -1;

    private Canvas() {}

    /// Nothing written.
    public static int[] hidden(int length) {
        var state = new int[length];
        Arrays.fill(state, MASK);
        return state;
    }

    /// Positions without a token, ascending.
    public static int[] maskedPositions(int[] state) {
        return IntStream.range(0, state.length).filter(i -> state[i] == MASK).toArray();
    }

    public static int masked(int[] state) {
        int count = 0;
        for (int token : state) {
            if (token == MASK) {
                count++;
            }
        }
        return count;
    }

    /// A copy with one token written, or hidden.
    public static int[] with(int[] state, int position, int token) {
        int[] changed = state.clone();
        changed[position] = token;
        return changed;
    }
}
