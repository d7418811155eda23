package samplerscope.app.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Inversions.Trip;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// Points of the plane on their way from data to latents and back, with lines to where they should be on the way back.
final class TripPlane extends StackPane implements Disposable {

    private static final double REACH = 14;
    /// Lines to where samples should be; more hide the points.
    private static final int MOST_ERRORS = 120;
    private static final double ZOOM_PER_PIXEL = 0.002;

    private record Picture(FlowPainter painter, FlowScene scene) implements RasterPane.Painter {
        @Override
        public void paint(Raster into) {
            painter.paint(scene, into);
        }
    }

    private final LaneModel lane;
    private final StudyModel study;
    private final View2D view;
    private final Trip trip;
    private final RasterPane raster = new RasterPane();
    private final PlaneAxes axes = new PlaneAxes();
    private final HoverMarks marks;
    private final Label caption = new Label();
    private final FlowPainter painter = new FlowPainter();
    private final Cloud cloud;
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final Subscription life;

    TripPlane(LaneModel lane, StudyModel study, View2D view, Trip trip) {
        this.lane = lane;
        this.study = study;
        this.view = view;
        this.trip = trip;
        this.marks = new HoverMarks(lane);
        this.cloud = new Cloud(study.services().background());
        caption.getStyleClass().addAll("image-caption", "trip-caption");
        caption.setMouseTransparent(true);
        setAlignment(caption, Pos.TOP_CENTER);
        getChildren().setAll(raster, axes, marks, caption);
        var selection = study.selection();
        life = Subscription.combine(
            Changes.of(repaint::request, study.inversions().position(), study.study(), selection.samples(), view.window(),
                raster.ground(), widthProperty(), heightProperty()),
            Changes.of(remark::request, selection.hovered()));
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> selection.hovered().set(sampleAt(e)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> selection.hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        addEventHandler(ScrollEvent.SCROLL, e -> view.zoom(Math.exp(ZOOM_PER_PIXEL * e.getDeltaY()),
            mapping().fromX(e.getX()), mapping().fromY(e.getY())));
        repaint.request();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
    }

    private int shown() {
        return trip.frameAt(study.inversions().position().get());
    }

    private List<Frame> frames() {
        return trip.frames().subList(0, shown() + 1);
    }

    private Mapping mapping() {
        return Mapping.of(view.window().get(), Math.max(1, getWidth()), Math.max(1, getHeight()));
    }

    private void repaint() {
        axes.show(view.window().get(), raster.ground().get());
        var layers = study.study().get().layers().withContours(false).withField(false).withErrors(true);
        raster.show(new Picture(painter, new FlowScene(frames(), trip.shouldBe(shown()).map(s -> s.first(MOST_ERRORS)), ExactPicture.NONE, layers,
            view.window().get(), lane.lane().get().style(), raster.ground().get(), raster.paper(),
            study.selection().samples().get())));
        setAccessibleText("%s: %s".formatted(study.study().get().letterOf(lane.id()), study.inversions().words(trip)));
        remark();
    }

    private void remark() {
        int hovered = study.selection().hovered().get();
        marks.show(frames(), mapping(), hovered, raster.ground().get(), List.of());
        caption.setText(trip.words(hovered, study.inversions().words(trip)));
    }

    private void click(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress() && e.getClickCount() == 1) {
            int sample = sampleAt(e);
            var chosen = new LinkedHashSet<Integer>(e.isShortcutDown() ? study.selection().samples().get() : Set.of());
            if (sample >= 0 && !chosen.remove(sample)) {
                chosen.add(sample);
            }
            study.selection().samples().set(Set.copyOf(chosen));
        }
    }

    private int sampleAt(MouseEvent e) {
        Mapping m = mapping();
        return cloud.places(trip.frames().get(shown())).nearest(m.fromX(e.getX()), m.fromY(e.getY()), REACH / m.unit());
    }
}
