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
import samplerscope.app.diagnostics.FrameTimes;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.RunSpec;

/// Measures runs that panes follow, for the benchmark: one line of JSON with the seconds from the start of each run to its
/// last state and the milliseconds of the window's frames meanwhile, then the end of the program.
///
/// The window's side holds all that the window does with a run while it goes on: pictures, the reference, errors. Between
/// two runs it has time to end them. All on the FX thread.
final class MeasuredRuns {

    /// Names the file of the spec that is to be run.
    private static final String PROPERTY = "samplerscope.measuredRuns";

    /// The compiler goes on for that long: after 4 runs one takes a quarter more than after 30.
    private static final int WARM_UPS = 20;
    private static final int RUNS = 9;
    private static final Duration REST = Duration.seconds(1.5);

    private final StudyModel study;
    private final LaneModel lane;
    private final FrameTimes frames = new FrameTimes();
    private final List<Double> seconds = new ArrayList<>();
    private final List<double[]> millis = new ArrayList<>();
    private long began;
    private int runs;

    private MeasuredRuns(StudyModel study) {
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
        var runs = new MeasuredRuns(study);
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
            var rest = new PauseTransition(REST);
            rest.setOnFinished(_ -> next());
            rest.play();
        } else if (state instanceof LaneState.Failed) {
            Platform.exit(); // without a line, which says enough
        }
    }

    private void next() {
        if (runs < WARM_UPS + RUNS) {
            begin();
        } else {
            System.out.printf("{\"runSeconds\": %s, \"frameMillis\": [%s]}%n",
                json(seconds.stream().mapToDouble(Double::doubleValue).toArray()),
                millis.stream().map(MeasuredRuns::json).collect(Collectors.joining(", ")));
            Platform.exit();
        }
    }

    private static String json(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(n -> String.format(Locale.ROOT, "%.6f", n))
            .collect(Collectors.joining(", ", "[", "]"));
    }
}
