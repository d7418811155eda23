package samplerscope.app.image;

import java.util.ArrayList;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.StudyProbe;

/// The probes among the samples of a lane that is no plane: a badge on each, and a menu to follow and to let go.
final class SampleBadges {

    private static final Font NAME = Font.font(null, FontWeight.BOLD, 11);

    private final LaneModel lane;
    private final StudyModel study;
    private final ContextMenu menu = new ContextMenu();

    SampleBadges(LaneModel lane, StudyModel study) {
        this.lane = lane;
        this.study = study;
    }

    /// @param shown whether a sample is in the pane
    /// @param place of the upper left corner of a sample, logical pixels
    void draw(GraphicsContext g, IntPredicate shown, IntFunction<Point2D> place, Ground ground) {
        g.setFont(NAME);
        g.setTextBaseline(VPos.TOP);
        for (StudyProbe probe : study.probes().all()) {
            if (probe.of().filter(shown::test).isPresent() && lane.ran().get().filter(probe.probe()::suits).isPresent()) {
                Point2D at = place.apply(probe.of().get());
                double wide = 7 * probe.name().length() + 6;
                g.setFill(Palette.ink(ground));
                g.fillRoundRect(at.getX() + 1, at.getY() + 1, wide, 15, 5, 5);
                g.setFill(Palette.paper(ground));
                g.fillText(probe.name(), at.getX() + 4, at.getY() + 2);
            }
        }
    }

    /// @param sample under the mouse; -1 for none
    void menu(Node owner, ContextMenuEvent e, int sample) {
        var items = new ArrayList<MenuItem>();
        if (sample >= 0) {
            items.add(item("probe-here", "Follow sample #" + sample + " as a probe",
                () -> study.probes().dropSample(lane, sample)));
        }
        study.probes().all().stream().filter(p -> p.of().filter(s -> s == sample).isPresent()).forEach(p ->
            items.add(item("probe-remove", "Remove probe " + p.name(), () -> study.probes().remove(p.id()))));
        if (!study.probes().all().isEmpty()) {
            items.add(item("probe-clear", "Remove all probes", study.probes()::clear));
        }
        if (!study.selection().samples().get().isEmpty()) {
            items.add(item("select-none", "Select no samples", () -> study.selection().samples().set(Set.of())));
        }
        menu.getItems().setAll(items);
        if (!items.isEmpty()) {
            menu.show(owner, e.getScreenX(), e.getScreenY());
        }
        e.consume();
    }

    private static MenuItem item(String id, String words, Runnable action) {
        var item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
