package samplerscope.masked.task;

import java.util.List;
import java.util.Locale;
import samplerscope.registry.UnknownIdException;

/// The tasks that ship with the program, in the order of their lists.
public final class TextTasks {

    private static final List<TextTask> ALL = List.of(new SortDigits(), new AddByCarries(), new Brackets(),
        new Sudoku(), new FlatJson(), new Equation());

    private TextTasks() {}

    public static List<TextTask> all() {
        return ALL;
    }

    /// @param id in upper or lower case
    /// @throws UnknownIdException that lists the known ids
    public static TextTask get(String id) {
        return ALL.stream().filter(task -> task.id().equals(id.strip().toUpperCase(Locale.ROOT))).findFirst()
            .orElseThrow(() -> new UnknownIdException("task", id, ALL.stream().map(TextTask::id).toList()));
    }
}
