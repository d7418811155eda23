package samplerscope.masked;

import java.util.stream.IntStream;

/// Keys and values that attention made of some positions of a canvas. Immutable; positions are absolute.
///
/// What the numbers mean is the predictor's own affair: it gets back what it gave.
public final class KeyValues {

    private final float[][] rows;

    private KeyValues(float[][] rows) {
        this.rows = rows;
    }

    /// Of no position.
    public static KeyValues none(int length) {
        return new KeyValues(new float[length][]);
    }

    /// Of the positions whose row is not empty; the arrays are handed over.
    ///
    /// @param positions ascending
    /// @param rows      one a position, of equal length
    public static KeyValues of(int length, int[] positions, float[][] rows) {
        var all = new float[length][];
        for (int k = 0; k < positions.length; k++) {
            all[positions[k]] = rows[k];
        }
        return new KeyValues(all);
    }

    /// Positions of the canvas, `L`.
    public int length() {
        return rows.length;
    }

    public boolean holds(int position) {
        return rows[position] != null;
    }

    /// Positions that are held, ascending.
    public int[] positions() {
        return IntStream.range(0, rows.length).filter(this::holds).toArray();
    }

    /// The numbers of a held position; not to be changed.
    ///
    /// @throws IllegalArgumentException if it is not held
    public float[] at(int position) {
        if (!holds(position)) {
            throw new IllegalArgumentException("nothing is kept of position " + position);
        }
        return rows[position];
    }

    /// These, with some positions taken from others that hold them.
    public KeyValues with(KeyValues others, int[] positions) {
        float[][] changed = rows.clone();
        for (int position : positions) {
            changed[position] = others.at(position);
        }
        return new KeyValues(changed);
    }

    /// Only those of some positions; what is not held among them stays so.
    public KeyValues only(int[] positions) {
        var changed = new float[rows.length][];
        for (int position : positions) {
            changed[position] = rows[position];
        }
        return new KeyValues(changed);
    }
}
