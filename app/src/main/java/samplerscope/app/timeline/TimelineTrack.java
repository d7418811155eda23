package samplerscope.app.timeline;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.study.ClockAxis;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// One row per lane: a tick per step, filled as far as it was recorded, and the cursor across all of them.
final class TimelineTrack extends Pane {

    private static final double MARGIN = 10;
    private static final double ROW = 11;
    private static final double TICK = 3.5;
    private static final int MOST_ROWS = 6;

    private final StudyModel study;
    private final Canvas canvas = new Canvas();

    TimelineTrack(StudyModel study) {
        this.study = study;
        setId("timeline-track");
        getStyleClass().add("timeline-track");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        getChildren().setAll(canvas);
        canvas.setManaged(false);
        setOnMousePressed(this::scrub);
        setOnMouseDragged(this::scrub);
        setOnKeyPressed(this::key);
        backgroundProperty().addListener((_, _, _) -> draw());
        study.axis().addListener((_, _, _) -> draw());
        study.study().addListener((_, _, _) -> {
            requestLayout();
            draw();
        });
        study.selection().position().addListener((_, _, _) -> draw());
        study.selection().following().addListener((_, _, _) -> draw());
        study.inversions().position().addListener((_, _, _) -> draw());
        study.inversions().shown().addListener((_, _, _) -> draw());
        study.inversions().changes().addListener((_, _, _) -> draw());
        study.eachLane(this::watch);
    }

    private void watch(LaneModel lane) {
        lane.frameCount().addListener((_, _, _) -> draw());
        lane.planned().addListener((_, _, _) -> draw());
    }

    private void scrub(MouseEvent event) {
        requestFocus();
        study.playback().go((event.getX() - MARGIN) / (getWidth() - 2 * MARGIN));
        event.consume();
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> study.playback().previous();
            case RIGHT -> study.playback().next();
            case HOME -> study.playback().first();
            case END -> study.playback().last();
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.clamp(study.shownLanes().size(), 1, MOST_ROWS) * ROW + 12;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }

    private double x(double position) {
        return MARGIN + position * (canvas.getWidth() - 2 * MARGIN);
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        Ground ground = getBackground() == null ? Ground.LIGHT : Ground.of(getBackground());
        List<LaneModel> lanes = study.shownLanes();
        int rows = Math.min(lanes.size(), MOST_ROWS);
        double top = (canvas.getHeight() - rows * ROW) / 2 + ROW / 2;
        for (int i = 0; i < rows; i++) {
            drawLane(g, lanes.get(i), ground, Math.round(top + i * ROW) + 0.5);
        }
        drawCursor(g, ground);
        setAccessibleText("time: " + Math.round(100 * study.selection().position().get()) + " percent");
    }

    /// There and back: a tick per step, the latents in the middle.
    private void drawTrip(GraphicsContext g, LaneModel lane, Ground ground, double y) {
        Color colour = Palette.lane(lane.lane().get().style(), ground);
        study.inversions().trip(lane).ifPresentOrElse(trip -> {
            line(g, colour, 2.5, x(0), y, x(1), y);
            for (int i = 0; i < trip.frames().size(); i++) {
                double at = Math.round(x(trip.positionOf(i))) + 0.5;
                double tick = i == trip.latents() ? 2 * TICK : TICK;
                line(g, colour, 1.5, at, y - tick, at, y + tick);
            }
        }, () -> line(g, colour.deriveColor(0, 1, 1, 0.35), 1, x(0), y, x(1), y));
    }

    private void drawLane(GraphicsContext g, LaneModel lane, Ground ground, double y) {
        if (study.inversions().shown().get()) {
            drawTrip(g, lane, ground, y);
            return;
        }
        ClockAxis axis = study.axis().get();
        List<ClockAxis.Moment> moments = lane.moments();
        if (moments.isEmpty()) {
            return;
        }
        Color colour = Palette.lane(lane.lane().get().style(), ground);
        Color faint = colour.deriveColor(0, 1, 1, 0.35);
        int recorded = lane.frames().size();
        double start = x(axis.positionOf(moments.getFirst(), lane.steps()));
        line(g, faint, 1, start, y, x(axis.positionOf(moments.getLast(), lane.steps())), y);
        for (int i = 0; i < moments.size(); i++) {
            double at = Math.round(x(axis.positionOf(moments.get(i), lane.steps()))) + 0.5;
            line(g, i < recorded ? colour : faint, 1.5, at, y - TICK, at, y + TICK);
        }
        if (recorded > 1) {
            var last = moments.get(Math.min(recorded, moments.size()) - 1);
            line(g, colour, 2.5, start, y, x(axis.positionOf(last, lane.steps())), y);
        }
    }

    private void drawCursor(GraphicsContext g, Ground ground) {
        double position = study.inversions().shown().get() ? study.inversions().position().get() : study.cursor();
        double at = Math.round(x(position)) + 0.5;
        line(g, Palette.ink(ground), 1.5, at, 1, at, canvas.getHeight() - 1);
        g.setFill(Palette.ink(ground));
        g.fillPolygon(new double[] {at - 4, at + 4, at}, new double[] {0, 0, 5}, 3);
    }

    private static void line(GraphicsContext g, Color colour, double width, double x1, double y1, double x2, double y2) {
        g.setStroke(colour);
        g.setLineWidth(width);
        g.strokeLine(x1, y1, x2, y2);
    }
}
