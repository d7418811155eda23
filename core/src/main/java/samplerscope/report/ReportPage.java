package samplerscope.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import samplerscope.export.PictureException;
import samplerscope.metric.PairedDifference;
import samplerscope.spec.FileAccess;
import samplerscope.spec.RunFile;
import samplerscope.spec.SpecWriter;
import samplerscope.store.Comparison;
import samplerscope.store.RunExecutor;
import samplerscope.store.StatePictures;

/// A report as one HTML file that is also well-formed XML: no script, no style and no picture from elsewhere.
public final class ReportPage {

    private static final String NOTHING = "No run has an error above zero to draw.";

    private final Report report;
    private final Page page;

    private ReportPage(Report report) {
        this.report = report;
        this.page = new Page(report.title());
    }

    public static String html(Report report) {
        return new ReportPage(report).build();
    }

    /// @throws samplerscope.spec.FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(Report report, Path file) {
        FileAccess.writeText(file, html(report));
    }

    private String build() {
        runs();
        differences();
        figures();
        pictures();
        specs();
        environment();
        page.repeat(Repeat.of(report));
        return page.end();
    }

    private void runs() {
        page.heading("Runs");
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
                Integer.toString(lane.run().run().nfe()), lane.error().map(e -> Page.interval(e.rms())).orElse("-"),
                lane.error().map(e -> Page.number(e.median()) + Page.unit(e.rms())).orElse("-"),
                Page.number(lane.run().file().seconds()) + " s"));
            metrics.forEach(id -> cells.add(Page.interval(lane.run().file().metrics().get(id))));
            rows.add(cells);
        }
        page.table("Each run: what was set and what was measured. Intervals are of 95 % confidence.", header, rows);
    }

    private void differences() {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < lanes().size(); i++) {
            for (int j = i + 1; j < lanes().size(); j++) {
                Comparison.Lane first = lanes().get(i);
                Comparison.Lane second = lanes().get(j);
                first.error().flatMap(a -> second.error().map(b -> PairedDifference.of(b, a)))
                    .ifPresent(d -> rows.add(List.of(second.name(), first.name(), Page.interval(d))));
            }
        }
        if (!rows.isEmpty()) {
            page.heading("Paired differences");
            page.table("Mean over samples, which start from the same noise, of the first run's error minus the second's; "
                + "below zero the first is better. Intervals are of 95 % confidence.",
                List.of("run", "minus run", "difference of errors"), rows);
        }
    }

    private void figures() {
        page.heading("Errors");
        var figures = new Figures(report.comparison());
        page.figure(figures.alongLambda(), "Error along lambda, the logarithm of the ratio of signal to noise.", NOTHING);
        page.figure(figures.overEvaluations(), "Error against network evaluations (NFE) along each run.", NOTHING);
        page.figure(figures.overSeconds(), "Error at the end of each run against its wall time, both lower is better.", NOTHING);
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
            page.heading("Samples at the end");
            page.markup("<div class=\"pictures\">\n" + shown + "</div>\n");
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
        page.heading("Specs");
        for (int i = 0; i < lanes().size(); i++) {
            page.details(lanes().get(i).name(), SpecWriter.json(report.specs().get(i)).pretty());
        }
    }

    private void environment() {
        page.heading("Environment");
        RunFile.Environment e = lanes().getFirst().run().file().environment();
        page.table("What the runs were computed on.", List.of("fact", "value"), List.of(
            List.of("Samplerscope", e.program()), List.of("Java", e.java()), List.of("system", e.os()),
            List.of("backend", e.backend()), List.of("device", report.device()), List.of("precision", e.precision()),
            List.of("host threads", Integer.toString(e.threads())),
            List.of("made", report.made().truncatedTo(ChronoUnit.SECONDS) + " (UTC)")));
    }

    private List<Comparison.Lane> lanes() {
        return report.comparison().lanes();
    }
}
