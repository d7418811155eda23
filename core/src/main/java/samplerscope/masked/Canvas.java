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

    /// A canvas that a model can read: the tokens given, and nothing written after them.
    ///
    /// @param given tokens or {@link #MASK}, at most `L`
    /// @return shape [L]
    /// @throws UnfitCanvasException if more is given than the canvas holds, or a token is outside the vocabulary
    public static int[] starting(int[] given, MaskPredictor model) {
        if (given.length > model.length()) {
            throw new UnfitCanvasException(
                "the prompt has %d positions and the canvas %d".formatted(given.length, model.length()),
                "shorten the prompt, or take a model with a longer canvas");
        }
        int[] state = Arrays.copyOf(given, model.length());
        Arrays.fill(state, given.length, state.length, MASK);
        check(model, state);
        return state;
    }

    /// Checks that a state has a model's length and no token outside its vocabulary.
    ///
    /// @throws UnfitCanvasException otherwise
    public static void check(MaskPredictor model, int[] state) {
        if (state.length != model.length()) {
            throw new UnfitCanvasException("the canvas has %d positions, the model %d".formatted(state.length, model.length()),
                "give a canvas of the model's length, or choose a model with another");
        }
        for (int i = 0; i < state.length; i++) {
            if (state[i] != MASK && (state[i] < 0 || state[i] >= model.vocabulary())) {
                throw new UnfitCanvasException("position %d holds token %d".formatted(i, state[i]),
                    "tokens of this model are 0 to %d".formatted(model.vocabulary() - 1));
            }
        }
    }

    /// A copy with one token written, or hidden.
    public static int[] with(int[] state, int position, int token) {
        int[] changed = state.clone();
        changed[position] = token;
        return changed;
    }
}
