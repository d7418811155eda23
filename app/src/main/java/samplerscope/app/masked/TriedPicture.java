package samplerscope.app.masked;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnmaskStep.Detail;

/// A column a candidate: what writing it costs, dark, and on top the mean entropy that it leaves, pale. A short line is the
/// objective with its sign turned, so that the lowest line wins; the winner is framed.
record TriedPicture(Decision decision, Detail.Tried tried, Rectangle2D area) implements DecisionPicture {

    private static final double LEFT = 52;
    private static final double TOP = 20;
    private static final double BELOW = 34;
    private static final double WIDEST = 64;

    private double wide() {
        return Math.min(WIDEST, (area.getWidth() - LEFT - 8) / Math.max(1, tried.actions().size()));
    }

    private double left(int index) {
        return area.getMinX() + LEFT + index * wide();
    }

    private double bottom() {
        return area.getMaxY() - BELOW;
    }

    private double y(double nats) {
        double most = tried.actions().stream().mapToDouble(a -> a.cost() - a.gain()).max().orElse(1);
        return bottom() - (bottom() - area.getMinY() - TOP) * Math.clamp(nats / Math.max(most, 1e-12), 0, 1);
    }

    @Override
    public int positionAt(double x, double y) {
        int index = area.contains(x, y) ? (int) Math.floor((x - area.getMinX() - LEFT) / wide()) : -1;
        return index >= 0 && index < tried.actions().size() ? tried.actions().get(index).positions().getFirst() : -1;
    }

    @Override
    public void paint(Brush brush) {
        axis(brush);
        for (int c = 0; c < tried.actions().size(); c++) {
            column(brush, c, tried.actions().get(c));
        }
    }

    private void axis(Brush brush) {
        GraphicsContext g = brush.g();
        double most = tried.actions().stream().mapToDouble(a -> a.cost() - a.gain()).max().orElse(1);
        g.setFont(Font.font(10));
        g.setTextBaseline(VPos.CENTER);
        g.setFill(brush.ink().ink().muted());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("nats: cost (dark) and mean entropy left (pale); line: \u2212J, the lowest wins", area.getMinX() + LEFT,
            area.getMinY() + 6);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(LabFacts.number(most), area.getMinX() + LEFT - 6, y(most));
        g.fillText("0", area.getMinX() + LEFT - 6, bottom());
        g.fillText("tokens", area.getMinX() + LEFT - 6, bottom() + 12);
        g.fillText("position", area.getMinX() + LEFT - 6, bottom() + 26);
        g.setStroke(brush.ink().ink().line());
        g.setLineWidth(1);
        g.strokeLine(left(0), bottom(), left(tried.actions().size()), bottom());
    }

    private void column(Brush brush, int index, UnmaskStep.Action action) {
        GraphicsContext g = brush.g();
        double x = left(index) + 3;
        double across = Math.max(2, wide() - 6);
        double cost = y(action.cost());
        double all = y(action.cost() - action.gain());
        g.setFill(brush.lane());
        g.fillRect(x, cost, across, bottom() - cost);
        g.setFill(brush.ink().faint(brush.lane(), 0.28));
        g.fillRect(x, all, across, cost - all);
        g.setStroke(brush.ink().ink().text());
        g.setLineWidth(2);
        g.strokeLine(x - 2, y(-action.objective()), x + across + 2, y(-action.objective()));
        if (index == tried.chosen()) {
            g.setLineWidth(1.5);
            g.strokeRect(left(index) + 0.5, area.getMinY() + TOP - 4, wide() - 1, area.getHeight() - TOP + 2);
        } else if (action.positions().contains(brush.hovered())) {
            g.setLineWidth(1);
            g.setLineDashes(3, 3);
            g.strokeRect(left(index) + 0.5, area.getMinY() + TOP - 4, wide() - 1, area.getHeight() - TOP + 2);
            g.setLineDashes();
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setFont(Font.font("JetBrains Mono", 11));
        g.setFill(brush.ink().ink().text());
        g.fillText(IntStream.range(0, action.tokens().size()).mapToObj(k -> decision.tokens().text(action.tokens().get(k)))
            .collect(Collectors.joining(" ")), x + across / 2, bottom() + 12, across);
        g.setFont(Font.font("JetBrains Mono", 9));
        g.setFill(brush.ink().ink().muted());
        g.fillText(action.positions().stream().map(p -> String.valueOf(p + 1)).collect(Collectors.joining(" ")),
            x + across / 2, bottom() + 26, across);
    }
}
