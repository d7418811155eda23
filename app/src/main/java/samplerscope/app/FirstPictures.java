package samplerscope.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// Measures the start of the program, for its benchmark and for the making of its cache of classes: one line of JSON with
/// the milliseconds from the start of the process to the first frame of the window, and to the first picture that moves,
/// then the end of the program.
///
/// A picture moves when a lane has made a second frame and a pane that shows lanes has put a newer picture on the screen.
/// The launcher becomes the process, so its own time counts. All on the FX thread.
final class FirstPictures {

    /// Set to `true`, this is what the program does.
    static final String PROPERTY = "samplerscope.exitAfterMovingPicture";

    /// After which it ends in any case: nobody waits for it, and it must not stay for ever where a run fails.
    private static final javafx.util.Duration PATIENCE = javafx.util.Duration.minutes(3);

    private final Scene scene;
    private final long firstFrame = sinceStart();
    private boolean ended;

    private FirstPictures(Scene scene) {
        this.scene = scene;
    }

    static boolean areMeasured() {
        return Boolean.getBoolean(PROPERTY);
    }

    /// Call after the first layout, before the runs begin.
    static void measure(Scene scene, StudyModel study) {
        var pictures = new FirstPictures(scene);
        study.shownLanes().forEach(lane -> lane.frameCount().subscribe(_ -> pictures.watch(lane)));
        var patience = new PauseTransition(PATIENCE);
        patience.setOnFinished(_ -> Platform.exit());
        patience.play();
    }

    private void watch(LaneModel lane) {
        if (lane.frameCount().get() < 2 || ended) {
            return;
        }
        scene.getRoot().lookupAll(".raster-pane").forEach(pane -> ((Region) pane).getChildrenUnmodifiable().stream()
            .filter(ImageView.class::isInstance).map(view -> ((ImageView) view).imageProperty()).forEach(this::end));
    }

    /// With the next change of a picture, once that has been rendered.
    private void end(ObservableValue<?> picture) {
        picture.subscribe((_, _) -> Platform.runLater(() -> {
            if (!ended) {
                ended = true;
                System.out.printf(Locale.ROOT, "{\"firstFrameMillis\": %d, \"movingPictureMillis\": %d}%n",
                    firstFrame, sinceStart());
                Platform.exit();
            }
        }));
    }

    /// Good to the tick in which the system counts the starts of processes, as a rule a hundredth of a second.
    private static long sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now).toMillis();
    }
}
