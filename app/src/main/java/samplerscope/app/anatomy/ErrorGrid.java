package samplerscope.app.anatomy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import samplerscope.anatomy.Anatomy;
import samplerscope.anatomy.Anatomy.Quantity;
import samplerscope.anatomy.ErrorMap;
import samplerscope.anatomy.HeatMap;
import samplerscope.app.anatomy.AnatomyModel.Found;
import samplerscope.app.anatomy.AnatomyModel.Place;
import samplerscope.app.study.Labels;

/// Where an error is, ready to be painted: cells in rows, the first row on top.
///
/// @param columns cells in a row
/// @param values  row by row; NaN where there is nothing
/// @param heat    of the plane; empty for pictures and vectors
record ErrorGrid(int columns, double[] values, Optional<HeatMap> heat) {

    /// @param step {@link AnatomyModel#ALL} for all of them together
    /// @return empty where the run has no such error
    static Optional<ErrorGrid> of(Found found, Quantity quantity, int step, Place place) {
        Anatomy anatomy = found.anatomy();
        Optional<ErrorMap> map = step == AnatomyModel.ALL ? anatomy.total(quantity)
            : quantity.of(anatomy.steps().get(Math.min(step, anatomy.steps().size() - 1)));
        List<Integer> shape = found.sampleShape();
        return map.map(m -> switch (shape.size()) {
            case 3 -> new ErrorGrid(shape.get(2), m.pixels(shape), Optional.empty());
            case 1 -> shape.getFirst() == 2 ? plane(HeatMap.of(place == Place.START ? anatomy.start() : anatomy.end(),
                m.perSample())) : strip(m);
            default -> strip(m);
        });
    }

    private static ErrorGrid plane(HeatMap heat) {
        int side = heat.side();
        var values = new double[side * side];
        for (int i = 0; i < values.length; i++) {
            int cell = (side - 1 - i / side) * side + i % side;
            values[i] = heat.count().get(cell) == 0 ? Double.NaN : heat.rms().get(cell);
        }
        return new ErrorGrid(side, values, Optional.of(heat));
    }

    private static ErrorGrid strip(ErrorMap map) {
        int columns = (int) Math.ceil(Math.sqrt(map.perElement().size()));
        int rows = (map.perElement().size() + columns - 1) / columns;
        var values = new double[columns * rows];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < map.perElement().size(); i++) {
            values[i] = map.perElement().get(i);
        }
        return new ErrorGrid(columns, values, Optional.empty());
    }

    int rows() {
        return values.length / columns;
    }

    double most() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    }

    /// What stands at a cell, in words; empty where there is nothing.
    String words(int column, int row) {
        double value = values[row * columns + column];
        if (Double.isNaN(value)) {
            return "";
        }
        return heat.map(h -> "x %s, y %s: %s (%d particles)".formatted(Labels.number(h.left() + (column + 0.5) * h.cell()),
                Labels.number(h.bottom() + (rows() - row - 0.5) * h.cell()), Labels.number(value),
                h.count().get((rows() - 1 - row) * columns + column)))
            .orElseGet(() -> "column %d, row %d: %s".formatted(column, row, Labels.number(value)));
    }
}
