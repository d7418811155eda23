package samplerscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import samplerscope.export.CsvTable;

/// Reports for people and for spreadsheets.
public final class BenchTables {

    private BenchTables() {}

    /// Facts, then a table in Markdown that lines up in plain text too.
    public static String text(BenchReport report) {
        var text = new StringBuilder();
        report.machine().forEach((name, value) -> text.append("%s: %s\n".formatted(name, value)));
        return text.append('\n').append(table(report)).append(warnings(report)).toString();
    }

    /// The same with the facts as a list: a part of a page.
    public static String markdown(BenchReport report) {
        var text = new StringBuilder();
        report.machine().forEach((name, value) -> text.append("- %s: %s\n".formatted(name, value)));
        return text.append('\n').append(table(report)).toString();
    }

    private static String table(BenchReport report) {
        boolean compared = report.results().stream().anyMatch(r -> !r.against().isEmpty());
        var header = new ArrayList<>(List.of("row", "work", "ours", "quartiles"));
        if (compared) {
            header.addAll(List.of("against", "theirs", "ratio", "quartiles of the ratio"));
        }
        header.addAll(List.of("reach", "aim", "verdict", "and"));
        var table = new CsvTable(header);
        for (BenchResult result : report.results()) {
            table.row(cells(result, compared));
        }
        return table.markdown();
    }

    private static List<String> cells(BenchResult r, boolean compared) {
        var cells = new ArrayList<>(List.of(r.id(), r.title(), text(r.ours(), r.unit()), quartiles(r.ours(), r.unit())));
        if (compared) {
            cells.addAll(List.of(r.against(), text(r.peer(), r.unit()),
                r.ratio().map(s -> Unit.format("%.2f x", s.median())).orElse(""),
                r.ratio().map(s -> Unit.format("%.2f", s.low()) + Unit.format(" to %.2f", s.high())).orElse("")));
        }
        cells.add(r.goal().map(g -> bound(g, g.reach(), r.unit())).orElse(""));
        cells.add(r.goal().map(g -> bound(g, g.aim(), r.unit())).orElse(""));
        cells.add(r.verdict().map(v -> v.name().toLowerCase(java.util.Locale.ROOT)).orElse(""));
        cells.add(more(r));
        return cells;
    }

    private static String text(Optional<Spread> spread, Unit unit) {
        return spread.map(s -> unit.text(s.median())).orElse("");
    }

    private static String quartiles(Optional<Spread> spread, Unit unit) {
        return spread.map(s -> "%s to %s".formatted(unit.text(s.low()), unit.text(s.high()))).orElse("");
    }

    private static String bound(Goal goal, double value, Unit unit) {
        return goal.kind() == Goal.Kind.RATIO ? Unit.format("%.2f x", value) : "<= " + unit.text(value);
    }

    private static String more(BenchResult r) {
        String figures = r.figures().stream().map(f -> "%s %s %s".formatted(f.name(), Unit.format("%.4g", f.value()),
            f.unit()).strip()).collect(Collectors.joining(", "));
        return figures.isEmpty() || r.remark().isEmpty() ? figures + r.remark() : figures + "; " + r.remark();
    }

    private static String warnings(BenchReport report) {
        String lines = report.warnings().stream().map(r -> "warning: %s: %s\n".formatted(r.id(), r.remark()))
            .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\n" + lines;
    }

    /// One row a line, every digit.
    public static String csv(BenchReport report) {
        var table = new CsvTable(List.of("name", "group", "title", "against", "unit", "ours", "ours_low", "ours_high", "peer",
            "peer_low", "peer_high", "ratio", "ratio_low", "ratio_high", "goal", "reach", "aim", "rounds", "figures",
            "remark"));
        for (BenchResult r : report.results()) {
            var cells = new ArrayList<>(List.of(r.id(), r.group(), r.title(), r.against(), r.unit().word()));
            cells.addAll(numbers(r.ours()));
            cells.addAll(numbers(r.peer()));
            cells.addAll(numbers(r.ratio()));
            cells.add(r.goal().map(g -> g.kind().word()).orElse(""));
            cells.add(r.goal().map(g -> CsvTable.cell(g.reach())).orElse(""));
            cells.add(r.goal().map(g -> CsvTable.cell(g.aim())).orElse(""));
            cells.add(CsvTable.cell((long) r.ours().map(Spread::rounds).orElse(0)));
            cells.add(r.figures().stream().map(f -> "%s=%s %s".formatted(f.name(), CsvTable.cell(f.value()), f.unit()).strip())
                .collect(Collectors.joining("; ")));
            cells.add(r.remark());
            table.row(cells);
        }
        return table.csv();
    }

    private static List<String> numbers(Optional<Spread> spread) {
        return spread.map(s -> List.of(CsvTable.cell(s.median()), CsvTable.cell(s.low()), CsvTable.cell(s.high())))
            .orElse(List.of("", "", ""));
    }
}
