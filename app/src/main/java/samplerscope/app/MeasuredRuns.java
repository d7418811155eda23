package samplerscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import samplerscope.SamplerscopeException;
import samplerscope.app.diagnostics.FrameTimes;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Services;
import samplerscope.app.study.StudyModel;
import samplerscope.run.DenoisingRun;
import samplerscope.spec.RunSpec;

/// Measures runs that panes follow, for the benchmark: one line of JSON with the seconds from the start of each run to its
/// last state, those of the same run that no pane follows, and the milliseconds of the window's frames during the first,
/// then the end of the program.
///
/// The window's side holds all that the window does with a run while it goes on: pictures, the reference, errors. Then it
/// has time to end them, and the run is done once more beside the window, which rests: in turn and in one process, since a
/// machine that is shared may be half as fast a minute later. On the FX thread, but for that second run.
final class MeasuredRuns {

    /// Names the file of the spec that is to be run.
    private static final String PROPERTY = "samplerscope.measuredRuns";

    /// The compiler goes on for that long: after 4 runs one takes a quarter more than after 30.
    private static final int WARM_UPS = 20;
    private static final int RUNS = 9;
    private static final Duration REST = Duration.seconds(1.5);
    private static final Duration SHORT_REST = Duration.millis(500);

    private final RunSpec.Denoise spec;
    private final StudyModel study;
    private final LaneModel lane;
    private final FrameTimes frames = new FrameTimes();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> alone = new ArrayList<>();
    private final List<double[]> millis = new ArrayList<>();
    private long began;
    private int runs;

    private MeasuredRuns(RunSpec.Denoise spec, StudyModel study) {
        this.spec = spec;
        this.study = study;
        this.lane = study.lanes().getFirst();
    }

    /// The file that the property names; empty where nothing is to be measured.
    static Optional<Path> wanted() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    /// Call after the first layout.
    static void measure(RunSpec.Denoise spec, StudyModel study) {
        study.look(s -> s.comparing(List.of(spec)));
        var runs = new MeasuredRuns(spec, study);
        runs.lane.state().subscribe(runs::follow);
        runs.begin();
    }

    private void begin() {
        frames.clear();
        frames.start();
        began = System.nanoTime();
        study.runner().run(List.of(lane));
    }

    private void follow(LaneState state) {
        if (state instanceof LaneState.Done) {
            double took = (System.nanoTime() - began) * 1e-9;
            frames.stop();
            if (++runs > WARM_UPS) {
                seconds.add(took);
                millis.add(frames.lately());
            }
            after(REST, () -> Thread.ofPlatform().daemon().name("run-alone").start(this::runAlone));
        } else if (state instanceof LaneState.Failed) {
            Platform.exit(); // without a line, which says enough
        }
    }

    private static void after(Duration duration, Runnable action) {
        var rest = new PauseTransition(duration);
        rest.setOnFinished(_ -> action.run());
        rest.play();
    }

    /// As a command does it: each step is recorded, as it is in the window.
    private void runAlone() {
        long start = System.nanoTime();
        Services services = study.services();
        try (DenoisingRun run = services.engine().get().open(services.resolver().resolve(spec, services.base()))) {
            while (run.advance().isPresent()) {
                // Nobody looks.
            }
        } catch (SamplerscopeException e) {
            Platform.exit();
            throw e;
        }
        double took = (System.nanoTime() - start) * 1e-9;
        Platform.runLater(() -> {
            if (runs > WARM_UPS) {
                alone.add(took);
            }
            after(SHORT_REST, this::next);
        });
    }

    private void next() {
        if (runs < WARM_UPS + RUNS) {
            begin();
        } else {
            System.out.printf("{\"runSeconds\": %s, \"aloneSeconds\": %s, \"frameMillis\": [%s]}%n", json(seconds), json(alone),
                millis.stream().map(MeasuredRuns::json).collect(Collectors.joining(", ")));
            Platform.exit();
        }
    }

    private static String json(List<Double> numbers) {
        return json(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String json(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(n -> String.format(Locale.ROOT, "%.6f", n))
            .collect(Collectors.joining(", ", "[", "]"));
    }
}
