package samplerscope.app.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.RasterPane;
import samplerscope.store.Executed;

/// The chosen cell, large, blinking with the one it is compared with. A click chooses a sample, with Ctrl several; a line
/// drawn around samples chooses them.
final class StagePane extends StackPane {

    private static final double SIDE = 280;

    private final SweepModel model;
    private final Blink blink;
    private final RasterPane raster = new RasterPane();
    private final Canvas marks = new Canvas(SIDE, SIDE);
    private final Later repaint = new Later(this::repaint);
    private final Later remark = new Later(this::remark);
    private final Lasso lasso = new Lasso();
    private Look look = Look.SAMPLES;
    private Optional<TileContent> content = Optional.empty();

    StagePane(SweepModel model, Blink blink) {
        this.model = model;
        this.blink = blink;
        setId("sweep-stage");
        getStyleClass().add("sweep-stage");
        setFocusTraversable(true);
        setMinSize(SIDE, SIDE);
        setPrefSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
        marks.setMouseTransparent(true);
        getChildren().setAll(raster, marks);
        Changes.of(repaint::request, model.results(), model.chosen(), model.selection().samples(), blink.showsOther(),
            raster.ground(), widthProperty());
        Changes.of(remark::request, model.selection().hovered());
        handle();
        repaint.request();
    }

    void show(Look changed) {
        look = changed;
        repaint.request();
    }

    /// The cell that is seen now: the staged one, or the other side of the blink.
    Optional<Integer> seen() {
        return blink.showsOther().get() ? model.partner().or(model::staged) : model.staged();
    }

    private Rectangle2D whole() {
        return new Rectangle2D(0, 0, SIDE, SIDE);
    }

    private void repaint() {
        content = model.results().get().flatMap(r -> seen().flatMap(cell -> content(r, cell)));
        raster.show(new TileScene(List.of(new TileScene.Tile(whole(), 0, content, OptionalInt.empty(), false)),
            model.selection().samples().get(), raster.ground().get(), raster.paper()));
        setAccessibleText(seen().flatMap(cell -> model.results().get().map(r -> r.spec().cell(cell).words())).orElse(
            "no cell"));
        remark();
    }

    private Optional<TileContent> content(SweepResults results, int cell) {
        Optional<Executed> run = results.run(cell);
        Optional<Executed> other = model.partner().filter(p -> p != cell).flatMap(results::run);
        return look == Look.DIFFERENCE && other.isPresent()
            ? run.flatMap(r -> TileContent.difference(r, other.get(), results.window()))
            : run.flatMap(r -> TileContent.of(r, results.window()));
    }

    private void remark() {
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, SIDE, SIDE);
        g.setStroke(Palette.ink(raster.ground().get()));
        g.setLineWidth(1.5);
        int hovered = model.selection().hovered().get();
        content.filter(c -> hovered >= 0 && hovered < c.samples()).map(c -> c.place(hovered, whole()))
            .filter(whole()::contains).ifPresent(p -> g.strokeOval(p.getX() - 6, p.getY() - 6, 12, 12));
        g.setLineWidth(1);
        lasso.paint(g);
    }

    private void handle() {
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> model.selection().hovered().set(sampleAt(e)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> model.selection().hovered().set(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> {
            requestFocus();
            lasso.begin();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            lasso.add(e);
            remark.request();
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, e -> {
            if (lasso.isDrawn()) {
                content.ifPresent(c -> choose(c.inside(lasso.line(), whole()), e.isShortcutDown()));
            }
            lasso.begin();
            remark.request();
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                int sample = sampleAt(e);
                choose(sample < 0 ? Set.of() : Set.of(sample), e.isShortcutDown());
            }
        });
    }

    private int sampleAt(MouseEvent e) {
        return content.map(c -> c.sampleAt(whole(), e.getX(), e.getY())).orElse(-1);
    }

    /// With Ctrl besides what was chosen before; one that was chosen already is let go.
    private void choose(Set<Integer> samples, boolean adds) {
        var all = new HashSet<>(adds ? model.selection().samples().get() : Set.<Integer>of());
        if (adds && samples.size() == 1 && all.containsAll(samples)) {
            all.removeAll(samples);
        } else {
            all.addAll(samples);
        }
        model.selection().samples().set(Set.copyOf(all));
    }

    /// Where a sample is seen, for tests that point at it.
    Point2D place(int sample) {
        return content.orElseThrow().place(sample, whole());
    }
}
