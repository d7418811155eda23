package samplerscope.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import samplerscope.export.CsvTable;
import samplerscope.metric.Estimate;
import samplerscope.metric.PairedComparison;
import samplerscope.metric.ParetoFront;
import samplerscope.metric.PathError;
import samplerscope.spec.Json;
import samplerscope.spec.RunFileWriter;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor;

/// What a sweep found so far: one row per cell that was tried, or per cell and all seeds.
///
/// @param fields of the axes, in order
/// @param rows   in the order of the cells
public record SweepTable(List<String> fields, List<Row> rows) {

    private static final String PLUS_MINUS = "%.4g +- %.2g";

    /// What a front is drawn over.
    public enum Cost {
        NFE("nfe"), SECONDS("seconds");

        private final String word;

        Cost(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param cell    the first one that the row is made of
    /// @param values  one per field
    /// @param runs    how many runs the row is made of
    /// @param seconds wall time of one run, on the mean
    /// @param error   at the end, over all samples of all runs; empty for a stochastic run, and for a failed one
    /// @param paired  with the baseline, on the same noise; empty where there is no baseline or either has no error
    /// @param metrics by id
    /// @param failure why it could not be run; empty unless it failed
    public record Row(SweepCell cell, List<String> values, int runs, int steps, int nfe, double seconds,
                      Optional<PathError> error, Optional<PairedComparison> paired, Map<String, Estimate> metrics,
                      Optional<String> failure) {

        public Row {
            values = List.copyOf(values);
            metrics = new TreeMap<>(metrics);
        }

        double cost(Cost cost) {
            return switch (cost) {
                case NFE -> nfe;
                case SECONDS -> seconds;
            };
        }

        /// The error, or another metric; empty where the row has none.
        ///
        /// @param metric {@link RunExecutor#PATH_ERROR} or an id
        public Optional<Estimate> value(String metric) {
            return metric.equals(RunExecutor.PATH_ERROR) ? error.map(PathError::rms)
                : Optional.ofNullable(metrics.get(metric));
        }
    }

    public SweepTable {
        fields = List.copyOf(fields);
        rows = List.copyOf(rows);
    }

    /// One row per cell.
    ///
    /// @param results of one sweep, in any order
    public static SweepTable of(SweepSpec spec, List<CellResult> results) {
        Map<Integer, CellResult> byCell = byCell(results);
        return new SweepTable(spec.axes().stream().map(SweepAxis::field).toList(),
            byCell.values().stream().map(r -> row(spec, byCell, List.of(r), r.cell().values())).toList());
    }

    /// One row per combination of the other fields: the errors of all seeds together, whose samples are independent.
    /// Cells of which a seed failed are made of the other ones. As {@link #of} where no axis is the seed.
    public static SweepTable overSeeds(SweepSpec spec, List<CellResult> results) {
        int seeds = spec.axisOf(SweepAxis.SEED);
        if (seeds < 0) {
            return of(spec, results);
        }
        Map<Integer, CellResult> byCell = byCell(results);
        var groups = new LinkedHashMap<List<String>, List<CellResult>>();
        byCell.values().forEach(r -> groups.computeIfAbsent(without(r.cell().values(), seeds), _ -> new ArrayList<>())
            .add(r));
        return new SweepTable(without(spec.axes().stream().map(SweepAxis::field).toList(), seeds), groups.entrySet().stream()
            .map(g -> row(spec, byCell, g.getValue(), g.getKey())).toList());
    }

    private static Map<Integer, CellResult> byCell(List<CellResult> results) {
        var byCell = new TreeMap<Integer, CellResult>();
        results.forEach(r -> byCell.put(r.cell().index(), r));
        return byCell;
    }

    private static List<String> without(List<String> values, int place) {
        var fewer = new ArrayList<>(values);
        fewer.remove(place);
        return fewer;
    }

    private static Row row(SweepSpec spec, Map<Integer, CellResult> all, List<CellResult> group, List<String> values) {
        SweepCell cell = group.getFirst().cell();
        List<Executed> runs = group.stream().filter(CellResult.Done.class::isInstance)
            .map(r -> ((CellResult.Done) r).executed()).toList();
        if (runs.isEmpty()) {
            var failed = (CellResult.Failed) group.getFirst();
            return new Row(cell, values, 0, 0, 0, Double.NaN, Optional.empty(), Optional.empty(), Map.of(),
                Optional.of(failed.happened() + "; " + failed.remedy()));
        }
        Optional<PathError> error = error(runs);
        Executed first = runs.getFirst();
        return new Row(cell, values, runs.size(), first.run().plan().steps().size(), first.run().nfe(),
            runs.stream().mapToDouble(r -> r.file().seconds()).average().orElseThrow(),
            error, paired(spec, all, group), metrics(DistinctSamples.independent(runs)), Optional.empty());
    }

    /// Over every sample once.
    private static Optional<PathError> error(List<Executed> runs) {
        var distinct = new DistinctSamples();
        List<PathError> errors = runs.stream().flatMap(run -> run.curve().finalError().stream()
            .map(e -> e.withSamples(distinct.of(run, e.perSample())))).filter(e -> e.perSample().length > 0).toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of(PathError.pooled(errors));
    }

    /// On the mean of the runs, with the standard error of the mean of independent estimates.
    private static Map<String, Estimate> metrics(List<Executed> runs) {
        var means = new TreeMap<String, Estimate>();
        for (String id : runs.getFirst().file().metrics().keySet()) {
            List<Estimate> each = runs.stream().map(r -> r.file().metrics().get(id)).toList();
            if (!id.equals(RunExecutor.PATH_ERROR)) {
                double value = each.stream().mapToDouble(Estimate::value).average().orElseThrow();
                double squares = each.stream().mapToDouble(e -> e.standardError() * e.standardError()).sum();
                means.put(id, new Estimate(value, StrictMath.sqrt(squares) / each.size(),
                    each.stream().mapToLong(Estimate::count).sum(), each.getFirst().unit()));
            }
        }
        return means;
    }

    private static Optional<PairedComparison> paired(SweepSpec spec, Map<Integer, CellResult> all, List<CellResult> group) {
        var mine = new ArrayList<double[]>();
        var others = new ArrayList<double[]>();
        var ours = new DistinctSamples();
        var theirs = new DistinctSamples();
        for (CellResult result : group) {
            Optional<PathError> own = error(result);
            Optional<PathError> base = spec.baselineOf(result.cell()).map(c -> all.get(c.index()))
                .filter(other -> haveSameNoise(result, other)).flatMap(SweepTable::error);
            if (own.isPresent() && base.isPresent()) {
                Executed run = ((CellResult.Done) result).executed();
                mine.add(ours.of(run, own.get().perSample()));
                others.add(theirs.of(run, base.get().perSample())); // the same samples: it has the same noise
            }
        }
        return mine.stream().allMatch(e -> e.length == 0) ? Optional.empty()
            : Optional.of(PairedComparison.pooled(mine, others));
    }

    /// Errors are paired only where sample `b` of both started from the same numbers.
    private static boolean haveSameNoise(CellResult a, CellResult b) {
        return a instanceof CellResult.Done(var _, Executed x) && b instanceof CellResult.Done(var _, Executed y)
            && x.run().spec().model().equals(y.run().spec().model()) && x.run().noise().equals(y.run().noise());
    }

    private static Optional<PathError> error(CellResult result) {
        return switch (result) {
            case CellResult.Done(SweepCell _, Executed executed) -> executed.curve().finalError();
            case CellResult.Failed _ -> Optional.empty();
        };
    }

    /// Metrics that some row has, in order; the error is not one of them.
    public List<String> metrics() {
        var ids = new TreeSet<String>();
        rows.forEach(r -> ids.addAll(r.metrics().keySet()));
        return List.copyOf(ids);
    }

    /// The rows that no other one dominates, in the order of their cost.
    ///
    /// @param metric {@link RunExecutor#PATH_ERROR}, or the id of another metric
    public List<Row> front(Cost cost, String metric) {
        var points = new ArrayList<ParetoFront.Point>();
        for (int i = 0; i < rows.size(); i++) {
            int id = i;
            rows.get(i).value(metric).ifPresent(e -> points.add(
                new ParetoFront.Point(id, rows.get(id).cost(cost), e.value())));
        }
        return ParetoFront.of(points).stream().map(p -> rows.get(p.id())).toList();
    }

    /// Every number in full.
    public CsvTable table() {
        var columns = new ArrayList<>(fields);
        columns.addAll(List.of("runs", "samples", "steps_taken", "nfe_spent", "seconds", "rms", "rms_se",
            "median", "p10", "p90", "end_sigma", "paired", "paired_se", "paired_low", "paired_high", "closer"));
        metrics().forEach(id -> columns.addAll(List.of(id, id + "_se")));
        columns.addAll(List.of("on_front_nfe", "on_front_seconds", "failure"));
        var table = new CsvTable(columns);
        List<Row> cheap = front(Cost.NFE, RunExecutor.PATH_ERROR);
        List<Row> fast = front(Cost.SECONDS, RunExecutor.PATH_ERROR);
        for (Row row : rows) {
            var cells = new ArrayList<>(row.values());
            cells.addAll(List.of(CsvTable.cell(row.runs()), row.error().map(e -> CsvTable.cell(e.rms().count())).orElse(""),
                CsvTable.cell(row.steps()), CsvTable.cell(row.nfe()), CsvTable.cell(row.seconds()),
                number(row.error().map(e -> e.rms().value())),
                number(row.error().map(e -> e.rms().standardError())), number(row.error().map(PathError::median)),
                number(row.error().map(PathError::low)), number(row.error().map(PathError::high)),
                number(row.error().map(e -> e.at().sigma())), number(row.paired().map(p -> p.difference().value())),
                number(row.paired().map(p -> p.difference().standardError())), number(row.paired().map(PairedComparison::low)),
                number(row.paired().map(PairedComparison::high)), number(row.paired().map(PairedComparison::closer))));
            for (String id : metrics()) {
                cells.add(number(row.value(id).map(Estimate::value)));
                cells.add(number(row.value(id).map(Estimate::standardError)));
            }
            cells.addAll(List.of(cheap.contains(row) ? "1" : "0", fast.contains(row) ? "1" : "0", row.failure().orElse("")));
            table.row(cells);
        }
        return table;
    }

    /// As people read it; a star marks the front of error against `cost`.
    public CsvTable readable(Cost cost) {
        var columns = new ArrayList<>(fields);
        columns.addAll(List.of("NFE spent", "seconds", "error", "paired difference (95 %)", "closer"));
        columns.addAll(metrics());
        columns.add("front");
        var table = new CsvTable(columns);
        List<Row> front = front(cost, RunExecutor.PATH_ERROR);
        for (Row row : rows) {
            var cells = new ArrayList<>(row.values());
            cells.addAll(row.failure().<List<String>>map(_ -> List.of("-", "-", "failed", "-", "-")).orElseGet(() -> List.of(
                CsvTable.cell(row.nfe()), format("%.3g", row.seconds()), row.error().map(e -> words(e.rms())).orElse("-"),
                row.paired().map(SweepTable::words).orElse("-"),
                row.paired().map(p -> format("%.0f %%", 100 * p.closer())).orElse("-"))));
            metrics().forEach(id -> cells.add(row.value(id).map(SweepTable::words).orElse("-")));
            cells.add(front.contains(row) ? "*" : "");
            table.row(cells);
        }
        return table;
    }

    /// Why cells failed, each reason once: `heun needs ...; begin ... (2 cells: heun, 1; heun, 2)`.
    public List<String> failures() {
        var reasons = new LinkedHashMap<String, List<String>>();
        rows.forEach(row -> row.failure().ifPresent(why -> reasons.computeIfAbsent(why, _ -> new ArrayList<>())
            .add(String.join(", ", row.values()))));
        return reasons.entrySet().stream().map(r -> "%s (%d cell%s: %s)".formatted(r.getKey(), r.getValue().size(),
            r.getValue().size() == 1 ? "" : "s", String.join("; ", r.getValue()))).toList();
    }

    public Json json() {
        List<Row> cheap = front(Cost.NFE, RunExecutor.PATH_ERROR);
        List<Row> fast = front(Cost.SECONDS, RunExecutor.PATH_ERROR);
        return Json.array(rows.stream().map(row -> {
            Json.Obj at = Json.object();
            for (int i = 0; i < fields.size(); i++) {
                at = at.with(fields.get(i), row.values().get(i));
            }
            Json.Obj object = Json.object().with("at", at);
            if (row.failure().isPresent()) {
                return object.with("failure", row.failure().get());
            }
            object = object.with("runs", row.runs()).with("steps", row.steps()).with("nfe", row.nfe())
                .with("seconds", row.seconds());
            return withNumbers(object, row).with("onFront", Json.object()
                .with("nfe", Json.flag(cheap.contains(row)))
                .with("seconds", Json.flag(fast.contains(row))));
        }).toList());
    }

    private static Json.Obj withNumbers(Json.Obj object, Row row) {
        Json.Obj full = object;
        if (row.error().isPresent()) {
            PathError e = row.error().get();
            full = full.with("error", RunFileWriter.estimate(e.rms())).with("median", e.median()).with("p10", e.low())
                .with("p90", e.high()).with("endSigma", e.at().sigma());
        }
        if (row.paired().isPresent()) {
            PairedComparison p = row.paired().get();
            full = full.with("paired", RunFileWriter.estimate(p.difference()).with("low", p.low()).with("high", p.high())
                .with("closer", p.closer()).with("verdict", p.verdict().name().toLowerCase(Locale.ROOT)));
        }
        for (var metric : row.metrics().entrySet()) {
            full = full.with(metric.getKey(), RunFileWriter.estimate(metric.getValue()));
        }
        return full;
    }

    /// `-0.0012 (-0.0015 .. -0.0009) better`.
    public static String words(PairedComparison p) {
        return format("%.3g (%.3g .. %.3g) %s", p.difference().value(), p.low(), p.high(),
            p.verdict().name().toLowerCase(Locale.ROOT));
    }

    private static String words(Estimate e) {
        return Double.isNaN(e.standardError()) ? format("%.4g", e.value()) : format(PLUS_MINUS, e.value(), e.standardError());
    }

    private static String format(String pattern, Object... numbers) {
        return String.format(Locale.ROOT, pattern, numbers);
    }

    private static String number(Optional<Double> value) {
        return value.map(CsvTable::cell).orElse("");
    }
}
