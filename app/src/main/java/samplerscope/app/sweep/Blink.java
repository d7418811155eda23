package samplerscope.app.sweep;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.util.Duration;

/// Shows one picture and another in turn, by a clock or as long as a key is held: what moves is what differs.
final class Blink {

    static final double SLOWEST = 0.5;
    static final double FASTEST = 8;

    private final BooleanProperty on = new SimpleBooleanProperty(this, "on", false);
    private final BooleanProperty held = new SimpleBooleanProperty(this, "held", false);
    private final DoubleProperty rate = new SimpleDoubleProperty(this, "rate", 2);
    private final BooleanProperty phase = new SimpleBooleanProperty(this, "phase", false);
    private final ReadOnlyBooleanWrapper showsOther = new ReadOnlyBooleanWrapper(this, "showsOther", false);
    private final Timeline clock = new Timeline();

    Blink() {
        clock.setCycleCount(Timeline.INDEFINITE);
        showsOther.bind(held.or(on.and(phase)));
        on.subscribe((_, _) -> restart());
        rate.subscribe((_, _) -> restart());
    }

    /// Whether the clock runs.
    BooleanProperty on() {
        return on;
    }

    /// Whether a key is held that shows the other one.
    BooleanProperty held() {
        return held;
    }

    /// Changes of picture per second.
    DoubleProperty rate() {
        return rate;
    }

    /// Whether the other one is to be seen now.
    ReadOnlyBooleanProperty showsOther() {
        return showsOther.getReadOnlyProperty();
    }

    private void restart() {
        clock.stop();
        phase.set(false);
        if (on.get()) {
            clock.getKeyFrames().setAll(new KeyFrame(Duration.seconds(1 / rate.get()), _ -> phase.set(!phase.get())));
            clock.playFromStart();
        }
    }
}
