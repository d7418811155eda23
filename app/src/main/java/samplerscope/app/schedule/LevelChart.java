package samplerscope.app.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.chart.Span;
import samplerscope.app.schedule.ScheduleModel.Ghost;
import samplerscope.schedule.InvalidLevelException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.HandMade;
import samplerscope.spec.LevelText.Clock;
import samplerscope.spec.Motion;

/// The levels of the focused lane over its steps, each one a handle: drag it, or focus it and use the arrow keys; `Insert`
/// splits the step after it, `Delete` removes it, a double click on the curve splits the step there.
final class LevelChart extends StackPane {

    private static final double RADIUS = 6;
    private static final double KEY_PIXELS = 1;
    private static final double SHIFT_PIXELS = 10;
    private static final double MARGIN = 0.05;
    /// Width of the hill at its highest, of the pane.
    private static final double HILL = 0.25;

    private final ScheduleModel model;
    private final ChartPane chart = new ChartPane("chart-levels", "Noise levels over steps");
    private final Pane handles = new Pane();
    private final Polyline line = new Polyline();
    private final Polygon motion = new Polygon();
    private final Label motionWords = new Label("motion of x\u2080");
    private final List<Circle> points = new ArrayList<>();
    private Clock clock = Clock.LAMBDAS;
    private boolean dragging;

    LevelChart(ScheduleModel model) {
        this.model = model;
        handles.setPickOnBounds(false);
        line.getStyleClass().add("schedule-line");
        line.setOnMouseClicked(this::lineClicked);
        motion.getStyleClass().add("schedule-motion");
        motion.setMouseTransparent(true);
        motionWords.getStyleClass().add("schedule-motion-words");
        motionWords.setTooltip(new Tooltip("How fast the clean sample that the model predicts moves along its paths, per "
            + "lambda: levels are wanted where it is wide.\nShape > Follow the motion puts them there."));
        handles.getChildren().addAll(motion, line, motionWords);
        getChildren().setAll(chart, handles);
        chart.onDrawn(this::place);
        model.shown().addListener((_, _, _) -> refresh());
        model.motion().addListener((_, _, _) -> place());
        model.moving().addListener((_, _, _) -> place());
        refresh();
    }

    ChartPane chart() {
        return chart;
    }

    Clock clock() {
        return clock;
    }

    /// What the levels are drawn as.
    void show(Clock changed) {
        clock = changed;
        chart.resetZoom();
        refresh();
    }

    /// Draws what the model shows; the axes stay while a hand drags.
    void refresh() {
        Optional<HandMade> schedule = model.shown().get().schedule();
        handles.setVisible(schedule.isPresent());
        setHandles(schedule.map(s -> s.levels().size()).orElse(0));
        if (!dragging) {
            chart.show(content(schedule));
        }
        place();
    }

    private ChartContent content(Optional<HandMade> schedule) {
        List<Ghost> others = model.others();
        var curves = new ArrayList<Curve>();
        schedule.ifPresent(s -> curves.add(new Curve(model.study().focusedLane().id(), "this lane", "",
            model.study().study().get().focusedLane().style(), Curve.Form.POINTS, marks(s.levels()))));
        for (Ghost ghost : others) {
            List<Mark> marks = marks(ghost.run().levels());
            if (!marks.isEmpty()) {
                curves.add(new Curve(Curve.NO_LANE, "lane " + ghost.letter(), ghost.letter(), 0, Curve.Form.GUIDE, marks));
            }
        }
        Axis y = clock == Clock.SIGMAS ? Axis.log("\u03c3 / \u03b1") : Axis.linear(clock == Clock.LAMBDAS
            ? "\u03bb (half log-SNR)" : clock == Clock.TIMES ? "time" : "timestep");
        int steps = schedule.map(HandMade::steps).orElse(1);
        return new ChartContent(Axis.linear("level").over(new Span(0, steps)), range(curves).map(y::over).orElse(y), curves,
            model.shown().get().problem().map(p -> p.happened() + "; " + p.remedy())
                .orElse("The levels of the focused lane stand here once its plan is made."));
    }

    private List<Mark> marks(List<NoiseLevel> levels) {
        return IntStream.range(0, levels.size()).mapToObj(i -> Mark.of(i, clock.of(levels.get(i))))
            .filter(m -> Double.isFinite(m.y()) && (clock != Clock.SIGMAS || m.y() > 0)).toList();
    }

    /// Holds every curve, with room to drag.
    private Optional<Span> range(List<Curve> curves) {
        double[] values = curves.stream().flatMap(c -> c.marks().stream()).mapToDouble(Mark::y).sorted().toArray();
        if (values.length < 2 || values[0] == values[values.length - 1]) {
            return Optional.empty();
        }
        double low = values[0];
        double high = values[values.length - 1];
        if (clock == Clock.SIGMAS) {
            double room = StrictMath.pow(high / low, MARGIN);
            return Optional.of(new Span(low / room, high * room));
        }
        double room = (high - low) * MARGIN;
        return Optional.of(new Span(low - room, high + room));
    }

    private void setHandles(int count) {
        while (points.size() > count) {
            handles.getChildren().remove(points.removeLast());
        }
        while (points.size() < count) {
            points.add(handle(points.size()));
            handles.getChildren().add(points.getLast());
        }
    }

    private Circle handle(int level) {
        var point = new Circle(RADIUS);
        point.setId("level-" + level);
        point.getStyleClass().add("schedule-handle");
        point.setFocusTraversable(true);
        point.setAccessibleText("noise level " + level);
        point.setOnMousePressed(e -> {
            point.requestFocus();
            e.consume();
        });
        point.setOnMouseDragged(e -> dragged(level, e));
        point.setOnMouseReleased(e -> released(level, e));
        point.setOnKeyPressed(e -> key(level, e));
        point.setOnContextMenuRequested(e -> {
            menu(level).show(point, e.getScreenX(), e.getScreenY());
            e.consume();
        });
        var tip = new Tooltip();
        tip.setOnShowing(_ -> tip.setText(words(level)));
        Tooltip.install(point, tip);
        return point;
    }

    private ContextMenu menu(int level) {
        var split = new MenuItem("Split the step after it   (Insert)");
        split.setOnAction(_ -> split(level));
        var remove = new MenuItem("Remove level   (Delete)");
        remove.setOnAction(_ -> remove(level));
        return new ContextMenu(split, remove);
    }

    private String words(int level) {
        return model.shown().get().schedule().filter(s -> level < s.levels().size()).map(s -> {
            NoiseLevel at = s.levels().get(level);
            return String.format(Locale.ROOT, "level %d%n\u03bb %.4f   \u03c3/\u03b1 %.5g   t %.5g", level, at.lambda(),
                at.rho(), at.time());
        }).orElse("");
    }

    private void dragged(int level, MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        dragging = true;
        Point2D at = chart.sceneToLocal(e.getSceneX(), e.getSceneY());
        moveTo(level, at.getY(), "drag");
        e.consume();
    }

    private void released(int level, MouseEvent e) {
        if (dragging) {
            dragging = false;
            model.release();
            refresh();
            points.get(Math.min(level, points.size() - 1)).requestFocus();
        }
        e.consume();
    }

    private void moveTo(int level, double pixelY, String how) {
        chart.valueAt(0, pixelY).map(Point2D::getY).flatMap(this::lambda).ifPresent(lambda ->
            model.drag("level %d".formatted(level), how + ".level-" + level, s -> s.moved(level, lambda)));
    }

    /// Half the log signal-to-noise ratio of a value on the y axis; empty where the schedule has no such level.
    private Optional<Double> lambda(double value) {
        return model.shown().get().schedule().flatMap(s -> {
            try {
                double lambda = clock == Clock.LAMBDAS ? value : clock.level(s.schedule(), value).lambda();
                return Double.isNaN(lambda) ? Optional.empty() : Optional.of(lambda);
            } catch (InvalidLevelException e) {
                return Optional.empty();
            }
        });
    }

    private void key(int level, KeyEvent e) {
        double pixels = e.isShiftDown() ? SHIFT_PIXELS : KEY_PIXELS;
        switch (e.getCode()) {
            case UP -> nudge(level, -pixels);
            case DOWN -> nudge(level, pixels);
            case LEFT -> focus(level - 1);
            case RIGHT -> focus(level + 1);
            case INSERT, PLUS, ADD -> split(level);
            case DELETE, BACK_SPACE -> remove(level);
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void nudge(int level, double pixels) {
        moveTo(level, points.get(level).getCenterY() + pixels, "key");
        model.release();
    }

    private void focus(int level) {
        if (level >= 0 && level < points.size()) {
            points.get(level).requestFocus();
        }
    }

    private void split(int level) {
        model.edit("split step %d".formatted(level + 1), s -> level < s.steps() ? s.split(level) : s);
    }

    private void remove(int level) {
        model.edit("remove level %d".formatted(level), s -> s.without(level));
        focus(Math.min(level, points.size() - 1));
    }

    private void lineClicked(MouseEvent e) {
        if (e.getClickCount() == 2) {
            Point2D at = chart.sceneToLocal(e.getSceneX(), e.getSceneY());
            chart.valueAt(at.getX(), at.getY()).ifPresent(value -> split((int) value.getX()));
            e.consume();
        }
    }

    /// The speeds along the y axis, as a hill that leans on the right edge.
    private void placeMotion() {
        motion.getPoints().clear();
        Optional<Motion> measured = model.motion().get().filter(m -> model.moving().get() && m.most() > 0);
        Optional<HandMade> schedule = model.shown().get().schedule();
        motionWords.setVisible(false);
        if (measured.isEmpty() || schedule.isEmpty()) {
            return;
        }
        Motion m = measured.get();
        var points = new ArrayList<Point2D>();
        for (int i = 0; i < m.lambdas().size(); i++) {
            double share = m.speeds().get(i) / m.most();
            double value = clock.of(schedule.get().schedule().atLambda(m.lambdas().get(i)));
            chart.pixelOf(schedule.get().steps(), value).ifPresent(edge ->
                points.add(new Point2D(edge.getX() - HILL * chart.getWidth() * share, edge.getY())));
        }
        if (points.isEmpty()) {
            return;
        }
        double edge = chart.pixelOf(schedule.get().steps(), 0).map(Point2D::getX).orElse(0.0);
        motion.getPoints().addAll(edge, points.getFirst().getY());
        points.forEach(p -> motion.getPoints().addAll(p.getX(), p.getY()));
        motion.getPoints().addAll(edge, points.getLast().getY());
        Point2D top = points.stream().min(Comparator.comparingDouble(Point2D::getX)).orElseThrow();
        motionWords.setVisible(true);
        motionWords.relocate(Math.max(0, Math.min(top.getX() + 4, edge - motionWords.prefWidth(-1) - 4)), top.getY() + 4);
    }

    /// Puts line and handles where the chart has their values.
    private void place() {
        placeMotion();
        List<NoiseLevel> levels = model.shown().get().schedule().map(HandMade::levels).orElse(List.of());
        line.getPoints().clear();
        for (int i = 0; i < points.size() && i < levels.size(); i++) {
            double value = clock.of(levels.get(i));
            Optional<Point2D> at = Double.isFinite(value) ? chart.pixelOf(i, value) : Optional.empty();
            Circle point = points.get(i);
            point.setVisible(at.isPresent());
            at.ifPresent(p -> {
                point.setCenterX(p.getX());
                point.setCenterY(p.getY());
                line.getPoints().addAll(p.getX(), p.getY());
            });
        }
    }
}
