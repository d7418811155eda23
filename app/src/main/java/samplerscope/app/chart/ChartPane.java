package samplerscope.app.chart;

import atlantafx.base.theme.Styles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.fx.FXGraphics2D;
import samplerscope.app.chart.Axis.Scale;

/// One chart: drawn by JFreeChart at most ten times a second and only while it is seen, with a second, transparent
/// canvas above it for everything that follows the mouse, so that moving the mouse never redraws a curve.
///
/// Wheel zooms at the pointer, a dragged rectangle zooms into it, double click resets, Backspace goes back one zoom;
/// `Y` and `T` switch the axes between linear and logarithmic, `C` the readout.
public final class ChartPane extends StackPane {

    private static final long REDRAW_NANOS = 100_000_000;
    private static final double THIN = 8;
    private static final double REACH = 14;
    /// Points of the chart's type in the usual window.
    private static final double TYPE = 11;

    /// What is done with a mark of a curve.
    @FunctionalInterface
    public interface MarkAction {
        /// @param lane of the curve; {@link Curve#NO_LANE} and NaN where there is none
        /// @param x    of the mark
        void of(int lane, double x);
    }

    private record View(Optional<Span> x, Optional<Span> y) {
        static final View ALL = new View(Optional.empty(), Optional.empty());
    }

    private final InkSwatches swatches = new InkSwatches(this::redraw);
    private final Canvas chart = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Label empty = new Label();
    private final DoubleProperty cursor = new SimpleDoubleProperty(this, "cursor", Double.NaN);
    private final IntegerProperty highlighted = new SimpleIntegerProperty(this, "highlighted", Curve.NO_LANE);
    private final Deque<View> zooms = new ArrayDeque<>();
    private ChartContent content = new ChartContent(Axis.linear(""), Axis.linear(""), List.of(), "");
    private Optional<Scale> xScale = Optional.empty();
    private Optional<Scale> yScale = Optional.empty();
    private View view = View.ALL;
    private Optional<ChartFrame> frame = Optional.empty();
    private Optional<Point2D> mouse = Optional.empty();
    private Optional<Point2D> pressed = Optional.empty();
    private Optional<Rectangle2D> zooming = Optional.empty();
    private boolean readout = true;
    private DoubleConsumer onScrub = _ -> {};
    private IntConsumer onFocus = _ -> {};
    private Runnable onDrawn = () -> {};
    private MarkAction onHover = (_, _) -> {};
    private Optional<Legend> legend = Optional.empty();
    private List<Object> legendShown = List.of();
    private boolean stale = true;
    private boolean overlayStale = true;
    private long drawnAt;
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            pulse(now);
        }
    };

    private Optional<ContextMenu> menu = Optional.empty();

    /// @param id   of the node, for tests and tours
    /// @param name what the chart shows, in a few words
    public ChartPane(String id, String name) {
        setId(id);
        getStyleClass().add("scope-chart");
        getStylesheets().add(Objects.requireNonNull(ChartPane.class.getResource("chart.css")).toExternalForm());
        overlay.setId(id + "-overlay");
        overlay.setFocusTraversable(true);
        overlay.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay.setAccessibleText(name);
        chart.setMouseTransparent(true);
        chart.setManaged(false);
        overlay.setManaged(false);
        empty.setId(id + "-empty");
        empty.setWrapText(true);
        empty.getStyleClass().addAll("scope-chart-empty", Styles.TEXT_MUTED);
        empty.setMouseTransparent(true);
        getChildren().setAll(swatches, chart, overlay, empty);
        setMinSize(160, 100);
        setPrefSize(480, 260);
        listen();
    }

    private void listen() {
        widthProperty().addListener(_ -> redraw());
        heightProperty().addListener(_ -> redraw());
        sceneProperty().addListener(_ -> redraw());
        cursor.addListener(_ -> repaintOverlay());
        highlighted.addListener(_ -> redraw());
        overlay.focusedProperty().addListener(_ -> repaintOverlay());
        overlay.setOnMouseMoved(this::moved);
        overlay.setOnMouseExited(_ -> left());
        overlay.setOnMousePressed(this::press);
        overlay.setOnMouseDragged(this::drag);
        overlay.setOnMouseReleased(_ -> release());
        overlay.setOnMouseClicked(this::click);
        overlay.setOnScroll(this::scroll);
        overlay.setOnKeyPressed(this::key);
        overlay.setOnContextMenuRequested(e -> {
            menu().show(overlay, e.getScreenX(), e.getScreenY());
            e.consume();
        });
    }

    /// Made when it is first asked for: most charts are only looked at.
    ContextMenu menu() {
        ContextMenu shown = menu.orElseGet(() -> ChartMenu.of(this,
            () -> fireEvent(new ChartSave(this, picture(), overlay.getAccessibleText()))));
        menu = Optional.of(shown);
        return shown;
    }

    /// Shows other content; drawn soon, and not at all while nobody can see it or when it is what is shown.
    public void show(ChartContent changed) {
        if (changed.equals(content)) { // a lane tells of much that no chart shows
            return;
        }
        content = changed;
        overlay.setAccessibleHelp(changed.isEmpty() ? changed.empty() : "Copy data gives the numbers as text.");
        redraw();
    }

    /// What is shown now, with the scales that the user chose.
    public ChartContent content() {
        return content.with(xScale.orElse(content.x().scale()), yScale.orElse(content.y().scale()));
    }

    /// Value of x where a vertical line stands; NaN for none.
    public DoubleProperty cursor() {
        return cursor;
    }

    /// Lane whose curves stand out; {@link Curve#NO_LANE} for none. Set by hovering, too.
    public IntegerProperty highlighted() {
        return highlighted;
    }

    /// What a click, or hovering with Alt, does with the value of x there.
    public void onScrub(DoubleConsumer action) {
        onScrub = action;
    }

    /// What a click on a curve does with the id of its lane.
    public void onFocusLane(IntConsumer action) {
        onFocus = action;
    }

    /// What hovering a mark does; called again without a lane when the mouse leaves it.
    public void onHoverMark(MarkAction action) {
        onHover = action;
    }

    public void toggleX() {
        xScale = Optional.of(content().x().scale().other());
        resetZoom();
    }

    public void toggleY() {
        yScale = Optional.of(content().y().scale().other());
        resetZoom();
    }

    /// Shows everything again.
    public void resetZoom() {
        zooms.clear();
        view = View.ALL;
        redraw();
    }

    /// The ranges on screen.
    public Span xShown() {
        return legal(view.x().orElseGet(() -> content().xRange()), content().x().scale());
    }

    public Span yShown() {
        return legal(view.y().orElseGet(() -> content().yRange()), content().y().scale());
    }

    /// Puts the numbers behind the picture on the clipboard, as CSV.
    public void copyData() {
        var clip = new ClipboardContent();
        clip.putString(content().csv());
        Clipboard.getSystemClipboard().setContent(clip);
    }

    /// Puts a picture of what is shown on the clipboard, at twice its size.
    public void copyPicture() {
        var clip = new ClipboardContent();
        clip.putImage(Pictures.toFx(picture().image((int) getWidth(), (int) getHeight(), 2)));
        Clipboard.getSystemClipboard().setContent(clip);
    }

    /// A picture of what is shown, for files.
    public ChartPicture picture() {
        return new ChartPicture(content(), xShown(), yShown(), swatches.ink(), fontFamily());
    }

    /// Line and marker of a style in the theme of now, for a legend beside the chart.
    public Node glyph(int style) {
        return Legend.glyph(new LaneInk(style, swatches.ink().ground()));
    }

    /// Where a value stands on this pane, in its own pixels, for nodes laid over the chart; empty while nothing is drawn.
    public Optional<Point2D> pixelOf(double x, double y) {
        return frame.map(f -> new Point2D(f.pixelX(x), f.pixelY(y)));
    }

    /// The value at a point of this pane; the inverse of {@link #pixelOf}.
    public Optional<Point2D> valueAt(double pixelX, double pixelY) {
        return frame.map(f -> new Point2D(f.valueX(pixelX), f.valueY(pixelY)));
    }

    /// Called on the FX thread whenever the chart was drawn anew, so that values may stand elsewhere.
    public void onDrawn(Runnable action) {
        onDrawn = action;
    }

    /// What each curve of this chart is, to lay beside it. Hovering brings a curve out.
    public Region legend() {
        var made = new Legend(highlighted, id -> onFocus.accept(id), _ -> {});
        legend = Optional.of(made);
        redraw();
        return made;
    }

    private void fillLegend(ChartContent shown) {
        var named = new LinkedHashMap<Integer, Legend.Entry>();
        shown.curves().stream().filter(c -> c.lane() != Curve.NO_LANE && !c.marks().isEmpty())
            .forEach(c -> named.putIfAbsent(c.lane(), new Legend.Entry(c.lane(), c.style(), c.name())));
        var entries = List.copyOf(named.values());
        var now = List.<Object>of(entries, swatches.ink());
        if (!now.equals(legendShown)) {
            legendShown = now;
            legend.ifPresent(l -> l.show(entries, swatches.ink()));
        }
    }

    /// Whether what is shown is on the canvas, for tests that look or point at it.
    boolean isDrawn() {
        return !stale && frame.isPresent();
    }

    private static Span legal(Span range, Scale scale) {
        return Span.legal(range.from(), range.to(), scale);
    }

    private void redraw() {
        stale = true;
        repaintOverlay();
    }

    private void repaintOverlay() {
        overlayStale = true;
        pulse.start();
    }

    private void pulse(long now) {
        if (!isSeen()) {
            pulse.stop(); // the scene listener starts it again
            return;
        }
        if (stale && now - drawnAt >= REDRAW_NANOS) {
            draw();
            drawnAt = now;
            stale = false;
            overlayStale = true;
            onDrawn.run();
        }
        if (overlayStale) {
            drawOverlay();
            overlayStale = false;
        }
        if (!stale) {
            pulse.stop();
        }
    }

    private boolean isSeen() {
        return getScene() != null && getScene().getWindow() != null && getWidth() > 1 && getHeight() > 1;
    }

    private void draw() {
        fit();
        ChartContent shown = content();
        fillLegend(shown);
        empty.setText(shown.empty());
        empty.setVisible(shown.isEmpty());
        chart.setVisible(!shown.isEmpty());
        if (shown.isEmpty()) {
            frame = Optional.empty();
            return;
        }
        var drawing = new ChartDrawing(swatches.ink(), fontFamily(), typeSize(), highlighted.get());
        var area = paint(drawing.chart(shown, xShown(), yShown(), new Dimension2D(getWidth(), getHeight())));
        frame = Optional.of(new ChartFrame(shown, xShown(), yShown(),
            new Rectangle2D(area.getX(), area.getY(), area.getWidth(), area.getHeight())));
    }

    /// @return where the plot is
    private java.awt.geom.Rectangle2D paint(JFreeChart drawn) {
        var g = chart.getGraphicsContext2D();
        g.clearRect(0, 0, chart.getWidth(), chart.getHeight());
        var info = new ChartRenderingInfo();
        g.save();
        // A new one each time: it passes by a font that it was given before, and restoring the canvas took that one away.
        drawn.draw(new FXGraphics2D(g), new java.awt.geom.Rectangle2D.Double(0, 0, chart.getWidth(), chart.getHeight()), info);
        g.restore();
        return info.getPlotInfo().getDataArea();
    }

    /// Gives both canvases the size of the pane.
    private void fit() {
        for (Canvas canvas : List.of(chart, overlay)) {
            if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
                canvas.setWidth(getWidth());
                canvas.setHeight(getHeight());
            }
        }
    }

    private void drawOverlay() {
        var g = overlay.getGraphicsContext2D();
        g.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
        frame.ifPresent(f -> new ChartOverlay(swatches.ink(), Font.font(fontFamily(), typeSize()), cursor.get(),
            readout ? mouse : Optional.empty(), zooming).paint(g, f));
    }

    /// The type grows with that of the window, for an audience.
    private int typeSize() {
        return (int) Math.round(swatches.type().points(TYPE));
    }

    private static String fontFamily() {
        return Font.getDefault().getFamily();
    }

    private void moved(MouseEvent e) {
        mouse = Optional.of(new Point2D(e.getX(), e.getY()));
        frame.filter(f -> f.contains(e.getX(), e.getY())).ifPresent(f -> {
            var hit = f.nearest(e.getX(), e.getY(), REACH);
            highlighted.set(hit.map(h -> h.curve().lane()).orElse(Curve.NO_LANE));
            onHover.of(hit.map(h -> h.curve().lane()).orElse(Curve.NO_LANE), hit.map(h -> h.mark().x()).orElse(Double.NaN));
            if (e.isAltDown()) {
                onScrub.accept(f.valueX(e.getX()));
            }
        });
        repaintOverlay();
    }

    private void left() {
        mouse = Optional.empty();
        highlighted.set(Curve.NO_LANE);
        onHover.of(Curve.NO_LANE, Double.NaN);
        repaintOverlay();
    }

    private void press(MouseEvent e) {
        overlay.requestFocus();
        pressed = e.getButton() == MouseButton.PRIMARY ? Optional.of(new Point2D(e.getX(), e.getY())) : Optional.empty();
        zooming = Optional.empty();
    }

    private void drag(MouseEvent e) {
        frame.ifPresent(f -> pressed.ifPresent(p -> {
            zooming = Optional.of(zoomRectangle(f.area(), p, new Point2D(e.getX(), e.getY())));
            repaintOverlay();
        }));
    }

    /// A rectangle too thin in one direction zooms in the other one only, and is drawn so.
    private static Rectangle2D zoomRectangle(Rectangle2D area, Point2D from, Point2D to) {
        double left = clamp(Math.min(from.getX(), to.getX()), area.getMinX(), area.getMaxX());
        double right = clamp(Math.max(from.getX(), to.getX()), area.getMinX(), area.getMaxX());
        double top = clamp(Math.min(from.getY(), to.getY()), area.getMinY(), area.getMaxY());
        double bottom = clamp(Math.max(from.getY(), to.getY()), area.getMinY(), area.getMaxY());
        if (right - left < THIN) {
            left = area.getMinX();
            right = area.getMaxX();
        }
        if (bottom - top < THIN) {
            top = area.getMinY();
            bottom = area.getMaxY();
        }
        return new Rectangle2D(left, top, right - left, bottom - top);
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private void release() {
        frame.ifPresent(f -> zooming.filter(r -> !r.equals(f.area()) && r.getWidth() >= THIN).ifPresent(r -> {
            zooms.push(view);
            view = new View(Optional.of(Span.legal(f.valueX(r.getMinX()), f.valueX(r.getMaxX()), f.content().x().scale())),
                Optional.of(Span.legal(f.valueY(r.getMaxY()), f.valueY(r.getMinY()), f.content().y().scale())));
            redraw();
        }));
        repaintOverlay();
    }

    private void click(MouseEvent e) {
        boolean dragged = zooming.isPresent();
        zooming = Optional.empty();
        repaintOverlay();
        if (e.getButton() != MouseButton.PRIMARY || dragged) {
            return;
        }
        if (e.getClickCount() == 2) {
            resetZoom();
            return;
        }
        frame.filter(f -> f.contains(e.getX(), e.getY())).ifPresent(f -> {
            f.nearest(e.getX(), e.getY(), REACH).ifPresent(h -> onFocus.accept(h.curve().lane()));
            onScrub.accept(f.valueX(e.getX()));
        });
    }

    private void scroll(ScrollEvent e) {
        frame.filter(f -> e.getDeltaY() != 0 && f.contains(e.getX(), e.getY())).ifPresent(f -> {
            double factor = Math.pow(0.998, e.getDeltaY());
            double across = (e.getX() - f.area().getMinX()) / f.area().getWidth();
            double up = (f.area().getMaxY() - e.getY()) / f.area().getHeight();
            view = new View(Optional.of(f.x().zoomed(across, factor, f.content().x().scale())),
                Optional.of(f.y().zoomed(up, factor, f.content().y().scale())));
            redraw();
            e.consume();
        });
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        Optional<Runnable> action = switch (e.getCode()) {
            case Y -> Optional.of(this::toggleY);
            case T -> Optional.of(this::toggleX);
            case C -> Optional.of(this::toggleReadout);
            case BACK_SPACE -> Optional.of(this::zoomBack);
            default -> Optional.empty();
        };
        action.ifPresent(a -> {
            a.run();
            e.consume();
        });
    }

    private void toggleReadout() {
        readout = !readout;
        repaintOverlay();
    }

    private void zoomBack() {
        view = zooms.isEmpty() ? View.ALL : zooms.pop();
        redraw();
    }
}
