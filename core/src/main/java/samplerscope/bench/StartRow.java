package samplerscope.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// From the start of the launcher to the first picture that moves, without a display and with whatever caches there are: the
/// warm-up starts the program once, so that the disk is warm.
///
/// The program itself tells the times, as a line of JSON, and ends.
final class StartRow {

    private static final String LAUNCHER = "samplerscope";
    private static final String OPTIONS = "SAMPLERSCOPE_JAVA_OPTS";
    private static final String MEASURED = "-Dsamplerscope.exitAfterMovingPicture=true -Dglass.platform=Headless "
        + "-Dprism.order=sw";
    private static final int SECONDS_TO_START = 120;
    private static final double MILLI = 1e-3;

    private StartRow() {}

    static BenchRow row() {
        return new BenchRow("start", "start", "start of the window to the first moving picture, warm disk", "", Unit.SECONDS,
            BenchRow.Scale.STANDARD, Optional.of(Goal.atMost(2.5, 1.5)), StartRow::open);
    }

    private static BenchRow.Measured open(BenchPlace place) {
        Path launcher = place.assets().toAbsolutePath().resolveSibling(LAUNCHER);
        if (!Files.isExecutable(launcher)) {
            throw new SkippedException("there is no launcher '%s'".formatted(launcher), "run the benchmark in a checkout");
        }
        return new Started(launcher);
    }

    private static final class Started implements BenchRow.Measured {

        private final Path launcher;
        private final List<Double> firstFrames = new ArrayList<>();

        Started(Path launcher) {
            this.launcher = launcher;
        }

        @Override
        public double warmUp() {
            start();
            return PeerProcess.number(start(), "movingPictureMillis") * MILLI;
        }

        @Override
        public BenchRow.Round round() {
            Json.Obj times = start();
            firstFrames.add(PeerProcess.number(times, "firstFrameMillis") * MILLI);
            return BenchRow.Round.alone(PeerProcess.number(times, "movingPictureMillis") * MILLI);
        }

        @Override
        public List<BenchResult.Figure> figures(Spread ours) {
            return List.of(new BenchResult.Figure("first frame",
                Spread.of(firstFrames.stream().mapToDouble(Double::doubleValue).toArray()).median(), "s"));
        }

        private Json.Obj start() {
            Stopwatch.requireRunning();
            return said(launcher, output());
        }

        private String output() {
            try {
                Path out = Files.createTempFile("samplerscope-start", ".json");
                try {
                    var builder = new ProcessBuilder(launcher.toString()).redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
                    builder.environment().put(OPTIONS, MEASURED);
                    await(builder.start());
                    return Files.readString(out, StandardCharsets.UTF_8);
                } finally {
                    Files.deleteIfExists(out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void await(Process process) {
            try {
                process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the benchmark was cancelled");
            } finally {
                process.destroy();
            }
        }
    }

    /// The line of JSON among what the program printed.
    ///
    /// @throws SkippedException if there is none
    static Json.Obj said(Path launcher, String output) {
        return output.lines().filter(line -> line.startsWith("{")).map(line -> JsonReader.read(line, launcher.toString()))
            .filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast)
            .filter(o -> PeerProcess.number(o, "movingPictureMillis") > 0).findFirst()
            .orElseThrow(() -> new SkippedException("'%s' showed no moving picture".formatted(launcher),
                "start it by hand and see what it says"));
    }
}
