package samplerscope.tensor;

/// A grid of equal squares in the plane. Cell `(i, j)` covers `left + i cell <= x < left + (i + 1) cell`, and `y` likewise
/// from `bottom` upwards.
///
/// @param cell   side of a square, `> 0`
/// @param width  squares in a row
/// @param height rows
public record PlaneCells(double left, double bottom, double cell, int width, int height) {

    /// A square around the origin.
    ///
    /// @param half  half its side
    /// @param cells in a row and in a column
    public static PlaneCells around(double half, int cells) {
        return new PlaneCells(-half, -half, 2 * half / cells, cells, cells);
    }

    public int size() {
        return width * height;
    }

    /// The same grid where every coordinate is `factor` times as large.
    public PlaneCells times(double factor) {
        return new PlaneCells(left * factor, bottom * factor, cell * factor, width, height);
    }

    /// The cell of a point, row-major from the bottom; -1 outside, and for a NaN.
    int of(float x, float y) {
        float column = (x - (float) left) * (float) (1 / cell);
        float row = (y - (float) bottom) * (float) (1 / cell);
        return column >= 0 && row >= 0 && column < width && row < height ? (int) row * width + (int) column : -1;
    }
}
