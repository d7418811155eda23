package samplerscope.app.inspector;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import samplerscope.run.PlanTable;
import samplerscope.run.PlanTable.Coefficient;
import samplerscope.run.PlanTable.Kind;
import samplerscope.run.PlanTable.Line;

/// One step of a plan as text that people paste elsewhere: every digit of every coefficient.
public record PlanText(PlanTable.Row row) {

    private static final Pattern PAST = Pattern.compile("([a-z]+)\\[-(\\d+)]");
    /// Before a number, between two terms, or in an exponent.
    private static final Pattern MINUS = Pattern.compile("(?<=^|\\s)-(?=[\\s\\dI])|(?<=\\de)-(?=\\d)");
    private static final Pattern WORK = Pattern.compile("w(\\d+)");

    /// Plain lines, after one that says which step it is.
    public String text() {
        return "step %d, %s, from lambda %s to %s%n".formatted(row.step() + 1, row.solver(), row.from().lambda(),
            row.to().lambda()).replace(System.lineSeparator(), "\n")
            + row.lines().stream().map(PlanText::exact).collect(Collectors.joining("\n", "", "\n"));
    }

    /// One line per coefficient.
    public String csv() {
        return row.lines().stream().filter(l -> l.kind() == Kind.COMBINE).flatMap(l -> l.terms().stream()
                .map(t -> "%d,%s,%s,%s".formatted(row.step() + 1, l.into(), t.register(), t.value())))
            .collect(Collectors.joining("\n", "step,into,register,coefficient\n", "\n"));
    }

    /// Lines of an `aligned` environment.
    public String latex() {
        return row.lines().stream().map(this::latex)
            .collect(Collectors.joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}\n"));
    }

    /// The line as the window shows it: an arrow, and the minus of the rest of the window. Names of registers, such as
    /// `data[-1]`, stay.
    static String shown(Line line) {
        return MINUS.matcher(line.text().replace("<-", "\u2190")).replaceAll("\u2212");
    }

    /// The line with coefficients that read back as the same doubles.
    public static String exact(Line line) {
        return switch (line.kind()) {
            case COMBINE -> line.into() + " <- " + sum(line.terms());
            case EVALUATE, DRAW, CLAMP, REMEMBER -> line.text();
        };
    }

    private static String sum(List<Coefficient> terms) {
        var text = new StringBuilder();
        for (Coefficient c : terms) {
            text.append(sign(text.isEmpty(), c.value())).append(Math.abs(c.value())).append(' ').append(c.register());
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    private static String sign(boolean first, double value) {
        return first ? value < 0 ? "-" : "" : value < 0 ? " - " : " + ";
    }

    private String latex(Line line) {
        String into = symbol(line.into());
        return switch (line.kind()) {
            case DRAW -> into + " &\\sim \\mathcal{N}(0, I)";
            case EVALUATE -> into + " &= \\mathrm{model}(\\cdot,\\ \\lambda = " + lambdaOf(line) + ")";
            case COMBINE -> into + " &\\leftarrow " + latexSum(line.terms());
            case CLAMP -> into + " &\\leftarrow \\mathrm{clamp}(\\cdot)";
            case REMEMBER -> "\\mathrm{output} &\\leftarrow \\mathrm{corrected},\\ \\lambda = " + lambdaOf(line);
        };
    }

    private static String latexSum(List<Coefficient> terms) {
        var text = new StringBuilder();
        for (Coefficient c : terms) {
            text.append(sign(text.isEmpty(), c.value())).append(power(Math.abs(c.value()))).append("\\,")
                .append(symbol(c.register()));
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    /// `1.5 \cdot 10^{-7}` where the number has an exponent.
    private static String power(double value) {
        String[] parts = Double.toString(value).split("E");
        return parts.length == 1 ? parts[0] : parts[0] + " \\cdot 10^{" + parts[1] + "}";
    }

    private static String symbol(String register) {
        Matcher past = PAST.matcher(register);
        Matcher work = WORK.matcher(register);
        if (past.matches()) {
            return "\\mathrm{%s}_{-%s}".formatted(past.group(1), past.group(2));
        }
        return work.matches() ? "w_{%s}".formatted(work.group(1))
            : register.length() == 1 ? register : "\\mathrm{%s}".formatted(register);
    }

    private static String lambdaOf(Line line) {
        return line.text().substring(line.text().lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    }
}
