package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import samplerscope.SamplerscopeException;
import samplerscope.export.CsvTable;
import samplerscope.metric.Convergence;
import samplerscope.metric.MetricFamily;
import samplerscope.sweep.CellResult;
import samplerscope.sweep.FeatureSpace;
import samplerscope.sweep.SetConvergence;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepSpec;

/// How a metric of every cell settles with the number of samples, as a file.
final class SweepConvergence {

    private SweepConvergence() {}

    /// @throws SamplerscopeException if the metric or the features do not fit the samples
    static void write(Session session, SweepSpec spec, List<CellResult> results, MetricFamily family, FeatureSpace space,
                      int threads, Path file) {
        var columns = new ArrayList<>(spec.axes().stream().map(SweepAxis::field).toList());
        columns.addAll(List.of("samples", family.id(), family.id() + "_se", "floor", "floor_se", "above_floor"));
        var table = new CsvTable(columns);
        for (CellResult result : results) {
            if (result instanceof CellResult.Done(var cell, var executed)) {
                Convergence curve = session.input(() -> SetConvergence.of(executed, family, space, threads));
                for (Convergence.Point p : curve.points()) {
                    var cells = new ArrayList<>(cell.values());
                    cells.addAll(List.of(CsvTable.cell(p.samples()), CsvTable.cell(p.value().value()),
                        CsvTable.cell(p.value().standardError()), CsvTable.cell(p.floor().value()),
                        CsvTable.cell(p.floor().standardError()), p.isAboveFloor() ? "1" : "0"));
                    table.row(cells);
                }
            }
        }
        table.write(file);
    }
}
