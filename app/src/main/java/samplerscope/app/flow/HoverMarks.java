package samplerscope.app.flow;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.TypeSwatch;
import samplerscope.app.study.Frame;
import samplerscope.app.study.LaneModel;

/// What follows the mouse: a ring and the path of the hovered sample, and the lasso. On a canvas of its own, so that
/// moving the mouse repaints no picture.
final class HoverMarks extends Region {

    private static final double RING = 5.5;
    private static final double TYPE = 11;

    private final LaneModel lane;
    private final Canvas canvas = new Canvas();
    private final TypeSwatch type = new TypeSwatch(() -> {}); // the next movement of the mouse draws anew

    HoverMarks(LaneModel lane) {
        this.lane = lane;
        setMouseTransparent(true);
        canvas.setManaged(false);
        getChildren().setAll(type, canvas);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
    }

    /// @param frames  from the start to the one shown
    /// @param hovered sample, or -1
    /// @param lasso   corners in picture coordinates; empty without
    void show(List<Frame> frames, Mapping mapping, int hovered, Ground ground, List<double[]> lasso) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (!frames.isEmpty() && hovered >= 0 && hovered < frames.getLast().state().samples()) {
            path(g, frames, mapping, hovered, ground);
        }
        if (!lasso.isEmpty()) {
            lasso(g, mapping, ground, lasso);
        }
    }

    private void path(GraphicsContext g, List<Frame> frames, Mapping mapping, int sample, Ground ground) {
        var xs = new double[frames.size()];
        var ys = new double[frames.size()];
        for (int k = 0; k < xs.length; k++) {
            Frame frame = frames.get(k);
            double scale = PlaneScale.of(frame.at());
            xs[k] = mapping.toX(scale * frame.state().at(2 * sample));
            ys[k] = mapping.toY(scale * frame.state().at(2 * sample + 1));
        }
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setStroke(Palette.paper(ground));
        g.setLineWidth(4);
        g.strokePolyline(xs, ys, xs.length);
        g.setStroke(Palette.ink(ground));
        g.setLineWidth(1.6);
        g.strokePolyline(xs, ys, xs.length);
        ring(g, xs[xs.length - 1], ys[ys.length - 1], sample, ground);
    }

    private void ring(GraphicsContext g, double x, double y, int sample, Ground ground) {
        g.setFill(Palette.lane(lane.lane().get().style(), ground));
        g.fillOval(x - RING, y - RING, 2 * RING, 2 * RING);
        g.strokeOval(x - RING, y - RING, 2 * RING, 2 * RING);
        g.setFont(type.font(TYPE));
        g.setTextBaseline(VPos.CENTER);
        g.setStroke(Palette.paper(ground));
        g.setLineWidth(3);
        g.strokeText("#" + sample, x + 10, y);
        g.setFill(Palette.ink(ground));
        g.fillText("#" + sample, x + 10, y);
    }

    private static void lasso(GraphicsContext g, Mapping mapping, Ground ground, List<double[]> corners) {
        double[] xs = corners.stream().mapToDouble(c -> mapping.toX(c[0])).toArray();
        double[] ys = corners.stream().mapToDouble(c -> mapping.toY(c[1])).toArray();
        g.setStroke(Palette.ink(ground));
        g.setLineWidth(1);
        g.setLineDashes(4, 3);
        g.strokePolygon(xs, ys, xs.length);
        g.setLineDashes();
    }
}
