package samplerscope.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import samplerscope.run.Recording;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.Json;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecWriter;

/// A run in the window, whose panes follow it: what they cost it, and how smoothly they do.
///
/// The window runs it a number of times, with rests in which it ends what it does beside, and after each such run once
/// more without showing it, each step recorded as before.
final class WindowRows {

    private static final String RUNS = "runSeconds";
    private static final String ALONE = "aloneSeconds";
    private static final String FRAMES = "frameMillis";
    private static final double MILLI = 1e-3;
    private static final double MOST = 0.95;
    private static final int STEPS = 50;
    private static final int SAMPLES = 200_000;

    private WindowRows() {}

    static List<BenchRow> all() {
        String run = "moons, %,d points, %d DDIM steps".formatted(SAMPLES, STEPS);
        return List.of(
            new BenchRow("live-panes", "window", run + ", from the click to the last state", "unseen, beside the window",
                Unit.SECONDS, BenchRow.Scale.STANDARD, Optional.of(Goal.ratio(1 / 1.05, 1 / 1.02)), CostOfPanes::new),
            new BenchRow("frames", "window", run + ", from one frame of the window to the next", "", Unit.SECONDS,
                BenchRow.Scale.STANDARD, Optional.empty(), FramesOfRuns::new));
    }

    private static RunSpec.Denoise spec() {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("moons"), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", STEPS), List.of(Choice.of("ddim")), Guidance.NONE, SAMPLES, 0, 1,
            Recording.ALL);
    }

    private static Json.Obj inWindow(LaunchedWindow window) {
        try {
            Path spec = Files.createTempFile("samplerscope-run", ".json");
            try {
                SpecWriter.write(spec(), spec);
                return window.measured("-Dsamplerscope.measuredRuns=" + spec, RUNS);
            } finally {
                Files.deleteIfExists(spec);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws SkippedException if there are none
    private static double[] numbers(Json list) {
        double[] numbers = list instanceof Json.Arr(List<Json> items, _)
            ? items.stream().mapToDouble(n -> ((Json.Num) n).value()).toArray() : new double[0];
        if (numbers.length == 0) {
            throw new SkippedException("the window measured nothing", "run the benchmark again");
        }
        return numbers;
    }

    /// A round is one run in the window and the same one beside it, which follows.
    private static final class CostOfPanes implements BenchRow.Measured {

        private final LaunchedWindow window;
        private double[] shown = {};
        private double[] alone = {};
        private int round;

        CostOfPanes(BenchPlace place) {
            this.window = LaunchedWindow.of(place);
        }

        @Override
        public double warmUp() {
            Json.Obj said = inWindow(window);
            shown = numbers(said.get(RUNS).orElseThrow());
            alone = numbers(said.get(ALONE).orElseThrow());
            return shown[0];
        }

        @Override
        public BenchRow.Round round() {
            int next = round++ % shown.length;
            return new BenchRow.Round(shown[next], alone[next]);
        }
    }

    /// A round is the median of the frames of one run.
    private static final class FramesOfRuns implements BenchRow.Measured {

        private final LaunchedWindow window;
        private List<double[]> runs = List.of();
        private int round;

        FramesOfRuns(BenchPlace place) {
            this.window = LaunchedWindow.of(place);
        }

        @Override
        public double warmUp() {
            runs = inWindow(window).get(FRAMES).filter(Json.Arr.class::isInstance).map(runs -> ((Json.Arr) runs).items())
                .orElse(List.of()).stream().map(WindowRows::numbers).toList();
            return Spread.of(runs.getFirst()).median() * MILLI;
        }

        @Override
        public BenchRow.Round round() {
            return BenchRow.Round.alone(Spread.of(runs.get(round++ % runs.size())).median() * MILLI);
        }

        @Override
        public List<BenchResult.Figure> figures(Spread ours) {
            double[] all = runs.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
            return List.of(new BenchResult.Figure("95 of 100 within", all[(int) (MOST * (all.length - 1))], "ms"),
                new BenchResult.Figure("longest", all[all.length - 1], "ms"));
        }
    }
}
