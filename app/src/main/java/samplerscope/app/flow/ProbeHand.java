package samplerscope.app.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.StudyProbe;

/// What a hand does with the probes of a plane lane: puts them down, drags them, takes them away.
final class ProbeHand {

    private static final double REACH = 11;

    private final Region pane;
    private final LaneModel lane;
    private final StudyModel study;
    private final Supplier<Mapping> mapping;
    /// Called when another probe is under the mouse.
    private final Runnable pointedChanged;
    private final ContextMenu menu = new ContextMenu();
    /// Negative before the mouse came.
    private Point2D mouse = new Point2D(-1, -1);
    /// The probe under the mouse, and the one that it drags; 0 for none.
    private int pointed;
    private int dragged;

    ProbeHand(Region pane, LaneModel lane, StudyModel study, Supplier<Mapping> mapping, Runnable pointedChanged) {
        this.pane = pane;
        this.lane = lane;
        this.study = study;
        this.mapping = mapping;
        this.pointedChanged = pointedChanged;
    }

    /// Id of the probe under the mouse; 0 for none.
    int pointed() {
        return pointed;
    }

    void move(MouseEvent e) {
        mouse = new Point2D(e.getX(), e.getY());
        point(at(mouse));
        if (pointed != 0 && !(pane.getScene().getFocusOwner() instanceof TextInputControl)) {
            pane.requestFocus(); // or Delete would be about the lane, which is not what is pointed at
        }
    }

    void leave() {
        mouse = new Point2D(-1, -1);
        point(0);
    }

    /// Takes the probe there, if there is one.
    void press(MouseEvent e) {
        mouse = new Point2D(e.getX(), e.getY());
        dragged = e.getButton() == MouseButton.PRIMARY && !e.isShiftDown() ? at(mouse) : 0;
        point(dragged);
    }

    /// Whether it is a probe that is dragged.
    boolean drag(MouseEvent e) {
        if (dragged != 0) {
            Mapping m = mapping.get();
            study.probes().move(dragged, m.fromX(e.getX()), m.fromY(e.getY()));
        }
        return dragged != 0;
    }

    void release() {
        dragged = 0;
    }

    /// Where the mouse is, or else in the middle of the pane.
    void dropHere() {
        drop(mouse.getX() < 0 ? middle() : mouse);
    }

    void drop(Point2D at) {
        Mapping m = mapping.get();
        study.probes().drop(lane, m.fromX(at.getX()), m.fromY(at.getY()));
    }

    private Point2D middle() {
        return new Point2D(pane.getWidth() / 2, pane.getHeight() / 2);
    }

    private void point(int probe) {
        if (probe != pointed) {
            pointed = probe;
            pane.setCursor(probe == 0 ? Cursor.DEFAULT : Cursor.MOVE);
            pointedChanged.run();
        }
    }

    /// The probe at a place of the pane; the one above the others, or 0.
    private int at(Point2D place) {
        Mapping m = mapping.get();
        return study.probes().all().stream()
            .filter(p -> lane.ran().get().or(() -> lane.planned().get()).filter(p.probe()::suits).isPresent())
            .filter(p -> place.distance(m.toX(p.probe().place().at(0)), m.toY(p.probe().place().at(1))) < REACH)
            .mapToInt(StudyProbe::id).max().orElse(0);
    }

    /// With a probe under the mouse, Delete is about the probe and not about the lane.
    boolean owns(KeyEvent e) {
        return pointed != 0 && (e.getCode() == KeyCode.DELETE || e.getCode() == KeyCode.BACK_SPACE);
    }

    void removePointed() {
        study.probes().remove(pointed);
        point(0);
    }

    /// @param sample under the mouse; -1 for none
    /// @param more   entries of the pane's own
    void menu(ContextMenuEvent e, int sample, List<MenuItem> more) {
        Point2D place = e.isKeyboardTrigger() ? middle() : new Point2D(e.getX(), e.getY());
        int probe = at(place);
        var items = new ArrayList<MenuItem>();
        if (probe != 0) {
            items.add(item("probe-remove", "Remove probe P" + probe, () -> study.probes().remove(probe)));
        } else {
            items.add(item("probe-here", "Put a probe here", () -> drop(place)));
        }
        if (sample >= 0) {
            items.add(item("probe-sample", "Follow sample #" + sample + " as a probe",
                () -> study.probes().dropSample(lane, sample)));
        }
        if (!study.probes().all().isEmpty()) {
            items.add(item("probe-clear", "Remove all probes", study.probes()::clear));
        }
        if (!study.selection().samples().get().isEmpty()) {
            items.add(item("select-none", "Select no samples", () -> study.selection().samples().set(Set.of())));
        }
        items.addAll(more);
        menu.getItems().setAll(items);
        menu.show(pane, e.getScreenX(), e.getScreenY());
        e.consume();
    }

    static MenuItem item(String id, String words, Runnable action) {
        var item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
