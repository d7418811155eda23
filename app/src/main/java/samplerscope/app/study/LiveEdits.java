package samplerscope.app.study;

import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import samplerscope.spec.RunSpec;

/// Edits of the focused lane that show their result at once.
///
/// While a hand drags, the newest edit waits until the run of the one before it is shown: a fast model follows every
/// movement, and none of its runs is thrown away. A slow one is stopped and started again when the hand rests.
public final class LiveEdits {

    /// A hand that has not moved for so long waits for a picture.
    private static final Duration REST = Duration.millis(250);

    /// A run that nothing has replaced for so long was what the hand wanted.
    private static final Duration KEPT = Duration.seconds(1);

    private record Edit(LaneModel lane, String words, String gesture, UnaryOperator<RunSpec.Denoise> change) {}

    private final StudyModel study;
    private final PauseTransition rest = new PauseTransition(REST);
    private final PauseTransition keeping = new PauseTransition(KEPT);
    private Optional<Edit> waiting = Optional.empty();
    private @Nullable LaneModel running;
    private @Nullable LaneModel following;
    private boolean settled = true;
    private boolean taking;

    LiveEdits(StudyModel study) {
        this.study = study;
        rest.setOnFinished(_ -> takeWaiting());
        keeping.setOnFinished(_ -> keep());
    }

    /// Changes the spec of the focused lane and runs it, now or as soon as the run before it is shown; of several that
    /// wait the last one counts.
    ///
    /// @param gesture as for {@link StudyModel#edit(String, String, UnaryOperator)}
    public void offer(String words, String gesture, UnaryOperator<RunSpec.Denoise> change) {
        settled = false;
        waiting = Optional.of(new Edit(study.focusedLane(), words, gesture, change));
        if (!isBusy()) {
            takeWaiting();
        } else {
            rest.playFromStart();
        }
    }

    /// The hand has let go: what it left is run without delay and kept in the run table.
    public void settle() {
        settled = true;
        if (waiting.isPresent()) {
            takeWaiting();
        } else if (!isBusy()) {
            keeping.playFromStart();
        }
    }

    /// Runs a lane that was edited elsewhere, such as by undo, and keeps the run. One that a hand's own edit runs already
    /// goes on, and what waits behind it is not lost.
    public void follow(LaneModel lane) {
        if (running == lane && isBusy()) {
            return;
        }
        settled = true;
        waiting = Optional.empty();
        run(lane);
    }

    /// Whether a hand is at work that has not let go yet.
    public boolean isDragging() {
        return !settled;
    }

    /// Whether an edit waits for the run before it to be shown.
    public boolean isWaiting() {
        return waiting.isPresent();
    }

    /// Makes an edit that waits part of the study now, so that it can be undone like any other.
    void takeNow() {
        if (isWaiting()) {
            takeWaiting();
        }
    }

    /// Whether the edit that a lane is told of just now is one of ours.
    boolean isFollowing(LaneModel lane) {
        return taking && following == lane;
    }

    private void takeWaiting() {
        rest.stop();
        Optional<Edit> next = waiting;
        waiting = Optional.empty();
        next.ifPresent(edit -> {
            following = edit.lane();
            taking = true;
            try {
                study.edit(edit.words(), edit.gesture(), s -> s.withLane(edit.lane().id(),
                    lane -> lane.withSpec(edit.change().apply(lane.spec()))));
            } finally {
                taking = false;
            }
            run(edit.lane());
        });
    }

    private void run(LaneModel lane) {
        following = lane;
        running = lane;
        study.runner().runQuietly(lane, this::ended);
    }

    /// A run whose place another one took, or whose lane is gone, never tells that it ended.
    private boolean isBusy() {
        return running != null && study.runner().isRunning(running);
    }

    private void ended() {
        running = null;
        if (waiting.isPresent()) {
            takeWaiting();
        } else if (settled) {
            keeping.playFromStart();
        }
    }

    private void keep() {
        if (settled && !isBusy() && following != null) {
            study.log().keep(following);
        }
    }
}
