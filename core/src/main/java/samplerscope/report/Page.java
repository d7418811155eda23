package samplerscope.report;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import samplerscope.metric.Estimate;

/// An HTML page as it is written: also well-formed XML, with no script, no style and no picture from elsewhere.
final class Page {

    /// Of a normal distribution, 95 % both sides.
    private static final double CONFIDENCE = 1.96;

    private static final String STYLE = """
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --line: #c9ced6; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --paper: #15181c; --line: #444b55; } }
        @media print { :root { --ink: #000000; --paper: #ffffff; } figure, tr { break-inside: avoid; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
        a { color: inherit; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: left; vertical-align: top;
          overflow-wrap: anywhere; min-width: 4rem; }
        thead th { overflow-wrap: normal; }
        figure { margin: 1rem 0; }
        .drawing { background: #ffffff; border: 1px solid var(--line); }
        .drawing svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
        .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1rem; }
        .pictures img { max-width: 100%; height: auto; }
        pre { overflow-x: auto; border: 1px solid var(--line); padding: .7rem; font-size: .85rem; }
        """;

    private final StringBuilder page = new StringBuilder();

    Page(String title) {
        String text = Markup.text(title);
        page.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n")
            .append("<meta charset=\"utf-8\" />\n")
            .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>").append(text)
            .append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>")
            .append(text).append("</h1>\n");
    }

    /// The whole page.
    String end() {
        return page + "</main>\n</body>\n</html>\n";
    }

    void heading(String text) {
        page.append("<h2>").append(Markup.text(text)).append("</h2>\n");
    }

    void paragraph(String text) {
        page.append("<p>").append(Markup.text(text)).append("</p>\n");
    }

    /// What is markup already.
    void markup(CharSequence markup) {
        page.append(markup);
    }

    /// The first cell of a row names it.
    void table(String caption, List<String> header, List<List<String>> rows) {
        page.append("<p>").append(Markup.text(caption)).append("</p>\n<div class=\"wide\"><table aria-label=\"")
            .append(Markup.text(caption)).append("\">\n<thead><tr>");
        header.forEach(cell -> page.append("<th scope=\"col\">").append(Markup.text(cell)).append("</th>"));
        page.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            page.append("<tr><th scope=\"row\">").append(Markup.text(row.getFirst())).append("</th>");
            row.stream().skip(1).forEach(cell -> page.append("<td>").append(Markup.text(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    /// @param svg     empty where there is nothing to draw
    /// @param nothing said then
    void figure(Optional<String> svg, String caption, String nothing) {
        if (svg.isEmpty()) {
            paragraph(caption + " " + nothing);
            return;
        }
        page.append("<figure>\n<div class=\"drawing\" role=\"img\" aria-label=\"").append(Markup.text(caption))
            .append(" The numbers are in the tables above.\">").append(svg.get()).append("</div>\n<figcaption>")
            .append(Markup.text(caption)).append("</figcaption>\n</figure>\n");
    }

    /// A text that is opened by a click.
    void details(String summary, String text) {
        page.append("<details><summary>").append(Markup.text(summary)).append("</summary><pre>")
            .append(Markup.text(text)).append("</pre></details>\n");
    }

    /// How the page is made again.
    void repeat(Repeat repeat) {
        heading("Repeat");
        page.append("<p>Save one of the scripts beside this file and run it. It writes the specs above into the folder "
            + "<code>").append(Repeat.FOLDER).append("</code>, runs them with the same seeds, and makes this page "
            + "again there. Wall times differ from run to run.</p>\n<p>");
        download("repeat.sh", "Script for Linux and macOS", repeat.shell());
        page.append(" · ");
        download("repeat.cmd", "Script for Windows", repeat.windows());
        page.append("</p>\n<pre>").append(Markup.text(repeat.command())).append("</pre>\n");
    }

    private void download(String name, String label, String content) {
        page.append("<a download=\"").append(name).append("\" href=\"data:application/octet-stream;base64,")
            .append(Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))).append("\">")
            .append(label).append("</a>");
    }

    /// `0.412 ± 0.011 nats`, of 95 % confidence.
    static String interval(Estimate e) {
        String value = number(e.value());
        return (Double.isNaN(e.standardError()) ? value : "%s ± %s".formatted(value,
            String.format(Locale.ROOT, "%.2g", CONFIDENCE * e.standardError()))) + unit(e);
    }

    static String unit(Estimate e) {
        return e.unit().isEmpty() ? "" : " " + e.unit();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
