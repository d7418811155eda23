package samplerscope.app.sweep;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepSpec;

/// Where the cells of a sweep are: the last axis along x, the one before it down, and the others as blocks below each
/// other. In logical pixels of the content, which may be higher than its window.
///
/// @param columns values of the last axis
/// @param rows    values of the axis before it, 1 without one
/// @param blocks  combinations of the axes before those
/// @param side    of a tile; its strip stands below the picture
record TileLayout(SweepSpec spec, int columns, int rows, int blocks, double side) {

    static final double LEFT = 96;
    static final double TOP = 22;
    static final double TITLE = 24;
    static final double STRIP = 18;
    static final double GAP = 6;
    private static final double LEAST = 84;
    private static final double MOST = 260;

    /// Tiles as large as fit into the width, and where there is one block, into the height.
    static TileLayout fitting(SweepSpec spec, double wide, double high) {
        List<SweepAxis> axes = spec.axes();
        int columns = axes.getLast().values().size();
        int rows = axes.size() < 2 ? 1 : axes.get(axes.size() - 2).values().size();
        int blocks = spec.size() / columns / rows;
        double across = (wide - LEFT - GAP) / columns - GAP;
        double down = (high - TOP - (blocks > 1 ? TITLE : 0) - GAP) / rows - GAP - STRIP;
        return new TileLayout(spec, columns, rows, blocks, Math.clamp(Math.floor(Math.min(across, down)), LEAST, MOST));
    }

    double contentHigh() {
        return blocks * blockHigh();
    }

    double contentWide() {
        return LEFT + columns * (side + GAP) + GAP;
    }

    private double blockHigh() {
        return title() + TOP + rows * (side + STRIP + GAP) + GAP;
    }

    private double title() {
        return blocks > 1 ? TITLE : 0;
    }

    /// The picture of a cell, without its strip.
    Rectangle2D tile(int cell) {
        int column = cell % columns;
        int row = cell / columns % rows;
        return new Rectangle2D(LEFT + column * (side + GAP), blockTop(cell / columns / rows) + title() + TOP
            + row * (side + STRIP + GAP), side, side);
    }

    double blockTop(int block) {
        return block * blockHigh();
    }

    /// The cell at a place of the content, its strip included; -1 between cells.
    int cellAt(double x, double y) {
        int block = (int) Math.floor(y / blockHigh());
        int column = (int) Math.floor((x - LEFT) / (side + GAP));
        int row = (int) Math.floor((y - blockTop(block) - title() - TOP) / (side + STRIP + GAP));
        if (x < LEFT || column < 0 || column >= columns || row < 0 || row >= rows || block < 0 || block >= blocks) {
            return -1;
        }
        int cell = (block * rows + row) * columns + column;
        Rectangle2D at = tile(cell);
        return x <= at.getMaxX() && y <= at.getMaxY() + STRIP ? cell : -1;
    }

    /// Above the columns.
    String columnTitle(int column) {
        SweepAxis axis = spec.axes().getLast();
        return (axis.isNumeric() ? axis.field() + " " : "") + axis.values().get(column);
    }

    /// Left of the rows; empty without an axis.
    String rowTitle(int row) {
        if (spec.axes().size() < 2) {
            return "";
        }
        SweepAxis axis = spec.axes().get(spec.axes().size() - 2);
        return (axis.isNumeric() ? axis.field() + " " : "") + axis.values().get(row);
    }

    /// Above a block: the values of the axes that neither columns nor rows show.
    String blockTitle(int block) {
        var parts = new ArrayList<String>();
        List<String> values = spec.cell(block * rows * columns).values();
        for (int a = 0; a < spec.axes().size() - 2; a++) {
            parts.add(spec.axes().get(a).field() + " " + values.get(a));
        }
        return String.join(" \u00b7 ", parts);
    }
}
