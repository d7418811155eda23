package samplerscope.app.chart;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import samplerscope.app.chart.ChartFrame.Hit;
import samplerscope.app.study.Labels;

/// Paints what moves with the mouse and the cursor over a chart that stays as it is.
///
/// @param cursor value of x that the study's cursor stands for; NaN for none
/// @param mouse  where the mouse is, when the readout is wanted
/// @param zoom   rectangle being dragged
record ChartOverlay(ChartInk ink, Font font, double cursor, Optional<Point2D> mouse, Optional<Rectangle2D> zoom) {

    private static final double LINE = 17;
    private static final double PAD = 8;
    private static final double LETTER_GAP = 12;

    void paint(GraphicsContext g, ChartFrame frame) {
        g.save();
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        paintCursor(g, frame);
        paintGuides(g, frame);
        paintLetters(g, frame);
        mouse.filter(m -> frame.contains(m.getX(), m.getY())).ifPresent(m -> paintReadout(g, frame, m));
        zoom.ifPresent(r -> paintZoom(g, r));
        g.restore();
    }

    private void paintCursor(GraphicsContext g, ChartFrame frame) {
        if (!Double.isFinite(cursor) || !frame.x().contains(cursor)) {
            return;
        }
        double x = crisp(frame.pixelX(cursor));
        double top = frame.area().getMinY();
        g.setStroke(ink.accent());
        g.setLineWidth(1);
        g.strokeLine(x, top, x, frame.area().getMaxY());
        g.setFill(ink.accent());
        g.fillPolygon(new double[] {x - 4, x + 4, x}, new double[] {top, top, top + 6}, 3);
    }

    private void paintGuides(GraphicsContext g, ChartFrame frame) {
        g.setFill(ink.muted());
        g.setTextAlign(TextAlignment.LEFT);
        for (Curve guide : frame.content().curves()) {
            if (guide.form() == Curve.Form.GUIDE && frame.x().contains(guide.marks().getFirst().x())) {
                double x = frame.pixelX(guide.marks().getFirst().x());
                double y = frame.pixelY(guide.marks().getFirst().y());
                g.fillText(guide.badge(), x + 6, StrictMath.max(y - 8, frame.area().getMinY() + 8));
            }
        }
    }

    /// The letter of each lane at the end of its curve; letters that would overlap move apart.
    private void paintLetters(GraphicsContext g, ChartFrame frame) {
        double above = Double.NEGATIVE_INFINITY;
        g.setFont(Font.font(font.getFamily(), FontWeight.BOLD, font.getSize()));
        g.setTextAlign(TextAlignment.LEFT);
        for (Hit end : frame.ends()) {
            double y = StrictMath.max(frame.pixelY(end.mark().y()), above + LETTER_GAP);
            g.setFill(new LaneInk(end.curve().style(), ink.ground()).color());
            g.fillText(end.curve().badge(), frame.pixelX(end.mark().x()) + 8, y);
            above = y;
        }
        g.setFont(font);
    }

    private void paintReadout(GraphicsContext g, ChartFrame frame, Point2D at) {
        double x = crisp(at.getX());
        g.setStroke(ink.muted());
        g.setLineWidth(0.6);
        g.strokeLine(x, frame.area().getMinY(), x, frame.area().getMaxY());
        List<Hit> hits = frame.under(at.getX());
        hits.forEach(h -> paintRing(g, frame, h, at.getX()));
        if (!hits.isEmpty()) {
            paintBox(g, frame, hits, at);
        }
    }

    private void paintRing(GraphicsContext g, ChartFrame frame, Hit hit, double mouseX) {
        double x = hit.curve().form() == Curve.Form.STAIRS ? mouseX : frame.pixelX(hit.mark().x());
        double y = frame.pixelY(hit.mark().y());
        if (frame.area().contains(StrictMath.clamp(x, frame.area().getMinX(), frame.area().getMaxX()), y)) {
            g.setStroke(new LaneInk(hit.curve().style(), ink.ground()).color());
            g.setLineWidth(2);
            g.strokeOval(x - 6, y - 6, 12, 12);
        }
    }

    private void paintBox(GraphicsContext g, ChartFrame frame, List<Hit> hits, Point2D at) {
        String head = frame.content().x().label() + "  " + Labels.number(frame.valueX(at.getX()));
        List<String> values = hits.stream().map(ChartOverlay::value).toList();
        double text = values.stream().mapToDouble(this::width).max().orElse(0);
        double wide = StrictMath.max(width(head), text + 22) + 2 * PAD;
        double high = LINE * (hits.size() + 1) + 2 * PAD - 4;
        Rectangle2D area = frame.area();
        double left = at.getX() + 14 + wide > area.getMaxX() ? at.getX() - 14 - wide : at.getX() + 14;
        double top = StrictMath.clamp(at.getY() - high / 2, area.getMinY(),
            StrictMath.max(area.getMinY(), area.getMaxY() - high));
        paintPaper(g, left, top, wide, high);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(ink.muted());
        g.fillText(head, left + PAD, top + PAD + 5);
        for (int i = 0; i < hits.size(); i++) {
            double y = top + PAD + 5 + LINE * (i + 1);
            g.setFill(new LaneInk(hits.get(i).curve().style(), ink.ground()).color());
            g.fillText(hits.get(i).curve().badge(), left + PAD, y);
            g.setFill(ink.text());
            g.fillText(values.get(i), left + PAD + 22, y);
        }
    }

    private void paintPaper(GraphicsContext g, double left, double top, double wide, double high) {
        g.setFill(ink.paper().deriveColor(0, 1, 1, 0.94));
        g.fillRoundRect(left, top, wide, high, 8, 8);
        g.setStroke(ink.line());
        g.setLineWidth(1);
        g.strokeRoundRect(crisp(left), crisp(top), wide, high, 8, 8);
    }

    private void paintZoom(GraphicsContext g, Rectangle2D r) {
        Color wash = ink.accent().deriveColor(0, 1, 1, 0.15);
        g.setFill(wash);
        g.fillRect(r.getMinX(), r.getMinY(), r.getWidth(), r.getHeight());
        g.setStroke(ink.accent());
        g.setLineWidth(1);
        g.strokeRect(crisp(r.getMinX()), crisp(r.getMinY()), r.getWidth(), r.getHeight());
    }

    private static String value(Hit hit) {
        double half = (hit.mark().high() - hit.mark().low()) / 2;
        String value = Labels.number(hit.mark().y());
        return half > 0 ? value + " ± " + Labels.number(half) : value;
    }

    private double width(String words) {
        var text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }

    /// The middle of a pixel: a line of width 1 there is sharp.
    private static double crisp(double pixel) {
        return StrictMath.floor(pixel) + 0.5;
    }
}
