package samplerscope.tensor.simd;

/// The innermost loop of a {@link MatrixProduct}: `C <- C + A B` for `ROWS` rows and `COLUMNS` columns.
///
/// Called through this interface and not straight, for the reason that {@link PlanePass} gives.
interface MatrixTile {

    /// Rows of a tile. Six rows of two vectors are the largest square-like block whose sums, with two vectors of the
    /// right factor and one number of the left, fit 16 registers.
    int ROWS = 6;

    /// Columns of a tile: two vectors.
    int COLUMNS = VectorMatrixTile.COLUMNS;

    /// @param a    [depth][ROWS] from `from` on
    /// @param b    [depth][COLUMNS] from `at` on
    /// @param c    rows of `stride` numbers, the first from `into` on
    void over(float[] a, int from, float[] b, int at, int depth, float[] c, int into, int stride);

    /// Lays out one number of every line of the right factor: copies numbers that stand side by side into panels.
    ///
    /// @param source  `panels` times `COLUMNS` numbers from `from` on
    /// @param into    takes `COLUMNS` of them at `at`, the next ones `step` further on, and so on
    void spread(float[] source, int from, int panels, float[] into, int at, int step);
}
