package samplerscope.app.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import samplerscope.app.image.Pictures.Part;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Inversions.Trip;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// Pictures that were encoded and came back, four side by side: the data, their latents, the state under the cursor, and
/// how far what came back is from the data. The wheel scrolls.
public final class TripPictures extends StackPane implements Disposable {

    private static final double GAP = 6;
    private static final double LEAST = 24;
    private static final double CAPTION = 20;
    private static final double FRAME = 2;
    private static final int PARTS = 4;

    private final LaneModel lane;
    private final StudyModel study;
    private final Trip trip;
    private final PictureShape shape;
    private final double range;
    private final RasterPane raster = new RasterPane();
    private final Canvas marks = new Canvas();
    private final Label caption = new Label();
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final Subscription life;
    /// Pixels of the content above the top edge.
    private double scrolled;
    private PictureGrid grid = PictureGrid.fitting(0, 1, 1, 1, 1, 0, 1);

    public TripPictures(LaneModel lane, StudyModel study, Trip trip) {
        this.lane = lane;
        this.study = study;
        this.trip = trip;
        this.shape = PictureShape.of(trip.run().model().card()).orElseThrow();
        this.range = Pictures.range(trip.result().back(), trip.result().data(), trip.result().data().samples());
        marks.setManaged(false);
        marks.setMouseTransparent(true);
        caption.getStyleClass().addAll("image-caption", "trip-caption");
        caption.setMouseTransparent(true);
        setAlignment(caption, Pos.BOTTOM_CENTER);
        getChildren().setAll(raster, marks, caption);
        var selection = study.selection();
        life = Subscription.combine(
            Changes.of(repaint::request, study.inversions().position(), lane.latents().arrived(), raster.ground(),
                widthProperty(), heightProperty()),
            Changes.of(remark::request, selection.samples(), selection.hovered()));
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> selection.hovered().set(grid.at(e.getX(), e.getY() + scrolled)));
        addEventHandler(ScrollEvent.SCROLL, e -> {
            scrolled -= e.getDeltaY();
            repaint.request();
        });
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> selection.hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        repaint.request();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
    }

    private void repaint() {
        if (getWidth() > 0 && getHeight() > CAPTION) {
            Frame now = trip.frames().get(trip.frameAt(study.inversions().position().get()));
            grid = PictureGrid.fitting(trip.result().data().samples(), PARTS * shape.columns(), shape.rows(), getWidth(),
                getHeight() - CAPTION, GAP, LEAST);
            scrolled = Math.clamp(scrolled, 0, Math.max(0, grid.contentHigh() + CAPTION - getHeight()));
            raster.show(new ImageScene(parts(now), List.of(), grid, scrolled, raster.paper()));
            setAccessibleText("%s: %s".formatted(study.study().get().letterOf(lane.id()), study.inversions().words(trip)));
        }
        remark();
    }

    private List<Source> parts(Frame now) {
        Frame latents = trip.frames().get(trip.latents());
        if (trip.run().model().decoder().isPresent()) { // latents of latents are only sketched: they are many
            return List.of(sketch(trip.frames().getFirst()), sketch(latents), sketch(now), error());
        }
        return List.of(new Part(trip.result().data(), shape, new Tone.Data()), state(latents), state(now), error());
    }

    private Source sketch(Frame frame) {
        return new Source.Latents(frame.state(), shape, List.of(), lane.latents().preview());
    }

    private Source state(Frame frame) {
        return new Part(frame.state(), shape, Tone.State.at(frame.at()));
    }

    private Source error() {
        return new Part(trip.result().back(), shape, new Tone.Difference(trip.result().data(), range));
    }

    private void remark() {
        marks.setWidth(getWidth());
        marks.setHeight(getHeight());
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        int hovered = study.selection().hovered().get();
        g.setStroke(Palette.lane(lane.lane().get().style(), raster.ground().get()));
        study.selection().samples().get().forEach(sample -> frame(g, sample));
        g.setStroke(Palette.ink(raster.ground().get()));
        frame(g, hovered);
        caption.setText(trip.words(hovered, "data \u00b7 latents \u00b7 now \u00b7 error of what came back, \u00b1%s".formatted(Labels.number(range))));
    }

    private void frame(GraphicsContext g, int picture) {
        if (picture >= 0 && picture < grid.pictures()) {
            g.setLineWidth(FRAME);
            g.strokeRect(grid.xOf(picture) - FRAME / 2, grid.yOf(picture) - scrolled - FRAME / 2, grid.cellWide() + FRAME,
                grid.cellHigh() + FRAME);
        }
    }

    private void click(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
            int picture = grid.at(e.getX(), e.getY() + scrolled);
            var chosen = new LinkedHashSet<Integer>(e.isShortcutDown() ? study.selection().samples().get() : Set.of());
            if (picture >= 0 && !chosen.remove(picture)) {
                chosen.add(picture);
            }
            study.selection().samples().set(Set.copyOf(chosen));
        }
    }
}
