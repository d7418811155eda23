package samplerscope.app.export;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.app.chart.ChartPicture;
import samplerscope.app.export.Export.Preview;
import samplerscope.app.export.Export.Progress;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.export.Apng;
import samplerscope.export.FrameSink;
import samplerscope.export.GifAnimation;
import samplerscope.export.NpyArrays;
import samplerscope.export.PngFile;
import samplerscope.run.Snapshot;
import samplerscope.spec.FileAccess;

/// Gathers what is needed for a file, from a study and from what is on screen. On the FX thread.
public final class Exports {

    private static final int CHART_WIDTH = 760;
    private static final int CHART_HEIGHT = 420;
    private static final int FILM_SIZE = 320;
    private static final int PREVIEW_TEXT = 1200;
    /// The first and the last picture of an animation stay, so that an eye can rest on them.
    private static final int HOLD_MILLIS = 900;

    /// Views to take pictures of.
    ///
    /// @param window picture of everything, at a scale
    /// @param lanes  picture of all lanes, at a scale
    /// @param chart  the chart on screen
    public record Views(Shot window, Shot lanes, Supplier<ChartPicture> chart) {}

    /// A picture of a part of the window, now.
    @FunctionalInterface
    public interface Shot {
        BufferedImage at(int scale);
    }

    private final StudyModel study;
    private final Views views;

    public Exports(StudyModel study, Views views) {
        this.study = study;
        this.views = views;
    }

    /// @throws NothingToExportException if there is nothing of that kind yet
    public Export gather(ExportRequest r) {
        return switch (r.target()) {
            case WINDOW -> picture(views.window(), r);
            case LANES -> picture(views.lanes(), r);
            case CHART -> chart(r);
            case REPORT -> LanesReport.of(study);
            case ANIMATION -> animation(r);
            case SAMPLES -> samples();
            case RUN -> run();
        };
    }

    /// `two-moons-error-against-nfe.svg`: says what is inside, safe on every file system.
    public String proposal(ExportRequest r) {
        LaneModel lane = study.focusedLane();
        String model = lane.lane().get().spec().model().id();
        String letter = study.study().get().letterOf(lane.id()).toLowerCase(Locale.ROOT);
        String what = switch (r.target()) {
            case CHART -> "chart";
            case LANES -> "lanes";
            case WINDOW -> "window";
            case REPORT -> "report";
            case ANIMATION -> r.lanes() == ExportRequest.Lanes.ALL ? "animation" : "animation-" + letter;
            case SAMPLES -> "samples-" + letter;
            case RUN -> "lane-" + letter;
        };
        return "%s-%s.%s".formatted(model, what, r.format().extension());
    }

    private Export picture(Shot shot, ExportRequest r) {
        return new Picture(shot.at(r.scale()), runInside(r));
    }

    private Export chart(ExportRequest r) {
        ChartPicture chart = views.chart().get().onWhite();
        return switch (r.format()) {
            case CSV -> numbers(chart);
            case SVG -> drawing(chart);
            case PNG, APNG, GIF, NPY, JSON, HTML -> new Picture(chart.image(CHART_WIDTH, CHART_HEIGHT, r.scale()), runInside(r));
        };
    }

    /// A chart as it is shown, on white, as the name of a file asks for it: numbers for `csv`, lines for `svg`, pixels
    /// otherwise.
    public static Export of(ChartPicture shown, Path file) {
        ChartPicture chart = shown.onWhite();
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") ? numbers(chart) : name.endsWith(".svg") ? drawing(chart)
            : new Picture(chart.image(CHART_WIDTH, CHART_HEIGHT, 2), Optional.empty());
    }

    private static Export numbers(ChartPicture chart) {
        return new Text(chart.content().csv(), "numbers at full precision");
    }

    private static Export drawing(ChartPicture chart) {
        return new Drawing(chart.svg(CHART_WIDTH, CHART_HEIGHT), chart.image(CHART_WIDTH, CHART_HEIGHT, 1));
    }

    private Export animation(ExportRequest r) {
        List<LaneModel> wanted = r.lanes() == ExportRequest.Lanes.ALL ? study.shownLanes() : List.of(study.focusedLane());
        List<LaneModel> ready = wanted.stream().filter(l -> !l.frames().isEmpty()).toList();
        if (ready.isEmpty()) {
            throw new NothingToExportException("no lane has run, so there is nothing to animate");
        }
        return new Animation(Film.of(study, ready, FILM_SIZE), r.format(), 1000 / r.fps(), runInside(r));
    }

    private Export samples() {
        Frame frame = study.frameOf(study.focusedLane()).orElseThrow(
            () -> new NothingToExportException("the focused lane has no samples yet"));
        return new Samples(frame.state());
    }

    private Export run() {
        return new Run(RunText.of(study.services(), study.focusedLane()).orElseThrow(
            () -> new NothingToExportException("the focused lane has not run")));
    }

    private Optional<RunText> runInside(ExportRequest r) {
        return r.inside() == ExportRequest.Inside.RUN_FILE
            ? RunText.of(study.services(), study.focusedLane()) : Optional.empty();
    }

    private record Picture(BufferedImage image, Optional<RunText> run) implements Export {
        @Override
        public Preview preview() {
            return new Preview.Picture(image, "%d × %d pixels".formatted(image.getWidth(), image.getHeight()));
        }

        @Override
        public void write(Path file, Progress progress) {
            PngFile.write(file, image, run.map(RunText::text));
            progress.at(1, 1);
        }
    }

    private record Drawing(String svg, BufferedImage image) implements Export {
        @Override
        public Preview preview() {
            return new Preview.Picture(image, "%d × %d, text stays text, about %d kB"
                .formatted(image.getWidth(), image.getHeight(), svg.length() / 1000 + 1));
        }

        @Override
        public void write(Path file, Progress progress) {
            FileAccess.writeText(file, svg);
            progress.at(1, 1);
        }
    }

    private record Text(String text, String kind) implements Export {
        @Override
        public Preview preview() {
            return new Preview.Text(text.substring(0, Math.min(PREVIEW_TEXT, text.length())),
                "%s, %d lines".formatted(kind, text.lines().count()));
        }

        @Override
        public void write(Path file, Progress progress) {
            FileAccess.writeText(file, text);
            progress.at(1, 1);
        }
    }

    private record Animation(Film film, Target.Format format, int millis, Optional<RunText> run) implements Export {
        @Override
        public Preview preview() {
            return new Preview.Picture(film.picture(film.length() / 2), "%d pictures of %d × %d, %.1f s"
                .formatted(film.length(), film.width(), film.height(),
                    ((film.length() - 2) * millis + 2 * HOLD_MILLIS) / 1000.0));
        }

        @Override
        public void write(Path file, Progress progress) {
            try (FrameSink sink = format == Target.Format.GIF ? GifAnimation.open(file, 0) : Apng.open(file, 0)) {
                for (int i = 0; i < film.length(); i++) {
                    Export.checkInterrupted();
                    sink.add(film.picture(i), i == 0 || i == film.length() - 1 ? HOLD_MILLIS : millis);
                    progress.at(i + 1, film.length());
                }
                sink.finish(run.map(RunText::text));
            }
        }
    }

    private record Samples(Snapshot state) implements Export {
        @Override
        public Preview preview() {
            var text = new StringBuilder();
            int size = Math.min(8, state.sampleSize());
            for (int i = 0; i < Math.min(12, state.samples()); i++) {
                for (int j = 0; j < size; j++) {
                    text.append(String.format(Locale.ROOT, "%12.6f", state.at(i * state.sampleSize() + j)));
                }
                text.append('\n');
            }
            return new Preview.Text(text.toString(), "an array of %d samples with %d numbers each, as computed"
                .formatted(state.samples(), state.sampleSize()));
        }

        @Override
        public void write(Path file, Progress progress) {
            NpyArrays.write(file, state);
            progress.at(1, 1);
        }
    }

    private record Run(RunText run) implements Export {
        @Override
        public Preview preview() {
            return new Preview.Text("spec, levels, fingerprints of %d states".formatted(run.trajectory().frames()),
                "repeats this run to the bit");
        }

        @Override
        public void write(Path file, Progress progress) {
            FileAccess.writeText(file, run.text());
            progress.at(1, 1);
        }
    }
}
