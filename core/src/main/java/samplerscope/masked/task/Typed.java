package samplerscope.masked.task;

/// Prompts as people type them.
final class Typed {

    private Typed() {}

    /// What stands between the tag and the sign that ends a prompt. Both may be left out, and spaces do not count.
    static String body(String typed, String tag, String end) {
        String plain = typed.replaceAll("\\s", "");
        String tail = plain.startsWith(tag) ? plain.substring(tag.length()) : plain;
        return tail.endsWith(end) ? tail.substring(0, tail.length() - end.length()) : tail;
    }

    /// The prompt of a task that asks for nothing in particular.
    ///
    /// @throws MalformedPromptException if something stands behind the tag
    static String tagOnly(String typed, TextTask task) {
        String body = body(typed, task.id(), "");
        if (!body.isEmpty()) {
            throw new MalformedPromptException(
                "the prompt of task %s has '%s' behind its letter".formatted(task.id(), body),
                "the prompt is %s alone".formatted(task.id()));
        }
        return task.id();
    }
}
