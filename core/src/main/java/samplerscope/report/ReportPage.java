package samplerscope.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import samplerscope.export.PictureException;
import samplerscope.metric.Estimate;
import samplerscope.metric.PairedDifference;
import samplerscope.spec.FileAccess;
import samplerscope.spec.RunFile;
import samplerscope.spec.SpecWriter;
import samplerscope.store.Comparison;
import samplerscope.store.RunExecutor;
import samplerscope.store.StatePictures;

/// A report as one HTML file that is also well-formed XML: no script, no style and no picture from elsewhere.
public final class ReportPage {

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

    private final Report report;
    private final StringBuilder page = new StringBuilder();

    private ReportPage(Report report) {
        this.report = report;
    }

    public static String html(Report report) {
        return new ReportPage(report).build();
    }

    /// @throws samplerscope.spec.FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(Report report, Path file) {
        FileAccess.writeText(file, html(report));
    }

    private String build() {
        String title = Markup.text(report.title());
        page.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n")
            .append("<meta charset=\"utf-8\" />\n")
            .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<title>").append(title)
            .append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n<h1>")
            .append(title).append("</h1>\n");
        runs();
        differences();
        figures();
        pictures();
        specs();
        environment();
        repeat();
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private void runs() {
        heading("Runs");
        var metrics = lanes().getFirst().run().file().metrics().keySet().stream()
            .filter(id -> !id.equals(RunExecutor.PATH_ERROR)).toList();
        var header = new ArrayList<>(List.of("run", "solvers", "grid", "schedule", "steps", "NFE (evaluations)",
            "error", "median error", "time (s)"));
        header.addAll(metrics);
        var rows = new ArrayList<List<String>>();
        for (Comparison.Lane lane : lanes()) {
            var spec = lane.run().run().spec();
            var cells = new ArrayList<>(List.of(lane.name(),
                String.join(" ", spec.solvers().stream().map(s -> s.id()).distinct().toList()), spec.grid().id(),
                spec.schedule().id(), Integer.toString(lane.run().run().plan().steps().size()),
                Integer.toString(lane.run().run().nfe()), lane.error().map(e -> interval(e.rms())).orElse("-"),
                lane.error().map(e -> number(e.median()) + unit(e.rms())).orElse("-"),
                number(lane.run().file().seconds()) + " s"));
            metrics.forEach(id -> cells.add(interval(lane.run().file().metrics().get(id))));
            rows.add(cells);
        }
        table("Each run: what was set and what was measured. Intervals are of 95 % confidence.", header, rows);
    }

    private void differences() {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < lanes().size(); i++) {
            for (int j = i + 1; j < lanes().size(); j++) {
                Comparison.Lane first = lanes().get(i);
                Comparison.Lane second = lanes().get(j);
                first.error().flatMap(a -> second.error().map(b -> PairedDifference.of(b, a)))
                    .ifPresent(d -> rows.add(List.of(second.name(), first.name(), interval(d))));
            }
        }
        if (!rows.isEmpty()) {
            heading("Paired differences");
            table("Mean over samples, which start from the same noise, of the first run's error minus the second's; "
                + "below zero the first is better. Intervals are of 95 % confidence.",
                List.of("run", "minus run", "difference of errors"), rows);
        }
    }

    private void figures() {
        heading("Errors");
        var figures = new Figures(report.comparison());
        figure(figures.alongLambda(), "Error along lambda, the logarithm of the ratio of signal to noise.");
        figure(figures.overEvaluations(), "Error against network evaluations (NFE) along each run.");
        figure(figures.overSeconds(), "Error at the end of each run against its wall time, both lower is better.");
    }

    private void figure(Optional<String> svg, String caption) {
        if (svg.isEmpty()) {
            page.append("<p>").append(Markup.text(caption)).append(" No run has an error above zero to draw.</p>\n");
            return;
        }
        page.append("<figure>\n<div class=\"drawing\" role=\"img\" aria-label=\"").append(Markup.text(caption))
            .append(" The numbers are in the tables above.\">").append(svg.get()).append("</div>\n<figcaption>")
            .append(Markup.text(caption)).append("</figcaption>\n</figure>\n");
    }

    private void pictures() {
        var shown = new StringBuilder();
        for (Comparison.Lane lane : lanes()) {
            new StatePictures(lane.run().run()).end(lane.run().end()).ifPresent(picture -> {
                String name = Markup.text(lane.name());
                shown.append("<figure><img alt=\"Samples at the end of ").append(name)
                    .append("\" src=\"data:image/png;base64,").append(png(picture)).append("\" /><figcaption>")
                    .append(name).append("</figcaption></figure>\n");
            });
        }
        if (!shown.isEmpty()) {
            heading("Samples at the end");
            page.append("<div class=\"pictures\">\n").append(shown).append("</div>\n");
        }
    }

    private static String png(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new PictureException("a picture of the samples cannot be made: " + e.getMessage(), "try again");
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private void specs() {
        heading("Specs");
        for (int i = 0; i < lanes().size(); i++) {
            page.append("<details><summary>").append(Markup.text(lanes().get(i).name())).append("</summary><pre>")
                .append(Markup.text(SpecWriter.json(report.specs().get(i)).pretty())).append("</pre></details>\n");
        }
    }

    private void environment() {
        heading("Environment");
        RunFile.Environment e = lanes().getFirst().run().file().environment();
        table("What the runs were computed on.", List.of("fact", "value"), List.of(
            List.of("Samplerscope", e.program()), List.of("Java", e.java()), List.of("system", e.os()),
            List.of("backend", e.backend()), List.of("device", report.device()), List.of("precision", e.precision()),
            List.of("host threads", Integer.toString(e.threads())),
            List.of("made", report.made().truncatedTo(ChronoUnit.SECONDS) + " (UTC)")));
    }

    private void repeat() {
        heading("Repeat");
        var repeat = new Repeat(report);
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

    private void heading(String text) {
        page.append("<h2>").append(Markup.text(text)).append("</h2>\n");
    }

    /// The first cell of a row names it.
    private void table(String caption, List<String> header, List<List<String>> rows) {
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

    private List<Comparison.Lane> lanes() {
        return report.comparison().lanes();
    }

    private static String interval(Estimate e) {
        String value = number(e.value());
        return (Double.isNaN(e.standardError()) ? value : "%s ± %s".formatted(value,
            String.format(Locale.ROOT, "%.2g", CONFIDENCE * e.standardError()))) + unit(e);
    }

    private static String unit(Estimate e) {
        return e.unit().isEmpty() ? "" : " " + e.unit();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
