package samplerscope.masked.task;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.TokenText;

/// The prompts and answers of a task in the tokens of a model.
///
/// A character is the token that reads as it alone, so that a `_` of a sudoku is a token and no hidden position.
public final class TaskText {

    private final TokenText tokens;
    private final int length;
    private final int end;
    private final Map<String, Integer> ids;

    private TaskText(TokenText tokens, int length, int end, Map<String, Integer> ids) {
        this.tokens = tokens;
        this.length = length;
        this.end = end;
        this.ids = Map.copyOf(ids);
    }

    /// @throws UnreadableTaskException if the model has no token for a character of the task or none that ends a text,
    ///                                 or its canvas is too short
    public static TaskText of(TextTask task, MaskedModel model) {
        var ids = new HashMap<String, Integer>();
        for (int v = 0; v < model.predictor().vocabulary(); v++) {
            ids.putIfAbsent(model.tokens().text(v), v);
        }
        String missing = task.alphabet().chars().mapToObj(Character::toString).filter(c -> !ids.containsKey(c))
            .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            throw new UnreadableTaskException(
                "task %s needs %s, for which this model has no tokens".formatted(task.id(), missing),
                "choose a model that was trained on the task");
        }
        int end = model.tokens().end().orElseThrow(() -> new UnreadableTaskException(
            "task %s needs a token that ends a text, and this model has none".formatted(task.id()),
            "choose a model that was trained on the task"));
        if (model.predictor().length() < task.canvas()) {
            throw new UnreadableTaskException("task %s needs a canvas of %d positions, the model's has %d".formatted(
                task.id(), task.canvas(), model.predictor().length()), "open the model with a longer canvas");
        }
        return new TaskText(model.tokens(), model.predictor().length(), end, ids);
    }

    /// A canvas with a prompt, and nothing behind it.
    ///
    /// @param prompt of the task
    /// @return shape [L]
    public int[] start(String prompt) {
        int[] canvas = Canvas.hidden(length);
        for (int i = 0; i < prompt.length(); i++) {
            canvas[i] = ids.get(prompt.substring(i, i + 1));
        }
        return canvas;
    }

    /// What a canvas says behind the prompt and before its end.
    ///
    /// @param canvas shape [L]; hidden positions read as the model's tokens say
    public String answer(String prompt, int[] canvas) {
        return Arrays.stream(canvas).skip(prompt.length()).takeWhile(token -> token != end)
            .mapToObj(token -> token == Canvas.MASK ? tokens.hidden() : tokens.text(token))
            .collect(Collectors.joining());
    }
}
