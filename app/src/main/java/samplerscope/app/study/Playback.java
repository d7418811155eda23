package samplerscope.app.study;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/// Moves the cursor over what was recorded: by frames, or by itself.
public final class Playback {

    /// Seconds for the whole axis at speed 1.
    private static final double DURATION = 3;
    /// Positions closer than this are the same frame.
    private static final double SAME = 1e-9;

    private final StudyModel study;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper(this, "playing", false);
    private final BooleanProperty loop = new SimpleBooleanProperty(this, "loop", true);
    private final BooleanProperty backwards = new SimpleBooleanProperty(this, "backwards", false);
    private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
    private final AnimationTimer timer = new AnimationTimer() {
        private long before;

        @Override
        public void start() {
            before = 0;
            super.start();
        }

        @Override
        public void handle(long now) {
            if (before != 0) {
                advance((now - before) * 1e-9);
            }
            before = now;
        }
    };

    Playback(StudyModel study) {
        this.study = study;
    }

    public ReadOnlyBooleanProperty playing() {
        return playing.getReadOnlyProperty();
    }

    public BooleanProperty loop() {
        return loop;
    }

    /// Whether playing goes from data to noise.
    public BooleanProperty backwards() {
        return backwards;
    }

    /// 1 plays the whole axis in three seconds.
    public DoubleProperty speed() {
        return speed;
    }

    public void toggle() {
        if (playing.get()) {
            pause();
        } else {
            play();
        }
    }

    public void play() {
        boolean atGoal = backwards.get() ? position() <= SAME : position() >= 1 - SAME;
        if (atGoal || isFollowing()) {
            scrub(start());
        }
        playing.set(true);
        timer.start();
    }

    /// Puts the cursor somewhere by hand.
    public void go(double to) {
        pause();
        scrub(to);
    }

    /// Turns the direction around; what plays goes on from where it is.
    public void turn() {
        backwards.set(!backwards.get());
    }

    public void pause() {
        playing.set(false);
        timer.stop();
    }

    public void first() {
        pause();
        scrub(0);
    }

    public void last() {
        pause();
        scrub(1);
    }

    /// To the next recorded frame of any shown lane.
    public void next() {
        pause();
        stops().filter(p -> p > position() + SAME).min(Comparator.naturalOrder()).ifPresent(this::scrub);
    }

    public void previous() {
        pause();
        stops().filter(p -> p < position() - SAME).max(Comparator.naturalOrder()).ifPresent(this::scrub);
    }

    /// Package-private for tests, which have no time to wait.
    void advance(double seconds) {
        double to = position() + (backwards.get() ? -1 : 1) * seconds * speed.get() / DURATION;
        if (to > 0 && to < 1) {
            scrub(to);
        } else if (loop.get()) {
            scrub(start());
        } else {
            scrub(1 - start());
            pause();
        }
    }

    /// Where playing begins, and begins again.
    private double start() {
        return backwards.get() ? 1 : 0;
    }

    /// What moves: the cursor of the runs, or that of a round trip while one is shown.
    private boolean isRoundTrip() {
        return study.inversions().shown().get();
    }

    private boolean isFollowing() {
        return !isRoundTrip() && study.selection().following().get();
    }

    private double position() {
        return isRoundTrip() ? study.inversions().position().get()
            : isFollowing() ? 1 : study.selection().position().get();
    }

    private void scrub(double to) {
        if (isRoundTrip()) {
            study.inversions().position().set(Math.clamp(to, 0.0, 1.0));
        } else {
            study.selection().scrub(to);
        }
    }

    /// Where the cursor can stand: the frames of all shown lanes.
    private Stream<Double> stops() {
        if (isRoundTrip()) {
            return study.shownLanes().stream().flatMap(lane -> study.inversions().trip(lane).stream()).flatMap(trip ->
                IntStream.range(0, trip.frames().size()).mapToObj(trip::positionOf));
        }
        ClockAxis axis = study.axis().get();
        return study.shownLanes().stream().flatMap(lane -> {
            List<ClockAxis.Moment> moments = lane.moments();
            return moments.subList(0, Math.min(lane.frames().size(), moments.size())).stream()
                .map(m -> axis.positionOf(m, lane.steps()));
        });
    }
}
