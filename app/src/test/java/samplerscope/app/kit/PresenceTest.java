package samplerscope.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private final Rectangle first = new Rectangle(10, 10);
    private final Rectangle last = new Rectangle(10, 10);
    private final Rectangle late = new Rectangle(10, 10);
    private final VBox box = new VBox(first, last);

    @Test
    void takesNoRoomWhileItIsHidden() {
        Presence.show(first, false);

        assertFalse(first.isVisible());
        assertEquals(10, box.prefHeight(-1));

        Presence.show(first, true);

        assertTrue(first.isVisible());
        assertEquals(20, box.prefHeight(-1));
    }

    @Test
    void staysOutOfTheSceneUntilItIsFirstShown() {
        Presence.show(late, false, Presence.last(box));

        assertNull(late.getParent());
    }

    @Test
    void comesToItsPlace() {
        var second = new Rectangle(10, 10);
        Presence.show(late, true, Presence.below(first));
        Presence.show(second, true, Presence.at(box, 1));

        assertEquals(List.<Node>of(first, second, late, last), box.getChildren());
    }

    @Test
    void keepsItsPlaceWhenItIsHiddenAndShownAgain() {
        Presence.show(late, true, Presence.below(first));
        Presence.show(late, false, Presence.below(first));
        Presence.show(late, true, Presence.last(box));

        assertEquals(List.<Node>of(first, late, last), box.getChildren());
    }
}
