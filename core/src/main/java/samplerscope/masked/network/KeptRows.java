package samplerscope.masked.network;

import java.util.Arrays;
import samplerscope.masked.KeyValues;

/// What is kept of some positions: as many in each row, not always the same.
///
/// @param positions ascending, shape [B][P]
/// @param rows      shape [B]; each holds its positions
record KeptRows(int[][] positions, KeyValues[] rows) {

    /// `P`.
    int count() {
        return positions[0].length;
    }

    KeptRows part(int from, int to) {
        return new KeptRows(Arrays.copyOfRange(positions, from, to), Arrays.copyOfRange(rows, from, to));
    }

    /// Puts one row in the place of another.
    void copy(int from, int to) {
        positions[to] = positions[from];
        rows[to] = rows[from];
    }
}
