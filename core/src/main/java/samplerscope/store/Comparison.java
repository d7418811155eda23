package samplerscope.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.export.CsvTable;
import samplerscope.metric.Estimate;
import samplerscope.metric.PairedDifference;
import samplerscope.metric.PathError;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;

/// Runs of one model from the same noise, side by side.
public record Comparison(List<Lane> lanes) {

    public Comparison {
        lanes = List.copyOf(lanes);
    }

    /// @param name   of the run, unique
    /// @param error  at the end; empty where none was measured
    /// @param paired mean over samples of the difference of its error to the first run's; empty for the first
    public record Lane(String name, Executed run, Optional<PathError> error, Optional<Estimate> paired) {}

    /// @param names one per run
    /// @throws UnequalNoiseException unless all specs share model, guidance, seed, noise and number of samples
    public static boolean requireSameNoise(List<String> names, List<RunSpec.Denoise> specs) {
        RunSpec.Denoise first = specs.getFirst();
        for (int i = 1; i < specs.size(); i++) {
            RunSpec.Denoise other = specs.get(i);
            require("model", names, i, first.model(), other.model());
            require("guidance", names, i, first.guidance(), other.guidance());
            require("seed", names, i, first.seed(), other.seed());
            require("noise", names, i, first.noise(), other.noise());
            require("samples", names, i, first.samples(), other.samples());
        }
        return true;
    }

    private static void require(String field, List<String> names, int i, Object first, Object other) {
        if (!first.equals(other)) {
            throw new UnequalNoiseException(field, names.getFirst(), first.toString(), names.get(i), other.toString());
        }
    }

    /// @param names one per run, unique
    public static Comparison of(List<String> names, List<Executed> runs) {
        var first = runs.getFirst().curve().finalError();
        return new Comparison(IntStream.range(0, runs.size()).mapToObj(i -> {
            var error = runs.get(i).curve().finalError();
            var paired = first.filter(_ -> i > 0).flatMap(a -> error.map(b -> PairedDifference.of(b, a)));
            return new Lane(names.get(i), runs.get(i), error, paired);
        }).toList());
    }

    /// Every number in full.
    public CsvTable table() {
        var columns = new ArrayList<>(List.of("run", "solvers", "grid", "schedule", "steps", "nfe", "rms", "rms_se",
            "median", "p10", "p90", "paired", "paired_se", "end_sigma", "seconds"));
        metrics().forEach(id -> columns.addAll(List.of(id, id + "_se")));
        var table = new CsvTable(columns);
        for (Lane lane : lanes) {
            var cells = new ArrayList<>(start(lane));
            cells.addAll(List.of(
                cell(lane.error().map(e -> e.rms().value())), cell(lane.error().map(e -> e.rms().standardError())),
                cell(lane.error().map(PathError::median)), cell(lane.error().map(PathError::low)),
                cell(lane.error().map(PathError::high)), cell(lane.paired().map(Estimate::value)),
                cell(lane.paired().map(Estimate::standardError)), cell(lane.error().map(e -> e.at().sigma())),
                CsvTable.cell(lane.run().file().seconds())));
            metrics().forEach(id -> {
                Estimate e = lane.run().file().metrics().get(id);
                cells.addAll(List.of(CsvTable.cell(e.value()), CsvTable.cell(e.standardError())));
            });
            table.row(cells);
        }
        return table;
    }

    /// As people read it: `0.0123 +- 0.0004`.
    public CsvTable readable() {
        var columns = new ArrayList<>(List.of("run", "solvers", "grid", "schedule", "steps", "nfe", "error", "median",
            "paired difference", "seconds"));
        columns.addAll(metrics());
        var table = new CsvTable(columns);
        for (Lane lane : lanes) {
            var cells = new ArrayList<>(start(lane));
            cells.addAll(List.of(lane.error().map(e -> estimate(e.rms())).orElse("-"),
                lane.error().map(e -> brief(e.median())).orElse("-"),
                lane.paired().map(Comparison::estimate).orElse("-"), brief(lane.run().file().seconds())));
            metrics().forEach(id -> cells.add(estimate(lane.run().file().metrics().get(id))));
            table.row(cells);
        }
        return table;
    }

    /// Metrics besides the path error; all lanes have the same.
    private List<String> metrics() {
        return lanes.getFirst().run().file().metrics().keySet().stream()
            .filter(id -> !id.equals(RunExecutor.PATH_ERROR)).toList();
    }

    private static List<String> start(Lane lane) {
        RunSpec.Denoise spec = lane.run().run().spec();
        return List.of(lane.name(), String.join(" ", spec.solvers().stream().map(Choice::id).distinct().toList()),
            spec.grid().id(), spec.schedule().id(), CsvTable.cell(lane.run().run().plan().steps().size()),
            CsvTable.cell(lane.run().run().nfe()));
    }

    /// All curves in one table, the run first.
    public CsvTable curves() {
        var columns = new ArrayList<>(List.of("run"));
        columns.addAll(Curve.COLUMNS);
        var table = new CsvTable(columns);
        for (Lane lane : lanes) {
            for (Curve.Point point : lane.run().curve().points()) {
                var cells = new ArrayList<>(List.of(lane.name()));
                cells.addAll(Curve.cells(point));
                table.row(cells);
            }
        }
        return table;
    }

    public Json json() {
        return Json.array(lanes.stream().map(lane -> {
            Json.Obj object = Json.object().with("run", lane.name())
                .with("solvers", Json.texts(lane.run().run().spec().solvers().stream().map(Choice::id).toList()))
                .with("grid", lane.run().run().spec().grid().id())
                .with("schedule", lane.run().run().spec().schedule().id())
                .with("steps", lane.run().run().plan().steps().size()).with("nfe", lane.run().run().nfe())
                .with("seconds", lane.run().file().seconds());
            if (lane.error().isPresent()) {
                PathError e = lane.error().get();
                object = object.with("error", RunFileWriter.estimate(e.rms())).with("median", e.median())
                    .with("p10", e.low()).with("p90", e.high()).with("endSigma", e.at().sigma());
            }
            for (String id : metrics()) {
                object = object.with(id, RunFileWriter.estimate(lane.run().file().metrics().get(id)));
            }
            return lane.paired().isPresent()
                ? object.with("paired", RunFileWriter.estimate(lane.paired().get())) : object;
        }).toList());
    }

    private static String cell(Optional<Double> value) {
        return value.map(CsvTable::cell).orElse("");
    }

    private static String estimate(Estimate e) {
        return Double.isNaN(e.standardError()) ? brief(e.value())
            : String.format(Locale.ROOT, "%.4g +- %.2g", e.value(), e.standardError());
    }

    private static String brief(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
