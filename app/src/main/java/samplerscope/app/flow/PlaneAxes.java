package samplerscope.app.flow;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import samplerscope.app.flow.View2D.Window;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.TypeSwatch;

/// Ticks along the lower and left edge, and a faint cross at the origin.
final class PlaneAxes extends Region {

    private static final double TICK = 4;
    /// Fewest pixels between two ticks.
    private static final double APART = 64;
    private static final double TYPE = 10;
    private static final double[] ROUND = {1, 2, 5, 10};

    private final Canvas canvas = new Canvas();
    private final TypeSwatch type = new TypeSwatch(this::draw);
    private Window window = new Window(0, 0, 1);
    private Ground ground = Ground.LIGHT;

    PlaneAxes() {
        setMouseTransparent(true);
        canvas.setManaged(false);
        getChildren().setAll(type, canvas);
    }

    void show(Window changed, Ground on) {
        if (!changed.equals(window) || on != ground) {
            window = changed;
            ground = on;
            draw();
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    /// Distance between ticks: a round number that leaves them at least so far apart.
    static double spacing(double unit) {
        double least = APART / unit;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND) {
            if (round * power >= least) {
                return round * power;
            }
        }
        return 10 * power;
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (getWidth() < 1 || getHeight() < 1) {
            return;
        }
        var mapping = Mapping.of(window, getWidth(), getHeight());
        Color muted = Palette.muted(ground);
        g.setStroke(muted);
        g.setFill(muted);
        g.setLineWidth(1);
        g.setFont(type.font(TYPE));
        double spacing = spacing(mapping.unit());
        alongX(g, mapping, spacing);
        alongY(g, mapping, spacing);
    }

    private void alongX(GraphicsContext g, Mapping mapping, double spacing) {
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BOTTOM);
        double bottom = getHeight();
        for (double k = Math.ceil(mapping.fromX(0) / spacing); k * spacing <= mapping.fromX(getWidth()); k++) {
            double x = Math.floor(mapping.toX(k * spacing)) + 0.5;
            g.strokeLine(x, bottom - TICK, x, bottom);
            if (x > APART / 2 && x < getWidth() - APART / 4) {
                g.fillText(text(k * spacing, spacing), x, bottom - TICK - 1);
            }
        }
    }

    private void alongY(GraphicsContext g, Mapping mapping, double spacing) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (double k = Math.ceil(mapping.fromY(getHeight()) / spacing); k * spacing <= mapping.fromY(0); k++) {
            double y = Math.floor(mapping.toY(k * spacing)) + 0.5;
            g.strokeLine(0, y, TICK, y);
            if (y > APART / 4 && y < getHeight() - APART / 3) {
                g.fillText(text(k * spacing, spacing), TICK + 3, y);
            }
        }
    }

    private static String text(double value, double spacing) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(spacing)));
        return String.format("%." + decimals + "f", value + 0.0).replace('-', '\u2212');
    }
}
