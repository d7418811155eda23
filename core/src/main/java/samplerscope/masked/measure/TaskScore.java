package samplerscope.masked.measure;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.Verdict;

/// What the prompts of a task came to under one sampler: accuracy beside its cost.
///
/// @param right     share of right answers
/// @param passes    NFE a prompt
/// @param rows      rows evaluated a prompt
/// @param positions positions computed a prompt
/// @param settled   passes after which the best guess was right for good, of right answers; empty where none is right,
///                  and for sampled tasks
/// @param distinct  different answers, as a share of all, and different right ones, as a share of the right; empty for
///                  tasks with one answer, where variety is no virtue
/// @param mistakes  wrong answers by kind, the most frequent first
public record TaskScore(Share right, Mean passes, Mean rows, Mean positions, Optional<Mean> settled,
                        Optional<Distinct> distinct, Map<String, Integer> mistakes) {

    /// @param ofAll   different answers over answers
    /// @param ofRight different right answers over right answers; NaN where none is right
    public record Distinct(double ofAll, double ofRight) {}

    /// @param trials at least one
    public static TaskScore of(TextTask task, List<TaskTrial> trials) {
        int right = (int) trials.stream().filter(t -> t.verdict().isRight()).count();
        Optional<Distinct> distinct = task.answers() == TextTask.Answers.SAMPLED ? Optional.of(distinct(trials))
            : Optional.empty();
        return new TaskScore(new Share(right, trials.size()), mean(trials, TaskTrial::passes),
            mean(trials, TaskTrial::rows), mean(trials, TaskTrial::positions), settled(trials), distinct,
            mistakes(trials));
    }

    private static Mean mean(List<TaskTrial> trials, ToDoubleFunction<TaskTrial> of) {
        return Mean.of(trials.stream().mapToDouble(of).toArray());
    }

    private static Optional<Mean> settled(List<TaskTrial> trials) {
        double[] passes = trials.stream().map(TaskTrial::settled).flatMapToInt(OptionalInt::stream).asDoubleStream()
            .toArray();
        return passes.length == 0 ? Optional.empty() : Optional.of(Mean.of(passes));
    }

    private static Distinct distinct(List<TaskTrial> trials) {
        return new Distinct(different(trials), different(trials.stream().filter(t -> t.verdict().isRight()).toList()));
    }

    private static double different(List<TaskTrial> trials) {
        return (double) trials.stream().map(TaskTrial::answer).distinct().count() / trials.size();
    }

    private static Map<String, Integer> mistakes(List<TaskTrial> trials) {
        Map<String, Integer> counts = trials.stream().map(TaskTrial::verdict).filter(Verdict.Wrong.class::isInstance)
            .map(Verdict.Wrong.class::cast).collect(Collectors.toMap(Verdict.Wrong::kind, _ -> 1, Integer::sum));
        var sorted = new LinkedHashMap<String, Integer>();
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey())).forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
