package samplerscope.app.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import samplerscope.app.command.KeyOwner;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Layers;
import samplerscope.app.study.ReferenceState;
import samplerscope.app.study.StudyModel;
import samplerscope.run.Snapshot;

/// A lane of points in the plane: particles, paths, exact contours, score, errors; hover and selection in every lane.
///
/// Wheel zooms, drag pans, Shift-drag selects with a lasso, click selects one, Esc selects none; up and down walk through
/// the samples. A double click, or `P`, puts a probe there; a probe is dragged like anything else, and Delete removes the one
/// under the mouse. The menu has all of that, and shows the whole plane again.
public final class FlowPane extends StackPane implements Disposable, KeyOwner {

    /// How near the mouse must be to a particle, in logical pixels.
    private static final double REACH = 14;
    private static final double ZOOM_PER_PIXEL = 0.002;

    /// A painter and what it paints: equal pictures are painted once.
    private record Picture(FlowPainter painter, FlowScene scene) implements RasterPane.Painter {
        @Override
        public void paint(Raster into) {
            painter.paint(scene, into);
        }
    }

    private final LaneModel lane;
    private final StudyModel study;
    private final View2D view;
    private final RasterPane raster = new RasterPane();
    private final PlaneAxes axes = new PlaneAxes();
    private final HoverMarks marks;
    private final ProbeMarks probes;
    private final FlowPainter painter = new FlowPainter();
    private final Cloud cloud;
    private final ExactSource exact;
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final ProbeHand hand;
    private final List<double[]> lasso = new ArrayList<>();
    /// Before the first click of two, which chose something else on the way.
    private Set<Integer> chosenBefore = Set.of();
    private double dragX;
    private double dragY;
    private Subscription life = Subscription.EMPTY;

    /// @param view zoom and pan, shared by all plane lanes
    public FlowPane(LaneModel lane, StudyModel study, View2D view) {
        this.lane = lane;
        this.study = study;
        this.view = view;
        this.exact = new ExactSource(study.services().background(), study.services().shown(), repaint::request);
        this.cloud = new Cloud(study.services().background());
        this.marks = new HoverMarks(lane);
        this.probes = new ProbeMarks(lane, study, remark::request);
        this.hand = new ProbeHand(this, lane, study, this::mapping, remark::request);
        setId("flow." + lane.id());
        getStyleClass().add("flow-pane");
        setFocusTraversable(true);
        getChildren().setAll(raster, axes, probes, marks);
        listen();
        handle();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
        view.forget(lane.id());
    }

    private void listen() {
        var selection = study.selection();
        life = Subscription.combine(
            Changes.of(repaint::request, lane.frameCount(), lane.lane(), lane.reference(), study.study(),
                study.axis(), selection.position(), selection.following(), selection.samples(), view.window(),
                raster.ground(), widthProperty(), heightProperty()),
            Changes.of(this::makeRoom, lane.planned()),
            Changes.of(remark::request, selection.hovered(), study.probes().changes()));
        makeRoom();
        repaint.request();
    }

    private void makeRoom() {
        lane.planned().get().ifPresent(run -> exact.reach(run, half -> view.makeRoom(lane.id(), half)));
    }

    private void repaint() {
        axes.show(view.window().get(), raster.ground().get());
        scene().ifPresent(scene -> {
            raster.show(new Picture(painter, scene));
            setAccessibleText("%s: %,d points, step %d of %d".formatted(study.study().get().letterOf(lane.id()),
                scene.shown().state().samples(), scene.shown().step(), lane.steps()));
        });
        remark();
    }

    private Optional<FlowScene> scene() {
        int index = lane.frameAt(study.axis().get(), study.selection().position().get(),
            study.selection().following().get());
        if (index < 0) {
            return Optional.empty();
        }
        var layers = study.study().get().layers();
        Frame shown = lane.frames().get(index);
        var truth = layers.errors() && lane.reference().get() instanceof ReferenceState.Ready(var path)
            ? path.at(shown.at()) : Optional.<Snapshot>empty();
        return Optional.of(new FlowScene(lane.frames().subList(0, index + 1), truth, exact(shown, layers), layers,
            view.window().get(), lane.lane().get().style(), raster.ground().get(), raster.paper(),
            study.selection().samples().get()));
    }

    private ExactPicture exact(Frame shown, Layers layers) {
        if (!layers.contours() && !layers.field()) {
            return ExactPicture.NONE;
        }
        double half = view.home().half();
        return lane.ran().get().map(run -> exact.at(new ExactQuestion(run, shown.at(), area(),
            new ExactQuestion.Area(-half, -half, half, half), layers.field()), run.levels())).orElse(ExactPicture.NONE);
    }

    private ExactQuestion.Area area() {
        Mapping m = mapping();
        double right = Math.max(1, getWidth());
        double bottom = Math.max(1, getHeight());
        return new ExactQuestion.Area(m.fromX(0), m.fromY(bottom), m.fromX(right), m.fromY(0));
    }

    private void remark() {
        List<Frame> frames = frames();
        marks.show(frames, mapping(), study.selection().hovered().get(), raster.ground().get(), lasso);
        probes.show(mapping(), frames.isEmpty() ? Double.NEGATIVE_INFINITY : frames.getLast().at().lambda(), hand.pointed(),
            raster.ground().get());
    }

    private List<Frame> frames() {
        int index = lane.frameAt(study.axis().get(), study.selection().position().get(),
            study.selection().following().get());
        return lane.frames().subList(0, index + 1);
    }

    private Mapping mapping() {
        return Mapping.of(view.window().get(), Math.max(1, getWidth()), Math.max(1, getHeight()));
    }

    private void handle() {
        addEventHandler(MouseEvent.MOUSE_MOVED, this::move);
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> {
            study.selection().hovered().set(-1);
            hand.leave();
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> {
            hand.release();
            finishLasso();
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(ScrollEvent.SCROLL, e -> zoom(Math.exp(ZOOM_PER_PIXEL * e.getDeltaY()), e.getX(), e.getY()));
        addEventHandler(ZoomEvent.ZOOM, e -> zoom(e.getZoomFactor(), e.getX(), e.getY()));
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, e -> hand.menu(e, sampleAt(e.getX(), e.getY()),
            List.of(ProbeHand.item("view-reset", "Show the whole plane", view::reset))));
    }

    private void press(MouseEvent e) {
        requestFocus();
        hand.press(e);
        dragX = e.getX();
        dragY = e.getY();
        lasso.clear();
        if (e.isShiftDown()) {
            addToLasso(e);
        }
    }

    private void drag(MouseEvent e) {
        if (!lasso.isEmpty()) {
            addToLasso(e);
            remark();
            return;
        }
        if (hand.drag(e)) {
            return;
        }
        double unit = mapping().unit();
        view.pan((dragX - e.getX()) / unit, (e.getY() - dragY) / unit);
        dragX = e.getX();
        dragY = e.getY();
    }

    private void addToLasso(MouseEvent e) {
        Mapping m = mapping();
        lasso.add(new double[] {m.fromX(e.getX()), m.fromY(e.getY())});
    }

    private void finishLasso() {
        List<Frame> frames = frames();
        if (lasso.size() > 2 && !frames.isEmpty()) {
            cloud.inside(frames.getLast(), List.copyOf(lasso), study.selection().samples()::set);
        }
        lasso.clear();
        remark.request();
    }

    private void click(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress()) {
            return;
        }
        if (e.getClickCount() == 2) {
            study.selection().samples().set(chosenBefore);
            hand.drop(new Point2D(e.getX(), e.getY()));
        } else if (hand.pointed() == 0) {
            chosenBefore = study.selection().samples().get();
            select(sampleAt(e.getX(), e.getY()), e.isShortcutDown());
        }
    }

    private void move(MouseEvent e) {
        hand.move(e);
        study.selection().hovered().set(hand.pointed() == 0 ? sampleAt(e.getX(), e.getY()) : -1);
    }

    /// Puts a probe where the mouse is, or else in the middle.
    void dropProbe() {
        hand.dropHere();
    }

    @Override
    public boolean owns(KeyEvent e) {
        return hand.owns(e);
    }

    /// Selects one sample, or adds it to and takes it from the selection; a click on nothing selects none.
    private void select(int sample, boolean toggles) {
        var chosen = new LinkedHashSet<Integer>(toggles ? study.selection().samples().get() : Set.of());
        if (sample >= 0 && !chosen.remove(sample)) {
            chosen.add(sample);
        }
        study.selection().samples().set(Set.copyOf(chosen));
    }

    private void zoom(double factor, double px, double py) {
        Mapping m = mapping();
        view.zoom(factor, m.fromX(px), m.fromY(py));
    }

    private void key(KeyEvent e) {
        int hovered = study.selection().hovered().get();
        int known = frames().isEmpty() ? 0 : frames().getLast().state().samples();
        if (owns(e)) {
            hand.removePointed();
        } else if (e.getCode() == KeyCode.ESCAPE && !study.selection().samples().get().isEmpty()) {
            study.selection().samples().set(Set.of());
        } else if (e.getCode() == KeyCode.UP && known > 0) {
            study.selection().hovered().set(Math.floorMod(hovered - 1, known));
        } else if (e.getCode() == KeyCode.DOWN && known > 0) {
            study.selection().hovered().set(Math.floorMod(hovered + 1, known));
        } else if (e.getCode() == KeyCode.ENTER && hovered >= 0 && !e.isShortcutDown() && !e.isShiftDown()) {
            select(hovered, true);
        } else {
            return;
        }
        e.consume();
    }

    private int sampleAt(double px, double py) {
        List<Frame> frames = frames();
        Mapping m = mapping();
        return frames.isEmpty() ? -1
            : cloud.places(frames.getLast()).nearest(m.fromX(px), m.fromY(py), REACH / m.unit());
    }
}
