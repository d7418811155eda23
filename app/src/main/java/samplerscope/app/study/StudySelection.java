package samplerscope.app.study;

import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/// Where everybody is looking: every pane reads and writes it, and no pane talks to another.
public final class StudySelection {

    private final DoubleProperty position = new SimpleDoubleProperty(this, "position", 1);
    private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
    private final ObjectProperty<Set<Integer>> samples = new SimpleObjectProperty<>(this, "samples", Set.of());
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);

    /// The cursor, in [0, 1] along the axis of the study's clock; see {@link ClockAxis}.
    public DoubleProperty position() {
        return position;
    }

    /// While true, each lane shows its newest frame; scrubbing turns it off, running turns it on.
    public BooleanProperty following() {
        return following;
    }

    /// Selected samples, by index; the same sample in every lane.
    public ObjectProperty<Set<Integer>> samples() {
        return samples;
    }

    /// Sample under the mouse; -1 for none.
    public IntegerProperty hovered() {
        return hovered;
    }

    /// Puts the cursor somewhere by hand.
    public void scrub(double to) {
        following.set(false);
        position.set(Math.clamp(to, 0.0, 1.0));
    }
}
