package samplerscope.cli;

import picocli.CommandLine.Option;
import samplerscope.spec.Json;
import samplerscope.run.Progress;

/// How progress is told, on standard error.
final class ProgressOption {

    private static final int BAR = 30;
    private static final long SHORTEST_NANOS = 50_000_000;

    enum Style { AUTO, BAR, JSON, NONE }

    @Option(names = "--progress", paramLabel = "STYLE", defaultValue = "auto",
        description = "auto, bar, json or none; auto is a bar on a terminal and none elsewhere.")
    private Style style = Style.AUTO;

    /// @param name what is running, in front of a bar
    Progress progress(Session session, String name) {
        return switch (style) {
            case NONE -> Progress.NONE;
            case AUTO -> session.isTerminal() ? bar(session, name) : Progress.NONE;
            case BAR -> bar(session, name);
            case JSON -> (stage, done, total) -> session.err().println(Json.object().with("run", name)
                .with("stage", stage).with("done", done).with("total", total).compact());
        };
    }

    private static Progress bar(Session session, String name) {
        var last = new long[1];
        return (stage, done, total) -> {
            long now = System.nanoTime();
            boolean ends = total > 0 && done == total;
            if (done > 0 && !ends && now - last[0] < SHORTEST_NANOS) {
                return;
            }
            last[0] = now;
            session.err().print("\r\033[K" + (ends ? "" : line(name, stage, done, total)));
            session.err().flush();
        };
    }

    private static String line(String name, String stage, int done, int total) {
        if (total == 0) {
            return "%s  %s ...".formatted(name, stage);
        }
        int full = (int) ((long) BAR * done / total);
        return "%s  %s  [%s%s] %d/%d".formatted(name, stage, "#".repeat(full), ".".repeat(BAR - full), done, total);
    }
}
