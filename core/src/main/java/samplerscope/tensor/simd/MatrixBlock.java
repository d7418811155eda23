package samplerscope.tensor.simd;

import java.util.Arrays;

/// What one thread does of a {@link MatrixProduct}: blocks of `C`, tile by tile.
final class MatrixBlock {

    private static final int ROWS = MatrixTile.ROWS;
    private static final int COLUMNS = MatrixTile.COLUMNS;

    private final MatrixTile tile;
    private final Panels a;
    private final Panels b;
    private final int begin;
    private final float[] c;
    private final int stride;
    private final boolean keeps;
    /// A tile that `C` does not have room for.
    private final float[] edge = new float[ROWS * COLUMNS];

    /// @param begin panel of the right factor whose lines are the first columns of `C`
    MatrixBlock(MatrixTile tile, Panels a, Panels b, int begin, MatrixProduct.Target into) {
        this.tile = tile;
        this.a = a;
        this.b = b;
        this.begin = begin;
        this.c = into.c();
        this.stride = into.stride();
        this.keeps = into.keeps();
    }

    /// Writes the block of these panels of both factors. A panel of the right factor stays in the first cache while those
    /// of the left pass by.
    void compute(int fromLeft, int toLeft, int fromRight, int toRight) {
        if (!keeps) {
            clear(fromLeft * ROWS, Math.min(a.lines(), toLeft * ROWS), (fromRight - begin) * COLUMNS,
                Math.min(stride, (toRight - begin) * COLUMNS));
        }
        for (int chunk = 0; chunk < a.chunks(); chunk++) {
            for (int right = fromRight; right < toRight; right++) {
                for (int left = fromLeft; left < toLeft; left++) {
                    tile(chunk, left, right);
                }
            }
        }
    }

    private void clear(int fromRow, int toRow, int fromColumn, int toColumn) {
        for (int row = fromRow; row < toRow; row++) {
            Arrays.fill(c, row * stride + fromColumn, row * stride + toColumn, 0);
        }
    }

    private void tile(int chunk, int left, int right) {
        int row = left * ROWS;
        int column = (right - begin) * COLUMNS;
        int rows = Math.min(ROWS, a.lines() - row);
        int columns = Math.min(COLUMNS, stride - column);
        if (rows == ROWS && columns == COLUMNS) {
            run(chunk, left, right, c, row * stride + column, stride);
        } else {
            copy(c, row * stride + column, stride, edge, 0, COLUMNS, rows, columns);
            run(chunk, left, right, edge, 0, COLUMNS);
            copy(edge, 0, COLUMNS, c, row * stride + column, stride, rows, columns);
        }
    }

    private void run(int chunk, int left, int right, float[] into, int at, int stride) {
        tile.over(a.values(), a.at(chunk, left), b.values(), b.at(chunk, right), a.depth(chunk), into, at, stride);
    }

    private static void copy(float[] from, int at, int stride, float[] into, int to, int width, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, at + row * stride, into, to + row * width, columns);
        }
    }
}
