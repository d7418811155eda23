package samplerscope.app.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import samplerscope.export.PlanePicture;
import samplerscope.metric.PathError;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor;
import samplerscope.sweep.CellResult;
import samplerscope.sweep.SweepSpec;
import samplerscope.sweep.SweepTable;

/// A sweep and what it has found so far. Immutable.
///
/// @param cells  by index
/// @param table  one row per cell that was tried
/// @param window of the plane that all tiles show; empty for other models and before the first cell
record SweepResults(SweepSpec spec, Map<Integer, CellResult> cells, SweepTable table,
                    Optional<PlanePicture.Window> window) {

    static SweepResults of(SweepSpec spec, Map<Integer, CellResult> cells, Optional<PlanePicture.Window> window) {
        return new SweepResults(spec, new TreeMap<>(cells), SweepTable.of(spec, List.copyOf(cells.values())), window);
    }

    Optional<Executed> run(int cell) {
        return cells.get(cell) instanceof CellResult.Done(var _, Executed run) ? Optional.of(run) : Optional.empty();
    }

    Optional<CellResult.Failed> failure(int cell) {
        return cells.get(cell) instanceof CellResult.Failed failed ? Optional.of(failed) : Optional.empty();
    }

    /// Cells that were not tried yet.
    Set<Integer> missing() {
        return IntStream.range(0, spec.size()).boxed().filter(cell -> !cells.containsKey(cell))
            .collect(Collectors.toUnmodifiableSet());
    }

    Set<Integer> failed() {
        return cells.keySet().stream().filter(cell -> failure(cell).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    /// What was found, but for some cells.
    SweepResults without(Set<Integer> forgotten) {
        var kept = new TreeMap<>(cells);
        kept.keySet().removeAll(forgotten);
        return of(spec, kept, window);
    }

    Optional<SweepTable.Row> row(int cell) {
        return table.rows().stream().filter(r -> r.cell().index() == cell).findFirst();
    }

    Optional<PathError> error(int cell) {
        return run(cell).flatMap(run -> run.curve().finalError());
    }

    /// The baseline of a cell; empty without one, and for the baseline itself.
    Optional<Integer> baselineOf(int cell) {
        return spec.baselineOf(spec.cell(cell)).map(c -> c.index());
    }

    /// What cells are coloured by: the error, or where no cell has one, the metric.
    String measure() {
        boolean hasError = table.rows().stream().anyMatch(r -> r.error().isPresent());
        return hasError || table.metrics().isEmpty() ? RunExecutor.PATH_ERROR : table.metrics().getFirst();
    }
}
