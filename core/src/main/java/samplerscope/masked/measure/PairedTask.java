package samplerscope.masked.measure;

import java.util.List;

/// Two samplers on the same prompts.
///
/// @param accuracy of the second against the first
/// @param passes   of the second over those of the first
public record PairedTask(PairedShares accuracy, RatioOfMeans passes) {

    /// @param first  one trial a prompt, in order, at least one
    /// @param second of the same prompts
    /// @throws IllegalArgumentException if the prompts are others: a mistake in the program
    public static PairedTask of(List<TaskTrial> first, List<TaskTrial> second) {
        if (!first.stream().map(TaskTrial::prompt).toList().equals(second.stream().map(TaskTrial::prompt).toList())) {
            throw new IllegalArgumentException("the prompts differ");
        }
        return new PairedTask(PairedShares.of(right(first), right(second)),
            RatioOfMeans.of(passes(second), passes(first)));
    }

    private static boolean[] right(List<TaskTrial> trials) {
        var right = new boolean[trials.size()];
        for (int n = 0; n < right.length; n++) {
            right[n] = trials.get(n).verdict().isRight();
        }
        return right;
    }

    private static double[] passes(List<TaskTrial> trials) {
        return trials.stream().mapToDouble(TaskTrial::passes).toArray();
    }
}
