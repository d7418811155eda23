package samplerscope.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// Waits for the first picture that moves, until which the window puts off whatever that picture can do without.
///
/// A picture moves when a lane has made a second frame and a pane that shows lanes has put a newer picture on the screen.
/// All on the FX thread.
///
/// It also measures the start of the program, for its benchmark and for the making of its cache of classes: one line of
/// JSON with the milliseconds from the start of the process to the first frame of the window, and to that picture, then
/// the end of the program. The launcher becomes the process, so its own time counts.
final class FirstPictures {

    /// Set to `true`, the program measures its start and ends.
    private static final String MEASURED = "samplerscope.exitAfterMovingPicture";
    /// Set to `true`, it ends when what was put off is done as well, so that the cache of classes has that.
    private static final String RECORDED = "samplerscope.exitAfterFirstErrors";

    /// A run may fail or take its time for each step: then what was put off has waited long enough.
    private static final javafx.util.Duration PATIENCE = javafx.util.Duration.seconds(2);
    /// After which a measured start ends in any case: nobody waits for it, and it must not stay for ever where a run fails.
    private static final javafx.util.Duration LONGEST_MEASUREMENT = javafx.util.Duration.minutes(3);
    /// In which the charts draw the errors.
    private static final javafx.util.Duration DRAWING = javafx.util.Duration.seconds(1);

    private final Scene scene;
    private final Runnable moving;
    private final List<Subscription> watched = new ArrayList<>();
    private boolean ended;

    private FirstPictures(Scene scene, Runnable moving) {
        this.scene = scene;
        this.moving = moving;
    }

    /// Call after the first layout, before the runs begin.
    ///
    /// @param moving called once, when a picture moves or none does for some time
    static void await(Scene scene, StudyModel study, Runnable moving) {
        boolean recorded = Boolean.getBoolean(RECORDED);
        boolean measured = Boolean.getBoolean(MEASURED) || recorded;
        Runnable then = recorded ? () -> afterErrors(study, Platform::exit) : Platform::exit;
        var pictures = new FirstPictures(scene, measured ? measuring(moving, then) : moving);
        study.shownLanes().forEach(lane -> pictures.watched.add(lane.frameCount().subscribe(_ -> pictures.watch(lane))));
        if (measured) {
            after(LONGEST_MEASUREMENT, Platform::exit);
        } else {
            after(PATIENCE, pictures::end);
        }
    }

    private static void afterErrors(StudyModel study, Runnable action) {
        after(DRAWING, () -> {
            boolean measured = study.shownLanes().stream().noneMatch(lane -> lane.localErrors().get().isEmpty());
            after(DRAWING, measured ? action : () -> afterErrors(study, action));
        });
    }

    private static void after(javafx.util.Duration time, Runnable action) {
        var pause = new PauseTransition(time);
        pause.setOnFinished(_ -> action.run());
        pause.play();
    }

    private void watch(LaneModel lane) {
        if (lane.frameCount().get() < 2 || ended) {
            return;
        }
        scene.getRoot().lookupAll(".raster-pane").forEach(pane -> ((Region) pane).getChildrenUnmodifiable().stream()
            .filter(ImageView.class::isInstance).map(view -> ((ImageView) view).imageProperty()).forEach(this::watch));
    }

    /// For its next change; it ends once that has been rendered.
    private void watch(ObservableValue<?> picture) {
        watched.add(picture.subscribe((_, _) -> Platform.runLater(this::end)));
    }

    private void end() {
        if (!ended) {
            ended = true;
            watched.forEach(Subscription::unsubscribe);
            moving.run();
        }
    }

    private static Runnable measuring(Runnable moving, Runnable then) {
        long firstFrame = sinceStart();
        return () -> {
            System.out.printf(Locale.ROOT, "{\"firstFrameMillis\": %d, \"movingPictureMillis\": %d}%n",
                firstFrame, sinceStart());
            moving.run();
            then.run();
        };
    }

    /// Good to the tick in which the system counts the starts of processes, as a rule a hundredth of a second.
    private static long sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now).toMillis();
    }
}
