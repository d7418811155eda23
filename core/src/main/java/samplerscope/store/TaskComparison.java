package samplerscope.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import samplerscope.export.CsvTable;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.PairedShares;
import samplerscope.masked.measure.PairedTask;
import samplerscope.masked.measure.RatioOfMeans;
import samplerscope.masked.measure.Share;
import samplerscope.masked.measure.TaskScore;
import samplerscope.masked.measure.TaskTrial;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.Verdict;
import samplerscope.metric.ParetoFront;
import samplerscope.spec.Json;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;

/// Samplers on the same prompts of one task: accuracy against passes.
public record TaskComparison(TextTask task, List<Lane> lanes) {

    private static final String NOTHING = "-";

    public TaskComparison {
        lanes = List.copyOf(lanes);
    }

    /// @param name    of the run, unique
    /// @param paired  against the first run; empty for the first
    /// @param onFront whether no other run is as often right with fewer passes, or more often with as many
    public record Lane(String name, TaskExecuted run, Optional<PairedTask> paired, boolean onFront) {
        private TaskScore score() {
            return run.score();
        }
    }

    /// @param names one a run, unique
    /// @param runs  of one task and the same prompts, at least one
    public static TaskComparison of(List<String> names, List<TaskExecuted> runs) {
        Set<Integer> front = ParetoFront.of(IntStream.range(0, runs.size()).mapToObj(i -> new ParetoFront.Point(i,
            runs.get(i).score().passes().value(), 1 - runs.get(i).score().right().value())).toList()).stream()
            .map(ParetoFront.Point::id).collect(Collectors.toSet());
        List<TaskTrial> first = runs.getFirst().trials();
        return new TaskComparison(runs.getFirst().run().task(), IntStream.range(0, runs.size()).mapToObj(
            i -> new Lane(names.get(i), runs.get(i),
                i == 0 ? Optional.empty() : Optional.of(PairedTask.of(first, runs.get(i).trials())),
                front.contains(i))).toList());
    }

    /// `S, Sort digits: 200 prompts, a canvas of 36, the most likely tokens`.
    public String title() {
        TaskExecuted first = lanes.getFirst().run();
        return "%s, %s: %d prompts, a canvas of %d, %s".formatted(task.id(), task.name(), first.trials().size(),
            first.run().accuracy().model().predictor().length(), switch (task.answers()) {
                case MOST_LIKELY -> "the most likely tokens";
                case SAMPLED -> "tokens drawn";
            });
    }

    /// As people read it, with 95 % intervals; a column that says nothing is left out.
    public CsvTable readable() {
        boolean pairs = lanes.size() > 1;
        boolean sampled = task.answers() == TextTask.Answers.SAMPLED;
        var columns = new ArrayList<>(List.of("run", "sampler", "right", "passes", "positions"));
        columns.add(sampled ? "distinct" : "right from");
        columns.addAll(pairs ? List.of("gain", "p", "times the passes") : List.of());
        columns.addAll(List.of("mistakes", "Pareto"));
        var table = new CsvTable(columns);
        for (Lane lane : lanes) {
            TaskScore score = lane.score();
            var cells = new ArrayList<>(List.of(lane.name(), sampler(lane.run().run().spec()), share(score.right()),
                mean(score.passes()), number(score.positions().value())));
            cells.add(sampled ? number(score.distinct().orElseThrow().ofAll())
                : score.settled().map(TaskComparison::mean).orElse(NOTHING));
            if (pairs) {
                cells.addAll(lane.paired().map(TaskComparison::pair).orElse(List.of(NOTHING, NOTHING, NOTHING)));
            }
            cells.add(mistakes(score));
            cells.add(lane.onFront() ? "*" : "");
            table.row(cells);
        }
        return table;
    }

    private static String sampler(RunSpec.Unmask spec) {
        return (spec.sampler().id() + " " + spec.sampler().settings().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "))).strip();
    }

    private static List<String> pair(PairedTask paired) {
        PairedShares gain = paired.accuracy();
        RatioOfMeans times = paired.passes();
        return List.of(interval(gain.difference(), gain.low(), gain.high()), number(gain.pValue()),
            interval(times.value(), times.low(), times.high()));
    }

    private static String share(Share share) {
        return interval(share.value(), share.low(), share.high());
    }

    private static String mean(Mean mean) {
        double half = Share.WIDTH * mean.standardError();
        return interval(mean.value(), mean.value() - half, mean.value() + half);
    }

    private static String interval(double value, double low, double high) {
        return Double.isNaN(low) ? number(value) : "%s [%s, %s]".formatted(number(value), number(low), number(high));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /// The two most frequent kinds.
    private static String mistakes(TaskScore score) {
        return score.mistakes().isEmpty() ? NOTHING : score.mistakes().entrySet().stream().limit(2)
            .map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "));
    }

    /// Every number in full: a row a task and run.
    public static CsvTable table(List<TaskComparison> all) {
        var table = new CsvTable(List.of("task", "run", "sampler", "prompts", "right", "right_low", "right_high",
            "passes", "passes_se", "rows", "rows_se", "positions", "positions_se", "settled", "settled_se",
            "distinct", "distinct_right", "gain", "gain_low", "gain_high", "mcnemar_p", "passes_ratio", "passes_ratio_low", "passes_ratio_high", "seconds",
            "pareto"));
        all.forEach(comparison -> comparison.lanes.forEach(lane -> table.row(comparison.row(lane))));
        return table;
    }

    private List<String> row(Lane lane) {
        TaskScore score = lane.score();
        var cells = new ArrayList<>(List.of(task.id(), lane.name(), sampler(lane.run().run().spec()),
            CsvTable.cell(score.right().count())));
        cells.addAll(cells(score.right().value(), score.right().low(), score.right().high()));
        for (Mean mean : List.of(score.passes(), score.rows(), score.positions())) {
            cells.addAll(cells(mean.value(), mean.standardError()));
        }
        cells.addAll(score.settled().map(m -> cells(m.value(), m.standardError())).orElse(List.of("", "")));
        cells.addAll(score.distinct().map(d -> cells(d.ofAll(), d.ofRight())).orElse(List.of("", "")));
        cells.addAll(lane.paired().map(p -> cells(p.accuracy().difference(), p.accuracy().low(), p.accuracy().high(),
            p.accuracy().pValue(), p.passes().value(), p.passes().low(), p.passes().high()))
            .orElse(List.of("", "", "", "", "", "", "")));
        cells.add(CsvTable.cell(lane.run().seconds()));
        cells.add(lane.onFront() ? "yes" : "no");
        return cells;
    }

    private static List<String> cells(double... values) {
        return Arrays.stream(values).mapToObj(CsvTable::cell).toList();
    }

    /// Every prompt with its answer and what was wrong with it.
    public static CsvTable answers(List<TaskComparison> all) {
        var table = new CsvTable(List.of("task", "run", "index", "prompt", "answer", "right", "mistake", "position",
            "why", "passes", "rows", "positions", "settled"));
        all.forEach(comparison -> comparison.lanes.forEach(lane -> lane.run().trials().forEach(
            trial -> table.row(comparison.answer(lane.name(), trial)))));
        return table;
    }

    private List<String> answer(String name, TaskTrial trial) {
        List<String> verdict = switch (trial.verdict()) {
            case Verdict.Right _ -> List.of("yes", "", "", "");
            case Verdict.Wrong(String kind, var position, String why) -> List.of("no", kind,
                position.isPresent() ? CsvTable.cell(position.getAsInt()) : "", why);
        };
        var cells = new ArrayList<>(List.of(task.id(), name, CsvTable.cell(trial.index()), trial.prompt(),
            trial.answer()));
        cells.addAll(verdict);
        cells.addAll(List.of(CsvTable.cell(trial.passes()), CsvTable.cell(trial.rows()),
            CsvTable.cell(trial.positions()),
            trial.settled().isPresent() ? CsvTable.cell(trial.settled().getAsInt()) : ""));
        return cells;
    }

    public Json.Obj json() {
        RunSpec.Unmask spec = lanes.getFirst().run().run().spec();
        return Json.object().with("task", task.id()).with("name", task.name())
            .with("model", SpecWriter.choice(spec.model())).with("seed", spec.seed()).with("prompts", spec.samples())
            .with("runs", Json.array(lanes.stream().map(TaskComparison::json).toList()));
    }

    private static Json.Obj json(Lane lane) {
        TaskScore score = lane.score();
        Json.Obj mistakes = Json.object();
        for (var entry : score.mistakes().entrySet()) {
            mistakes = mistakes.with(entry.getKey(), entry.getValue());
        }
        Json.Obj object = Json.object().with("run", lane.name())
            .with("sampler", SpecWriter.choice(lane.run().run().spec().sampler()))
            .with("right", json(score.right().value(), score.right().low(), score.right().high())
                .with("count", score.right().count()))
            .with("passes", json(score.passes())).with("rows", json(score.rows()))
            .with("positions", json(score.positions()));
        if (score.settled().isPresent()) {
            object = object.with("settled", json(score.settled().get()));
        }
        if (score.distinct().isPresent()) {
            object = object.with("distinct", score.distinct().get().ofAll())
                .with("distinctRight", score.distinct().get().ofRight());
        }
        if (lane.paired().isPresent()) {
            PairedShares gain = lane.paired().get().accuracy();
            RatioOfMeans times = lane.paired().get().passes();
            object = object.with("gain", json(gain.difference(), gain.low(), gain.high()).with("p", gain.pValue())
                    .with("gained", gain.gained()).with("lost", gain.lost()))
                .with("passesRatio", json(times.value(), times.low(), times.high()));
        }
        return object.with("mistakes", mistakes).with("seconds", lane.run().seconds())
            .with("pareto", Json.flag(lane.onFront()));
    }

    private static Json.Obj json(Mean mean) {
        double half = Share.WIDTH * mean.standardError();
        return json(mean.value(), mean.value() - half, mean.value() + half);
    }

    private static Json.Obj json(double value, double low, double high) {
        return Json.object().with("value", value).with("low", low).with("high", high);
    }
}
