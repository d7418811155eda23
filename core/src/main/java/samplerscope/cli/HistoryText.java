package samplerscope.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import samplerscope.export.CsvTable;
import samplerscope.history.History;
import samplerscope.history.HistoryEntry;
import samplerscope.history.RunFacts;

/// Runs of the history as people read them.
final class HistoryText {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
    private static final double MIB = 1 << 20;

    private HistoryText() {}

    static String table(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            return "no run is like that\n";
        }
        var table = new CsvTable(List.of("id", "", "time", "model", "solvers", "grid", "NFE", "error", "seconds",
            "status", "tags"));
        for (HistoryEntry e : entries) {
            RunFacts f = e.facts();
            table.row(e.id(), e.marks().favourite() ? "*" : "", TIME.format(e.at()), f.model(),
                String.join(" ", f.solvers()), f.grid(), Integer.toString(f.nfe()), error(f), seconds(f), status(e),
                String.join(" ", e.marks().tags()));
        }
        return table.markdown();
    }

    static String page(History history, HistoryEntry e) {
        RunFacts f = e.facts();
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("id", e.id()));
        lines.add(List.of("run", f.name()));
        lines.add(List.of("time", TIME.format(e.at())));
        lines.add(List.of("model", "%s, %d samples, seed %d".formatted(f.model(), f.samples(), f.seed())));
        lines.addAll(switch (f.family()) {
            case DENOISE -> List.of(List.of("solvers", String.join(" ", f.solvers())),
                List.of("grid", "%s on %s".formatted(f.grid(), f.schedule())),
                List.of("cost", "%d steps, %d evaluations, %s s".formatted(f.steps(), f.nfe(), seconds(f))));
            case MASKED -> List.of(List.of("sampler", String.join(" ", f.solvers())),
                List.of("cost", "%d steps, at most %d passes, %s s".formatted(f.steps(), f.nfe(), seconds(f))),
                List.of("measured", f.metrics().entrySet().stream()
                    .map(m -> m.getKey() + " " + Summary.estimate(m.getValue())).collect(Collectors.joining(", "))));
        });
        lines.add(List.of("error", f.error().map(x -> error(f) + " " + x.unit()).orElse("none was measured")));
        lines.add(List.of("computed", "%s (%s, %s, %d threads), samplerscope %s".formatted(f.device(), f.backend(),
            f.precision(), f.threads(), f.program())));
        lines.add(List.of("status", status(e) + (f.problem().isEmpty() ? "" : ": " + f.problem())));
        lines.add(List.of("marks", (e.marks().favourite() ? "favourite " : "") + String.join(" ", e.marks().tags())));
        lines.add(List.of("note", e.marks().note()));
        lines.add(List.of("folder", history.hasFolder(e) ? folder(history, e) : "it is gone; the spec is still here"));
        return lines.stream().filter(line -> !line.get(1).isBlank())
            .map(line -> "%-9s %s%n".formatted(line.getFirst(), line.get(1).strip())).collect(Collectors.joining());
    }

    private static String folder(History history, HistoryEntry e) {
        return String.format(Locale.ROOT, "%s, %.2f MiB%s", history.folder(e), e.bytes() / MIB,
            e.arrays() == 0 ? "; the arrays were given up for the budget" : "");
    }

    static String usage(History history) {
        History.Usage usage = history.usage();
        var budget = history.budget();
        return String.format(Locale.ROOT, "%d runs and %d deleted ones take %.1f MiB in %s; %s", usage.runs(),
            usage.deleted(), usage.bytes() / MIB, history.place().root(), budget.isPresent()
                ? String.format(Locale.ROOT, "they may take %.1f MiB", budget.getAsLong() / MIB)
                : "the budget cannot be read, so nothing is given up");
    }

    private static String error(RunFacts f) {
        return f.error().map(Summary::estimate).orElse("-");
    }

    private static String seconds(RunFacts f) {
        return String.format(Locale.ROOT, "%.3g", f.seconds());
    }

    private static String status(HistoryEntry e) {
        String status = e.facts().status().name().toLowerCase(Locale.ROOT);
        return e.marks().deleted().map(Instant::toString).map(_ -> status + ", deleted").orElse(status);
    }
}
