package samplerscope.store;

import java.util.List;
import java.util.Optional;
import samplerscope.export.CsvTable;
import samplerscope.metric.PathError;
import samplerscope.schedule.NoiseLevel;

/// A run's error along its way.
public record Curve(List<Point> points) {

    public Curve {
        points = List.copyOf(points);
    }

    /// @param step    index in the plan, from 0
    /// @param nfe     network evaluations so far, guidance included
    /// @param seconds wall time of the step
    /// @param at      the level after the step
    /// @param error   distance to the reference there; empty where there is none: a stochastic run, or `sigma = 0`
    /// @param local   error of the step alone, started on the reference
    public record Point(int step, int nfe, double seconds, NoiseLevel at, Optional<PathError> error,
                        Optional<PathError> local) {}

    /// The last error that could be measured.
    public Optional<PathError> finalError() {
        return points.reversed().stream().flatMap(p -> p.error().stream()).findFirst();
    }

    public static final List<String> COLUMNS = List.of("step", "nfe", "seconds", "time", "alpha", "sigma", "lambda",
        "rms", "rms_se", "median", "p10", "p90", "local_rms", "local_rms_se");

    /// One row per recorded step.
    public CsvTable table() {
        var table = new CsvTable(COLUMNS);
        points.forEach(p -> table.row(cells(p)));
        return table;
    }

    /// The cells of one row under {@link #COLUMNS}.
    public static List<String> cells(Point p) {
        return List.of(CsvTable.cell(p.step()), CsvTable.cell(p.nfe()), CsvTable.cell(p.seconds()),
            CsvTable.cell(p.at().time()), CsvTable.cell(p.at().alpha()), CsvTable.cell(p.at().sigma()),
            CsvTable.cell(p.at().lambda()), cell(p.error().map(e -> e.rms().value())),
            cell(p.error().map(e -> e.rms().standardError())), cell(p.error().map(PathError::median)),
            cell(p.error().map(PathError::low)), cell(p.error().map(PathError::high)),
            cell(p.local().map(e -> e.rms().value())), cell(p.local().map(e -> e.rms().standardError())));
    }

    private static String cell(Optional<Double> value) {
        return value.map(CsvTable::cell).orElse("");
    }
}
