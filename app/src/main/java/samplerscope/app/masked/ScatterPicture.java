package samplerscope.app.masked;

import java.util.List;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import samplerscope.masked.UnmaskStep.Detail;

/// Two conditions at once: the score from left to right, what else was looked at from top to bottom on a logarithmic scale,
/// the two limits dashed, and the corner that satisfies both shaded. Written positions are filled.
record ScatterPicture(Decision decision, Detail.Below below, Rectangle2D area) implements DecisionPicture {

    private static final double LEFT = 52;
    private static final double RIGHT = 14;
    private static final double TOP = 16;
    private static final double BELOW = 28;
    private static final double RADIUS = 8;
    /// Decades that are shown; what lies beyond stands at the edge.
    private static final double LEAST = 1e-6;
    private static final double MOST = 100;

    private Rectangle2D plot() {
        return new Rectangle2D(area.getMinX() + LEFT, area.getMinY() + TOP, Math.max(1, area.getWidth() - LEFT - RIGHT),
            Math.max(1, area.getHeight() - TOP - BELOW));
    }

    private double x(double score) {
        return plot().getMinX() + plot().getWidth() * Math.clamp(score, 0, 1);
    }

    private double y(double value) {
        double share = Math.log(Math.clamp(value, LEAST, MOST) / LEAST) / Math.log(MOST / LEAST);
        return plot().getMaxY() - plot().getHeight() * share;
    }

    private Point2D place(int index) {
        return new Point2D(x(decision.view().scores().get(index)), y(decision.also(below).get(index)));
    }

    @Override
    public int positionAt(double x, double y) {
        List<Integer> positions = decision.view().positions();
        int best = -1;
        double least = 2 * RADIUS;
        for (int i = 0; i < positions.size(); i++) {
            double far = place(i).distance(x, y);
            if (far < least) {
                least = far;
                best = positions.get(i);
            }
        }
        return best;
    }

    @Override
    public void paint(Brush brush) {
        limits(brush);
        axes(brush);
        Set<Integer> written = decision.written();
        for (int i = 0; i < decision.view().positions().size(); i++) {
            int position = decision.view().positions().get(i);
            mark(brush, place(i), position, written.contains(position));
        }
    }

    private void limits(Brush brush) {
        GraphicsContext g = brush.g();
        double right = x(1);
        double least = decision.view().threshold().orElse(0.0);
        g.setFill(brush.ink().faint(brush.lane(), 0.12));
        g.fillRect(x(least), y(below.limit()), right - x(least), plot().getMaxY() - y(below.limit()));
        g.setStroke(brush.ink().ink().text());
        g.setLineWidth(1.2);
        g.setLineDashes(6, 4);
        g.strokeLine(x(least), plot().getMinY(), x(least), plot().getMaxY());
        g.strokeLine(plot().getMinX(), y(below.limit()), right, y(below.limit()));
        g.setLineDashes();
    }

    private void axes(Brush brush) {
        GraphicsContext g = brush.g();
        g.setStroke(brush.ink().ink().line());
        g.setLineWidth(1);
        g.strokeRect(plot().getMinX(), plot().getMinY(), plot().getWidth(), plot().getHeight());
        g.setFont(Font.font(10));
        g.setFill(brush.ink().ink().muted());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (int decade = -6; decade <= 2; decade += 2) {
            g.fillText(decade == 0 ? "1" : "1e" + String.valueOf(decade).replace('-', '\u2212'), plot().getMinX() - 6,
                y(Math.pow(10, decade)));
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("%s, nats, between two steps".formatted(below.name()), plot().getMinX(), area.getMinY() + 7);
        g.setTextAlign(TextAlignment.CENTER);
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            g.fillText(String.valueOf(tenth / 10.0), x(tenth / 10.0), plot().getMaxY() + 9);
        }
        g.fillText(decision.view().name(), (plot().getMinX() + plot().getMaxX()) / 2, plot().getMaxY() + 20);
    }

    private void mark(Brush brush, Point2D at, int position, boolean written) {
        GraphicsContext g = brush.g();
        if (written) {
            g.setFill(brush.lane());
            g.fillOval(at.getX() - RADIUS, at.getY() - RADIUS, 2 * RADIUS, 2 * RADIUS);
        }
        g.setFill(brush.ink().faint(brush.ink().ink().paper(), written ? 0.55 : 0.8));
        g.fillOval(at.getX() - RADIUS + 1, at.getY() - RADIUS + 1, 2 * RADIUS - 2, 2 * RADIUS - 2);
        g.setStroke(written ? brush.lane() : brush.ink().ink().muted());
        g.setLineWidth(written ? 2.5 : 1);
        g.strokeOval(at.getX() - RADIUS, at.getY() - RADIUS, 2 * RADIUS, 2 * RADIUS);
        g.setFont(Font.font("JetBrains Mono", 10));
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(brush.ink().ink().text());
        g.fillText(decision.token(position), at.getX(), at.getY(), 2 * RADIUS - 2);
        if (brush.hovered() == position) {
            g.setLineWidth(1.5);
            g.setStroke(brush.ink().ink().text());
            g.strokeOval(at.getX() - RADIUS - 3, at.getY() - RADIUS - 3, 2 * RADIUS + 6, 2 * RADIUS + 6);
            g.setTextAlign(at.getX() > plot().getMaxX() - 90 ? TextAlignment.RIGHT : TextAlignment.LEFT);
            g.fillText("position " + (position + 1), at.getX() + (at.getX() > plot().getMaxX() - 90 ? -14 : 14), at.getY());
        }
    }
}
