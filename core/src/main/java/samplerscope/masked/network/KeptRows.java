package samplerscope.masked.network;

import java.util.Arrays;
import samplerscope.masked.KeyValues;

/// What is kept of some positions, the same ones in each row.
///
/// @param positions ascending, shape [P]
/// @param rows      one a row of the batch; each holds all of the positions
record KeptRows(int[] positions, KeyValues[] rows) {

    KeptRows part(int from, int to) {
        return new KeptRows(positions, Arrays.copyOfRange(rows, from, to));
    }
}
