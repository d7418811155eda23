package samplerscope.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import samplerscope.spec.FileAccess;

/// Rows of text and numbers as CSV (RFC 4180) or Markdown. Numbers keep every digit; NaN is an empty cell.
public final class CsvTable {

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public CsvTable(List<String> header) {
        this.header = List.copyOf(header);
    }

    /// @param cells one per column; see {@link #cell}
    public CsvTable row(List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(cells.size(), header.size()));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    public CsvTable row(String... cells) {
        return row(List.of(cells));
    }

    /// Shortest digits that give the same double; empty for NaN, `inf` and `-inf` as most readers take them.
    public static String cell(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
    }

    public static String cell(long value) {
        return Long.toString(value);
    }

    public String csv() {
        var lines = new ArrayList<String>();
        lines.add(line(header));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvTable::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /// A table that lines up in plain text too.
    public String markdown() {
        var escaped = new ArrayList<List<String>>();
        escaped.add(header);
        rows.forEach(row -> escaped.add(row.stream().map(cell -> cell.replace("|", "\\|")).toList()));
        var widths = new int[header.size()];
        for (List<String> row : escaped) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = StrictMath.max(widths[i], row.get(i).length());
            }
        }
        var lines = new ArrayList<>(escaped.stream().map(row -> padded(row, widths)).toList());
        lines.add(1, Arrays.stream(widths).mapToObj(w -> "-".repeat(w + 2)).collect(Collectors.joining("|", "|", "|")));
        return String.join("\n", lines) + "\n";
    }

    private static String padded(List<String> row, int[] widths) {
        var line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(' ').append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(" |");
        }
        return line.toString();
    }

    /// @throws samplerscope.spec.FileAccessException if the file cannot be written; an old one is then unharmed
    public void write(Path file) {
        FileAccess.writeText(file, csv());
    }
}
