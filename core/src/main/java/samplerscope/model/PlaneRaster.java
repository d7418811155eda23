package samplerscope.model;

/// A regular mesh of points over a rectangle of the plane, at the centres of its cells. Row 0 is at the top, as in a
/// picture; node `(column, row)` has the index `row * columns + column`.
///
/// @param columns `>= 2`
/// @param rows    `>= 2`
public record PlaneRaster(double left, double right, double bottom, double top, int columns, int rows) {

    public PlaneRaster {
        if (!(right > left) || !(top > bottom) || !Double.isFinite(right - left + top - bottom) || columns < 2
            || rows < 2) {
            throw new IllegalArgumentException("%d x %d cells over [%s, %s] x [%s, %s]".formatted(
                columns, rows, left, right, bottom, top));
        }
    }

    public int size() {
        return columns * rows;
    }

    /// @param column may be fractional
    public double x(double column) {
        return left + (column + 0.5) * (right - left) / columns;
    }

    /// @param row may be fractional
    public double y(double row) {
        return top - (row + 0.5) * (top - bottom) / rows;
    }

    public double cellArea() {
        return (right - left) / columns * ((top - bottom) / rows);
    }
}
