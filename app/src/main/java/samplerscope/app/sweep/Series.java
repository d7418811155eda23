package samplerscope.app.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import samplerscope.sweep.SweepAxis;
import samplerscope.sweep.SweepCell;
import samplerscope.sweep.SweepSpec;
import samplerscope.sweep.SweepTable;

/// Cells that differ only in what they may spend: one curve of error against cost.
///
/// @param name  values of the other axes
/// @param rows  of the table, as far as they have run
record Series(int id, String name, List<SweepTable.Row> rows) {

    /// @return in the order of the cells
    static List<Series> of(SweepResults results) {
        int along = along(results.spec());
        var groups = new LinkedHashMap<String, List<SweepTable.Row>>();
        for (SweepCell cell : results.spec().cells()) {
            groups.computeIfAbsent(name(cell, along), _ -> new ArrayList<>());
        }
        results.table().rows().stream().filter(row -> row.failure().isEmpty())
            .forEach(row -> groups.get(name(row.cell(), along)).add(row));
        var series = new ArrayList<Series>();
        groups.forEach((name, rows) -> series.add(new Series(series.size(), name, rows)));
        return series;
    }

    /// The axis of budgets, else the last one.
    private static int along(SweepSpec spec) {
        int nfe = Math.max(spec.axisOf(SweepAxis.NFE), spec.axisOf(SweepAxis.STEPS));
        return nfe >= 0 ? nfe : spec.axes().size() - 1;
    }

    private static String name(SweepCell cell, int without) {
        var values = new ArrayList<>(cell.values());
        values.remove(without);
        return String.join(", ", values);
    }

    List<SweepTable.Row> along(Comparator<SweepTable.Row> cost) {
        return rows.stream().sorted(cost).toList();
    }

    boolean has(int cell) {
        return rows.stream().anyMatch(row -> row.cell().index() == cell);
    }

    /// The cell whose cost is nearest to a value.
    Optional<Integer> nearest(double cost, SweepTable.Cost kind) {
        return rows.stream().min(Comparator.comparingDouble(row -> Math.abs(cost(row, kind) - cost)))
            .map(row -> row.cell().index());
    }

    static double cost(SweepTable.Row row, SweepTable.Cost kind) {
        return switch (kind) {
            case NFE -> row.nfe();
            case SECONDS -> row.seconds();
        };
    }
}
