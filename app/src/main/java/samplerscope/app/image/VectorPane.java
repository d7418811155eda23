package samplerscope.app.image;

import java.util.List;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import samplerscope.app.kit.ColourMap;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.Raster;
import samplerscope.app.kit.RasterPane;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.run.Snapshot;

/// A lane of vectors that are neither points nor images: one row per sample, one column per coordinate, signed colours.
public final class VectorPane extends StackPane implements Disposable {

    private static final int MOST_ROWS = 64;
    private static final double CAPTION = 20;
    /// The end of the colours, in units of `sqrt(alpha^2 + sigma^2)`.
    private static final double RANGE = 3;

    /// Rows of a state, painted; each number divided by `sqrt(alpha^2 + sigma^2)`.
    private record Strips(Snapshot state, int rows, double scale, double high, int paper) implements RasterPane.Painter {

        @Override
        public void paint(Raster into) {
            into.fill(paper);
            int columns = state.sampleSize();
            int bottom = (int) (high * into.scale());
            for (int row = 0; row < rows; row++) {
                int top = row * bottom / rows;
                int tall = Math.max(1, (row + 1) * bottom / rows - top - (bottom / rows > 4 ? 1 : 0));
                for (int column = 0; column < columns; column++) {
                    int left = (int) ((long) column * into.width() / columns);
                    int right = (int) ((long) (column + 1) * into.width() / columns);
                    double value = state.at(row * columns + column) * scale;
                    into.box(left, top, right - left, tall, ColourMap.VIK.at(0.5 + value / (2 * RANGE)));
                }
            }
        }
    }

    private final LaneModel lane;
    private final StudyModel study;
    private final RasterPane raster = new RasterPane();
    private final Canvas marks = new Canvas();
    private final Label caption = new Label();
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final SampleBadges badges;
    private final Subscription life;
    private int rows;

    public VectorPane(LaneModel lane, StudyModel study) {
        this.lane = lane;
        this.study = study;
        this.badges = new SampleBadges(lane, study);
        setId("vectors." + lane.id());
        getStyleClass().add("vector-pane");
        setFocusTraversable(true);
        marks.setManaged(false);
        marks.setMouseTransparent(true);
        caption.getStyleClass().add("image-caption");
        caption.setMouseTransparent(true);
        setAlignment(caption, Pos.BOTTOM_CENTER);
        getChildren().setAll(raster, marks, caption);
        life = listen();
        handle();
        repaint.request();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
    }

    private Subscription listen() {
        var selection = study.selection();
        return Subscription.combine(
            Changes.of(repaint::request, lane.frameCount(), study.axis(), selection.position(),
                selection.following(), raster.ground(), widthProperty(), heightProperty()),
            Changes.of(remark::request, selection.samples(), selection.hovered(), study.probes().changes()));
    }

    private void repaint() {
        study.frameOf(lane).ifPresent(this::show);
        remark();
    }

    private void show(Frame frame) {
        rows = Math.min(MOST_ROWS, frame.state().samples());
        double scale = 1 / Math.hypot(frame.at().alpha(), frame.at().sigma());
        raster.show(new Strips(frame.state(), rows, scale, stripsHigh(), raster.paper()));
        setAccessibleText("%s: %d vectors of %d numbers, step %d of %d".formatted(
            study.study().get().letterOf(lane.id()), rows, frame.state().sampleSize(), frame.step(), lane.steps()));
    }

    private double stripsHigh() {
        return Math.max(1, getHeight() - CAPTION);
    }

    private void remark() {
        marks.setWidth(getWidth());
        marks.setHeight(getHeight());
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        int hovered = study.selection().hovered().get();
        g.setLineWidth(2);
        g.setStroke(Palette.lane(lane.lane().get().style(), raster.ground().get()));
        study.selection().samples().get().forEach(sample -> frame(g, sample));
        g.setStroke(Palette.ink(raster.ground().get()));
        frame(g, hovered);
        badges.draw(g, s -> s < rows, s -> new Point2D(2, s * stripsHigh() / Math.max(1, rows)), raster.ground().get());
        caption.setText(hovered >= 0 && hovered < rows ? "#" + hovered
            : "rows: samples \u00b7 columns: coordinates \u00b7 blue \u22123, white 0, red +3");
    }

    private void frame(GraphicsContext g, int sample) {
        if (sample >= 0 && sample < rows) {
            g.strokeRect(1, sample * stripsHigh() / rows, getWidth() - 2, stripsHigh() / rows);
        }
    }

    private void handle() {
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> study.selection().hovered().set(sampleAt(e)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> study.selection().hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
        addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, e -> badges.menu(this, e, sampleAt(e.getY())));
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                int sample = sampleAt(e);
                if (e.getClickCount() == 2 && sample >= 0) {
                    study.probes().dropSample(lane, sample);
                    return;
                }
                study.selection().samples().set(sample < 0 ? Set.of() : Set.copyOf(List.of(sample)));
            }
        });
    }

    private int sampleAt(MouseEvent e) {
        return sampleAt(e.getY());
    }

    private int sampleAt(double y) {
        int row = (int) Math.floor(y / stripsHigh() * rows);
        return row >= 0 && row < rows ? row : -1;
    }
}
