package samplerscope.app.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import samplerscope.app.chart.ChartPane;

/// The chart of one lane's steps, with bars laid over it and a band at the step that is looked at.
final class StepBars extends StackPane {

    private static final double GAP = 0.12;

    private final ChartPane chart;
    private final Pane overlay = new Pane();
    private final Rectangle band = new Rectangle();
    private final Rectangle clip = new Rectangle();
    private final List<Rectangle> pieces = new ArrayList<>();
    private Bars shown = Bars.none("");
    private int steps;
    private int marked = AnatomyModel.ALL;
    private IntConsumer onHover = _ -> {};
    private Runnable onDrawn = () -> {};

    /// @param id   of the chart
    /// @param name what it shows, in a few words
    StepBars(String id, String name) {
        chart = new ChartPane(id, name);
        band.getStyleClass().add("anatomy-band");
        overlay.setMouseTransparent(true);
        overlay.setClip(clip);
        overlay.getChildren().add(band);
        getChildren().setAll(chart, overlay);
        chart.onDrawn(() -> {
            place();
            onDrawn.run();
        });
        addEventFilter(MouseEvent.MOUSE_MOVED, e -> onHover.accept(stepAt(e)));
        addEventFilter(MouseEvent.MOUSE_EXITED, _ -> onHover.accept(AnatomyModel.ALL));
        setMinSize(120, 80);
    }

    ChartPane chart() {
        return chart;
    }

    /// What to do with the step under the mouse; {@link AnatomyModel#ALL} when it leaves.
    void onHover(IntConsumer action) {
        onHover = action;
    }

    /// Called when the chart was drawn anew, perhaps in another theme.
    void onDrawn(Runnable action) {
        onDrawn = action;
    }

    void onClick(IntConsumer action) {
        chart.onScrub(x -> action.accept((int) Math.floor(x)));
    }

    void show(Bars bars, int stepsOfRun) {
        shown = bars;
        steps = stepsOfRun;
        chart.show(bars.content());
        overlay.getChildren().removeAll(pieces);
        pieces.clear();
        for (Bars.Bar bar : bars.bars()) {
            var piece = new Rectangle();
            piece.getStyleClass().addAll("anatomy-bar", bar.part().style());
            pieces.add(piece);
        }
        overlay.getChildren().addAll(pieces);
        place();
    }

    /// Puts the band at a step; {@link AnatomyModel#ALL} takes it away.
    void mark(int step) {
        marked = step;
        place();
    }

    private int stepAt(MouseEvent e) {
        return chart.valueAt(e.getX(), e.getY()).map(p -> (int) Math.floor(p.getX())).filter(s -> s >= 0 && s < steps)
            .orElse(AnatomyModel.ALL);
    }

    private void place() {
        Optional<Point2D> topLeft = chart.pixelOf(chart.xShown().from(), chart.yShown().to());
        Optional<Point2D> bottomRight = chart.pixelOf(chart.xShown().to(), chart.yShown().from());
        overlay.setVisible(topLeft.isPresent() && bottomRight.isPresent());
        if (!overlay.isVisible()) {
            return;
        }
        put(clip, topLeft.get(), bottomRight.get());
        for (int i = 0; i < pieces.size(); i++) {
            Bars.Bar bar = shown.bars().get(i);
            put(pieces.get(i), bar.step() + GAP, bar.from(), bar.step() + 1 - GAP, bar.to());
        }
        band.setVisible(marked != AnatomyModel.ALL);
        put(band, marked, chart.yShown().from(), marked + 1, chart.yShown().to());
    }

    private void put(Rectangle piece, double x0, double y0, double x1, double y1) {
        Optional<Point2D> from = chart.pixelOf(x0, y0);
        Optional<Point2D> to = chart.pixelOf(x1, y1);
        if (from.isPresent() && to.isPresent() && Double.isFinite(from.get().getY() + to.get().getY())) {
            put(piece, from.get(), to.get());
        } else {
            piece.setWidth(0);
        }
    }

    private static void put(Rectangle piece, Point2D a, Point2D b) {
        piece.setX(Math.min(a.getX(), b.getX()));
        piece.setY(Math.min(a.getY(), b.getY()));
        piece.setWidth(Math.abs(a.getX() - b.getX()));
        piece.setHeight(Math.abs(a.getY() - b.getY()));
    }
}
