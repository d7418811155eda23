package samplerscope.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.TextTasks;

/// Tasks that rules can check, by their letters.
final class TaskOption {

    /// Wide enough for an interval of seven hundredths.
    private static final int USUAL_COUNT = 200;

    @Option(names = "--task", paramLabel = "LETTERS", split = ",",
        description = "Masked diffusion: put these tasks to the model and compare accuracy against passes, as in S,Q; "
            + "see `samplerscope list tasks`.")
    private List<String> letters = List.of();

    @Option(names = "--count", paramLabel = "N",
        description = "Prompts of each task, the same for all samplers. Default: --samples, or 200.")
    private Optional<Integer> count = Optional.empty();

    /// Empty where none is asked for.
    List<TextTask> tasks(Session session) {
        if (letters.isEmpty() && count.isPresent()) {
            throw new BadInputException("--count is of prompts, and no task is given",
                "say which with --task, or give --samples");
        }
        return letters.stream().map(letter -> session.input(() -> TextTasks.get(letter))).distinct().toList();
    }

    int count(Optional<Integer> samples) {
        return count.or(() -> samples).orElse(USUAL_COUNT);
    }
}
