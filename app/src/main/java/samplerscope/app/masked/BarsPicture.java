package samplerscope.app.masked;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// A bar a position: marked ones filled or hatched, the others hollow, a dashed line where a number divides them, and dots
/// for what else was looked at, each on a scale of its own.
///
/// @param name   of the number
/// @param bars   from left to right
/// @param line   that divides them; NaN for none
/// @param also   by name, by position
/// @param area   to draw in
/// @param mark   of bars that are marked
record BarsPicture(String name, List<Decision.Bar> bars, double line, Map<String, Map<Integer, Double>> also,
                   Rectangle2D area, Mark mark) implements DecisionPicture {

    enum Mark { FILLED, HATCHED }

    private static final double TOP = 20;
    private static final double BELOW = 34;
    private static final double LEFT = 52;
    private static final double WIDEST = 34;
    /// A limit far below the largest number would leave nothing to see under it.
    private static final double MOST_LIMITS = 4;

    static BarsPicture ofScores(Decision decision, Rectangle2D area) {
        var also = new HashMap<String, Map<Integer, Double>>();
        decision.view().also().forEach((name, numbers) -> {
            var byPosition = new HashMap<Integer, Double>();
            for (int i = 0; i < numbers.size(); i++) {
                byPosition.put(decision.view().positions().get(i), numbers.get(i));
            }
            also.put(name, byPosition);
        });
        return new BarsPicture(decision.view().name(), decision.scores(), decision.view().threshold()
            .filter(Double::isFinite).orElse(Double.NaN), also, area, Mark.FILLED);
    }

    private record Scale(double low, double high, double top, double bottom) {
        double y(double value) {
            return bottom - (Math.clamp(value, low, high) - low) / (high - low) * (bottom - top);
        }
    }

    private double left() {
        return area.getMinX() + LEFT;
    }

    private double bottom() {
        return area.getMaxY() - BELOW;
    }

    private double top() {
        return area.getMinY() + TOP;
    }

    private double wide() {
        return bars.isEmpty() ? 0 : Math.min(WIDEST, (area.getWidth() - LEFT - 8) / bars.size());
    }

    private Scale scale() {
        double low = Math.min(0, bars.stream().mapToDouble(Decision.Bar::value).filter(Double::isFinite).min().orElse(0));
        double most = bars.stream().mapToDouble(Decision.Bar::value).filter(Double::isFinite).max().orElse(1);
        double capped = line > 0 ? Math.min(most, MOST_LIMITS * line) : most;
        double high = Math.max(capped, Double.isNaN(line) ? capped : line);
        return new Scale(low, high > low ? high : low + 1, top(), bottom());
    }

    @Override
    public int positionAt(double x, double y) {
        int index = wide() > 0 && area.contains(x, y) ? (int) Math.floor((x - left()) / wide()) : -1;
        return index >= 0 && index < bars.size() ? bars.get(index).position() : -1;
    }

    @Override
    public void paint(Brush brush) {
        if (bars.isEmpty() || area.getHeight() < TOP + BELOW + 10) {
            return;
        }
        Scale scale = scale();
        axis(brush, scale);
        for (int i = 0; i < bars.size(); i++) {
            bar(brush, scale, i);
        }
        dots(brush);
        if (!Double.isNaN(line)) {
            GraphicsContext g = brush.g();
            g.setStroke(brush.ink().ink().text());
            g.setLineWidth(1.5);
            g.setLineDashes(6, 4);
            g.strokeLine(left(), scale.y(line), left() + wide() * bars.size(), scale.y(line));
            g.setLineDashes();
        }
    }

    private void axis(Brush brush, Scale scale) {
        GraphicsContext g = brush.g();
        g.setFont(Font.font(10));
        g.setTextBaseline(VPos.CENTER);
        g.setFill(brush.ink().ink().muted());
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(LabFacts.number(scale.high()), left() - 6, scale.y(scale.high()));
        g.fillText(LabFacts.number(scale.low()), left() - 6, scale.y(scale.low()));
        g.setStroke(brush.ink().ink().line());
        g.setLineWidth(1);
        g.strokeLine(left(), scale.y(0), left() + wide() * bars.size(), scale.y(0));
        g.fillText("guess", left() - 6, bottom() + 12);
        g.fillText("position", left() - 6, bottom() + 26);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(name, left(), area.getMinY() + 6);
    }

    private void bar(Brush brush, Scale scale, int index) {
        GraphicsContext g = brush.g();
        Decision.Bar bar = bars.get(index);
        double x = left() + index * wide();
        double inset = Math.min(2, wide() / 6);
        double high = Math.min(scale.y(0), scale.y(bar.value()));
        double tall = Math.max(1, Math.abs(scale.y(0) - scale.y(bar.value())));
        double across = Math.max(1, wide() - 2 * inset);
        if (bar.marked() && mark == Mark.FILLED) {
            g.setFill(brush.lane());
            g.fillRect(x + inset, high, across, tall);
        } else {
            if (bar.marked()) {
                brush.ink().hatch(g, x + inset, high, across, tall);
            }
            g.setStroke(bar.marked() ? brush.ink().ink().text() : brush.ink().ink().muted());
            g.setLineWidth(1);
            g.strokeRect(x + inset + 0.5, high + 0.5, Math.max(1, across - 1), Math.max(1, tall - 1));
        }
        if (bar.value() > scale.high()) {
            g.setFill(brush.ink().ink().muted());
            double middle = x + wide() / 2;
            g.fillPolygon(new double[] {middle - 3, middle + 3, middle}, new double[] {top() - 2, top() - 2, top() - 7}, 3);
        }
        if (brush.hovered() == bar.position()) {
            g.setStroke(brush.ink().ink().text());
            g.setLineWidth(1.5);
            g.strokeRect(x + 0.5, top(), wide() - 1, area.getMaxY() - top() - 2);
        }
        label(brush, bar, x + wide() / 2);
    }

    private void label(Brush brush, Decision.Bar bar, double middle) {
        if (wide() >= 12) {
            GraphicsContext g = brush.g();
            g.setTextAlign(TextAlignment.CENTER);
            g.setFont(Font.font("JetBrains Mono", 11));
            g.setFill(brush.ink().ink().text());
            g.fillText(bar.token(), middle, bottom() + 12, wide() - 1);
            g.setFont(Font.font("JetBrains Mono", 9));
            g.setFill(brush.ink().ink().muted());
            g.fillText(String.valueOf(bar.position() + 1), middle, bottom() + 26, wide() - 1);
        }
    }

    private void dots(Brush brush) {
        also.values().forEach(numbers -> {
            double most = numbers.values().stream().filter(Double::isFinite).mapToDouble(Math::abs).max().orElse(1);
            for (int i = 0; i < bars.size(); i++) {
                double value = numbers.getOrDefault(bars.get(i).position(), Double.NaN);
                if (Double.isFinite(value) && most > 0) {
                    double y = bottom() - Math.abs(value) / most * (bottom() - top());
                    brush.g().setFill(brush.ink().ink().text());
                    brush.g().fillOval(left() + (i + 0.5) * wide() - 2, y - 2, 4, 4);
                }
            }
        });
    }
}
