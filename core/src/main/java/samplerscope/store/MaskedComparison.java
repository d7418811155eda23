package samplerscope.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import samplerscope.export.CsvTable;
import samplerscope.masked.measure.SequenceScore;
import samplerscope.metric.Estimate;
import samplerscope.spec.Json;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;

/// Samplers of masked diffusion on one model from the same seeds, side by side.
public record MaskedComparison(List<Lane> lanes) {

    /// Of the normal law, for 95 % intervals.
    private static final double WIDTH = 1.959964;
    /// Of sums of some hundred logarithms.
    private static final double ROUNDING = 1e-11;
    private static final List<String> INTERVALS = List.of(MaskedMetrics.PASSES, MaskedMetrics.PATH_KL, MaskedMetrics.NLL,
        MaskedMetrics.PATH_ENTROPY, MaskedMetrics.TOKENS_PER_PASS, MaskedMetrics.POSITIONS_PER_TOKEN, MaskedMetrics.DRIFT,
        MaskedMetrics.DISTINCT, MaskedMetrics.MAP_HIT);

    public MaskedComparison {
        lanes = List.copyOf(lanes);
    }

    /// @param name     of the run, unique
    /// @param pairedKl mean over sequences of the difference of its error to the first run's; empty for the first, and
    ///                 where one of the two draws not as it says
    /// @param pairedNll the same of `-log p` of a sequence, nats
    /// @param onFront  whether no other run has fewer passes at no more path-KL, or less path-KL at no more passes; false
    ///                 where no path-KL is known
    public record Lane(String name, MaskedExecuted run, Optional<Estimate> pairedKl, Optional<Estimate> pairedNll,
                       boolean onFront) {
        private Optional<Estimate> metric(String id) {
            return Optional.ofNullable(run.file().metrics().get(id));
        }
    }

    /// @param names one per run
    /// @throws UnequalNoiseException unless all specs share model, prompt, seed and number of samples
    public static boolean requireSameStart(List<String> names, List<RunSpec.Unmask> specs) {
        RunSpec.Unmask first = specs.getFirst();
        for (int i = 1; i < specs.size(); i++) {
            RunSpec.Unmask other = specs.get(i);
            require("model", names, i, first.model(), other.model());
            require("prompt", names, i, first.prompt(), other.prompt());
            require("seed", names, i, first.seed(), other.seed());
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
    public static MaskedComparison of(List<String> names, List<MaskedExecuted> runs) {
        MaskedExecuted first = runs.getFirst();
        return new MaskedComparison(IntStream.range(0, runs.size()).mapToObj(i -> {
            MaskedExecuted run = runs.get(i);
            boolean bothHaveKl = hasKl(first) && hasKl(run);
            return new Lane(names.get(i), run,
                i > 0 && bothHaveKl ? paired(first, run, SequenceScore::pathError) : Optional.empty(),
                i > 0 ? paired(first, run, SequenceScore::surprise) : Optional.empty(), isOnFront(run, runs));
        }).toList());
    }

    private static boolean hasKl(MaskedExecuted run) {
        return run.file().metrics().containsKey(MaskedMetrics.PATH_KL);
    }

    private static Optional<Estimate> paired(MaskedExecuted first, MaskedExecuted other, ToDoubleFunction<SequenceScore> of) {
        if (first.scores().isEmpty() || first.scores().size() != other.scores().size()) {
            return Optional.empty();
        }
        double[] differences = IntStream.range(0, first.scores().size())
            .mapToDouble(n -> of.applyAsDouble(other.scores().get(n)) - of.applyAsDouble(first.scores().get(n))).toArray();
        return Optional.of(Estimate.ofMean(differences, "nats per sequence"));
    }

    private static boolean isOnFront(MaskedExecuted run, List<MaskedExecuted> all) {
        return hasKl(run) && all.stream().filter(MaskedComparison::hasKl).noneMatch(other -> beats(other, run));
    }

    private static boolean beats(MaskedExecuted one, MaskedExecuted other) {
        double passes = value(one, MaskedMetrics.PASSES) - value(other, MaskedMetrics.PASSES);
        double error = whole(value(one, MaskedMetrics.PATH_KL)) - whole(value(other, MaskedMetrics.PATH_KL));
        return passes <= 0 && error <= 0 && (passes < 0 || error < 0);
    }

    /// Without what sums of logarithms that cancel leave behind.
    private static double whole(double value) {
        return StrictMath.abs(value) < ROUNDING ? 0 : value;
    }

    private static double value(MaskedExecuted run, String metric) {
        return run.file().metrics().get(metric).value();
    }

    /// Every number in full.
    public CsvTable table() {
        List<String> metrics = metrics();
        var columns = new ArrayList<>(List.of("run", "sampler", "settings", "seconds"));
        metrics.forEach(id -> columns.addAll(List.of(id, id + "_se")));
        columns.addAll(List.of("paired_path_kl", "paired_path_kl_se", "paired_surprise", "paired_surprise_se", "pareto"));
        var table = new CsvTable(columns);
        for (Lane lane : lanes) {
            RunSpec.Unmask spec = lane.run().run().spec();
            var cells = new ArrayList<>(List.of(lane.name(), spec.sampler().id(), settings(spec),
                CsvTable.cell(lane.run().file().seconds())));
            metrics.forEach(id -> cells.addAll(both(lane.metric(id))));
            cells.addAll(both(lane.pairedKl()));
            cells.addAll(both(lane.pairedNll()));
            cells.add(lane.onFront() ? "yes" : "no");
            table.row(cells);
        }
        return table;
    }

    private List<String> metrics() {
        return lanes.stream().flatMap(lane -> lane.run().file().metrics().keySet().stream()).distinct().sorted().toList();
    }

    private static List<String> both(Optional<Estimate> estimate) {
        return List.of(estimate.map(e -> CsvTable.cell(e.value())).orElse(""),
            estimate.map(e -> CsvTable.cell(e.standardError())).orElse(""));
    }

    /// As people read it: `0.0123 [0.0119, 0.0127]`, with 95 % intervals. A column that is empty in every row is left out.
    public CsvTable readable() {
        List<String> ids = INTERVALS.stream().filter(metrics()::contains).toList();
        var columns = new ArrayList<>(List.of("run", "sampler"));
        columns.addAll(ids);
        columns.addAll(List.of("paired path-kl", "paired surprise", "Pareto"));
        var table = new CsvTable(columns);
        for (Lane lane : lanes) {
            RunSpec.Unmask spec = lane.run().run().spec();
            var cells = new ArrayList<>(List.of(lane.name(), (spec.sampler().id() + " " + settings(spec)).strip()));
            ids.forEach(id -> cells.add(lane.metric(id).map(MaskedComparison::interval).orElse("-")));
            cells.add(lane.pairedKl().map(MaskedComparison::interval).orElse("-"));
            cells.add(lane.pairedNll().map(MaskedComparison::interval).orElse("-"));
            cells.add(lane.onFront() ? "*" : "");
            table.row(cells);
        }
        return table;
    }

    private static String settings(RunSpec.Unmask spec) {
        return String.join(" ", spec.sampler().settings().entrySet().stream()
            .map((Map.Entry<String, ?> e) -> e.getKey() + "=" + e.getValue()).toList());
    }

    /// An estimate with its 95 % interval, where one is known: `0.412 [0.401, 0.423]`.
    public static String interval(Estimate e) {
        double value = whole(e.value());
        double half = whole(WIDTH * e.standardError());
        return Double.isNaN(half) ? String.format(Locale.ROOT, "%.4g", value)
            : String.format(Locale.ROOT, "%.4g [%.4g, %.4g]", value, value - half, value + half);
    }

    public Json json() {
        return Json.array(lanes.stream().map(lane -> {
            Json.Obj object = Json.object().with("run", lane.name())
                .with("family", "masked")
                .with("sampler", SpecWriter.choice(lane.run().run().spec().sampler()))
                .with("seconds", lane.run().file().seconds()).with("pareto", Json.flag(lane.onFront()));
            for (var entry : lane.run().file().metrics().entrySet()) {
                object = object.with(entry.getKey(), RunFileWriter.estimate(entry.getValue()));
            }
            object = lane.pairedKl().isPresent()
                ? object.with("pairedPathKl", RunFileWriter.estimate(lane.pairedKl().get())) : object;
            return lane.pairedNll().isPresent()
                ? object.with("pairedSurprise", RunFileWriter.estimate(lane.pairedNll().get())) : object;
        }).toList());
    }
}
