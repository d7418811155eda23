package samplerscope.masked.network;

import java.util.Arrays;
import samplerscope.masked.Canvas;

/// Which number of a network's vocabulary a token of the canvas is: all that the tokenizer has, in ascending order, without
/// the mask, which may stand anywhere among them.
///
/// @param ordinary ids of the network, ascending, one a token; the array is handed over
/// @param mask     id of the mask
/// @param written  tokens that a hidden position may become, ascending; the others stand only where they were typed, as
///                 what fills up, separates or is unknown
public record TokenIds(int[] ordinary, int mask, int[] written) {

    /// Ordinary tokens, `V`.
    public int vocabulary() {
        return ordinary.length;
    }

    /// The network's id of a token, or of {@link Canvas#MASK}.
    public int network(int token) {
        return token == Canvas.MASK ? mask : ordinary[token];
    }

    /// The token, or {@link Canvas#MASK}, of a network's id.
    ///
    /// @throws IllegalArgumentException for an id that is neither
    public int token(int id) {
        int found = id == mask ? Canvas.MASK : Arrays.binarySearch(ordinary, id);
        if (found < 0 && id != mask) {
            throw new IllegalArgumentException("no token has the id " + id);
        }
        return found;
    }

    /// The largest id.
    public int largest() {
        return StrictMath.max(mask, ordinary[ordinary.length - 1]);
    }
}
