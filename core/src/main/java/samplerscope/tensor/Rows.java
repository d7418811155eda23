package samplerscope.tensor;

/// Rows of a batch, evenly spaced: `first`, `first + stride`, ... below the batch size.
///
/// @param first  `>= 0`
/// @param stride `>= 1`
public record Rows(int first, int stride) {

    /// Every row.
    public static final Rows ALL = new Rows(0, 1);

    /// The batch row of the `i`-th row.
    public int row(int i) {
        return first + i * stride;
    }

    /// How many rows of a batch.
    public int count(int batch) {
        return first >= batch ? 0 : (batch - first - 1) / stride + 1;
    }
}
