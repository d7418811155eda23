package samplerscope.app.flow;

import java.util.List;
import javafx.scene.control.MenuItem;
import samplerscope.app.study.LaneModel;

/// What can be done with a lane; the shell knows.
@FunctionalInterface
public interface LaneMenu {

    /// Called on the FX thread each time the menu opens.
    List<MenuItem> itemsFor(LaneModel lane);
}
