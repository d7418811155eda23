package samplerscope.report;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import samplerscope.metric.Estimate;
import samplerscope.spec.FileAccess;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunFile;
import samplerscope.spec.UnmaskText;
import samplerscope.store.MaskedComparison;

/// A report of masked diffusion as one HTML file, made as {@link ReportPage} is.
public final class MaskedReportPage {

    /// Canvases of a run that are shown as text.
    private static final int TEXTS = 12;

    private final MaskedReport report;
    private final Page page;

    private MaskedReportPage(MaskedReport report) {
        this.report = report;
        this.page = new Page(report.title());
    }

    public static String html(MaskedReport report) {
        return new MaskedReportPage(report).build();
    }

    /// @throws samplerscope.spec.FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(MaskedReport report, Path file) {
        FileAccess.writeText(file, html(report));
    }

    private String build() {
        setting();
        runs();
        differences();
        figures();
        canvases();
        specs();
        environment();
        page.repeat(Repeat.of(report));
        return page.end();
    }

    private void setting() {
        ResolvedMasked run = lanes().getFirst().run().run();
        page.paragraph("Every run uncovers %d sequences of %d positions of the model %s, from the seed %d.".formatted(
            run.spec().samples(), run.start().length, run.spec().model().id(), run.spec().seed()));
        page.paragraph("On the canvas at first: " + run.text(run.start()));
    }

    private void runs() {
        page.heading("Runs");
        List<String> metrics = lanes().stream().flatMap(lane -> lane.run().file().metrics().keySet().stream()).distinct()
            .toList();
        var header = new ArrayList<>(List.of("run", "sampler", "time (s)", "Pareto"));
        header.addAll(metrics);
        var rows = new ArrayList<List<String>>();
        for (MaskedComparison.Lane lane : lanes()) {
            var cells = new ArrayList<>(List.of(lane.name(), sampler(lane), Page.number(lane.run().file().seconds()) + " s",
                lane.onFront() ? "yes" : ""));
            metrics.forEach(id -> cells.add(
                Optional.ofNullable(lane.run().file().metrics().get(id)).map(Page::interval).orElse("-")));
            rows.add(cells);
        }
        page.table("Each run: what was set and what was measured. Pareto: no other run has fewer passes at no more path-KL, "
            + "or less path-KL at no more passes. Intervals are of 95 % confidence.", header, rows);
    }

    private static String sampler(MaskedComparison.Lane lane) {
        var choice = lane.run().run().spec().sampler();
        return (choice.id() + " " + choice.settings().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" "))).strip();
    }

    private void differences() {
        var rows = new ArrayList<List<String>>();
        lanes().stream().skip(1).forEach(lane -> {
            if (lane.pairedKl().isPresent() || lane.pairedNll().isPresent()) {
                rows.add(List.of(lane.name(), cell(lane.pairedKl()), cell(lane.pairedNll())));
            }
        });
        if (!rows.isEmpty()) {
            page.heading("Paired differences");
            page.table(("Mean over sequences, which start from the same random numbers, of a run's number minus that of %s. "
                + "Intervals are of 95 %% confidence.").formatted(lanes().getFirst().name()),
                List.of("run", "path-KL", "-log p of a sequence"), rows);
        }
    }

    private static String cell(Optional<Estimate> estimate) {
        return estimate.map(Page::interval).orElse("-");
    }

    private void figures() {
        page.heading("Passes");
        var figures = new MaskedFigures(report.comparison());
        page.figure(figures.overPasses(), "Tokens that stand after each pass, mean over the recorded sequences.",
            "No step was recorded.");
        page.figure(figures.errorOverPasses(), "Path-KL against passes of each run, both lower is better.",
            "No run has a path error.");
    }

    private void canvases() {
        page.heading("Canvases");
        page.paragraph("The first sequence of each run; the later a token was written, the darker its box.");
        for (MaskedComparison.Lane lane : lanes()) {
            ResolvedMasked run = lane.run().run();
            int[] canvas = lane.run().canvases().getFirst();
            List<String> tokens = Arrays.stream(canvas).mapToObj(token -> run.text(new int[] {token})).toList();
            page.markup("<figure>\n<div class=\"drawing\" role=\"img\" aria-label=\"Canvas of %s\">%s</div>\n<figcaption>%s"
                .formatted(Markup.text(lane.name()),
                    new OrderStrip(tokens, MaskedFigures.order(lane.run().file(), 0)).svg(), Markup.text(lane.name())));
            page.markup("</figcaption>\n</figure>\n");
            page.details("First canvases of " + lane.name(),
                lane.run().texts().stream().limit(TEXTS).collect(Collectors.joining("\n")));
        }
    }

    private void specs() {
        page.heading("Specs");
        for (int i = 0; i < lanes().size(); i++) {
            page.details(lanes().get(i).name(), UnmaskText.json(report.specs().get(i)).pretty());
        }
    }

    private void environment() {
        page.heading("Environment");
        RunFile.Environment e = lanes().getFirst().run().file().environment();
        page.table("What the runs were computed on.", List.of("fact", "value"), List.of(
            List.of("Samplerscope", e.program()), List.of("Java", e.java()), List.of("system", e.os()),
            List.of("host threads", Integer.toString(e.threads())),
            List.of("made", report.made().truncatedTo(ChronoUnit.SECONDS) + " (UTC)")));
    }

    private List<MaskedComparison.Lane> lanes() {
        return report.comparison().lanes();
    }
}
