package samplerscope.app.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.TypeSwatch;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Probes;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.StudyProbe;
import samplerscope.run.Snapshot;
import samplerscope.run.StepRecord;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.ProbePath;

/// The probes on a lane: a cross each, the path that every shown lane's solver takes from there, this lane's on top, and
/// the exact path as a dashed line. On a canvas of its own, so that dragging repaints no picture.
final class ProbeMarks extends Region {

    private static final double ARM = 7;
    private static final double DOT = 3.5;
    private static final double OWN_WIDTH = 2.2;
    private static final double OTHER_WIDTH = 1.2;
    private static final double OTHER_OPACITY = 0.75;
    private static final double HALO = 2.4;
    private static final double[] EXACT_DASH = {5, 4};
    private static final double NAME = 12;
    private static final double NUMBER = 11;

    private final LaneModel lane;
    private final StudyModel study;
    private final Canvas canvas = new Canvas();
    private final TypeSwatch type;

    /// @param changed called when the size of the type has changed
    ProbeMarks(LaneModel lane, StudyModel study, Runnable changed) {
        this.lane = lane;
        this.study = study;
        this.type = new TypeSwatch(changed);
        setMouseTransparent(true);
        canvas.setManaged(false);
        getChildren().setAll(type, canvas);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
    }

    /// @param lambda  of the frame under the cursor; paths have a dot there
    /// @param pointed id of the probe under the mouse, or 0
    void show(Mapping mapping, double lambda, int pointed, Ground ground) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        for (StudyProbe probe : study.probes().all()) {
            if (lane.ran().get().or(() -> lane.planned().get()).filter(probe.probe()::suits).isPresent()) {
                draw(g, probe, mapping, lambda, probe.id() == pointed, ground);
            }
        }
    }

    private void draw(GraphicsContext g, StudyProbe probe, Mapping mapping, double lambda, boolean pointed, Ground ground) {
        Probes probes = study.probes();
        study.shownLanes().stream().filter(other -> other != lane).forEach(other -> probes.path(probe, other).ifPresent(
            path -> path(g, points(path, mapping), other, OTHER_WIDTH, OTHER_OPACITY, ground)));
        Optional<ProbePath> own = probes.path(probe, lane);
        own.ifPresent(path -> {
            exact(g, path, mapping, ground);
            List<double[]> points = points(path, mapping);
            path(g, points, lane, OWN_WIDTH, 1, ground);
            dot(g, points.get(nearest(path, lambda)), ground);
        });
        cross(g, probe, words(own, pointed), mapping, pointed, ground);
    }

    private static String words(Optional<ProbePath> path, boolean pointed) {
        return path.filter(_ -> pointed).map(p -> p.stochastic() ? "  one of many ends"
            : "  error " + Labels.number(p.endError())).orElse("");
    }

    private static List<double[]> points(ProbePath path, Mapping mapping) {
        var points = new ArrayList<double[]>();
        points.add(point(path.path().initial(), path.start(), mapping));
        for (StepRecord.Denoised record : path.path().records()) {
            points.add(point(record.state(), record.at(), mapping));
        }
        return points;
    }

    private static double[] point(Snapshot state, NoiseLevel at, Mapping mapping) {
        double scale = PlaneScale.of(at);
        return new double[] {mapping.toX(scale * state.at(0)), mapping.toY(scale * state.at(1))};
    }

    private void path(GraphicsContext g, List<double[]> points, LaneModel of, double width, double opacity, Ground ground) {
        Color colour = Palette.lane(of.lane().get().style(), ground);
        line(g, points, Palette.paper(ground).deriveColor(0, 1, 1, opacity), width + HALO);
        line(g, points, colour.deriveColor(0, 1, 1, opacity), width);
        double[] end = points.getLast();
        g.setFill(colour);
        g.fillOval(end[0] - DOT, end[1] - DOT, 2 * DOT, 2 * DOT);
        letter(g, study.study().get().letterOf(of.id()), end[0] + 6, end[1] - 7, colour, ground);
    }

    private static void exact(GraphicsContext g, ProbePath path, Mapping mapping, Ground ground) {
        List<double[]> points = path.exact().states().entrySet().stream()
            .map((Map.Entry<NoiseLevel, Snapshot> e) -> point(e.getValue(), e.getKey(), mapping)).toList();
        line(g, points, Palette.paper(ground), 1.4 + HALO);
        g.setLineDashes(EXACT_DASH);
        line(g, points, Palette.reference(ground), 1.4);
        g.setLineDashes();
        double[] end = points.getLast();
        g.setLineWidth(1.4);
        g.strokeOval(end[0] - DOT - 2, end[1] - DOT - 2, 2 * DOT + 4, 2 * DOT + 4);
    }

    private static void line(GraphicsContext g, List<double[]> points, Color colour, double width) {
        g.setStroke(colour);
        g.setLineWidth(width);
        g.strokePolyline(points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1]).toArray(),
            points.size());
    }

    /// Index of the state nearest to a lambda.
    private static int nearest(ProbePath path, double lambda) {
        int best = 0;
        double distance = Math.abs(path.start().lambda() - lambda);
        List<StepRecord.Denoised> records = path.path().records();
        for (int i = 0; i < records.size(); i++) {
            double d = Math.abs(records.get(i).at().lambda() - lambda);
            if (d < distance || records.get(i).at().lambda() == lambda) {
                distance = d;
                best = i + 1;
            }
        }
        return best;
    }

    private static void dot(GraphicsContext g, double[] at, Ground ground) {
        g.setFill(Palette.paper(ground));
        g.fillOval(at[0] - DOT - 1, at[1] - DOT - 1, 2 * DOT + 2, 2 * DOT + 2);
        g.setFill(Palette.ink(ground));
        g.fillOval(at[0] - DOT + 0.5, at[1] - DOT + 0.5, 2 * DOT - 1, 2 * DOT - 1);
    }

    private void cross(GraphicsContext g, StudyProbe probe, String words, Mapping mapping, boolean pointed, Ground ground) {
        double x = mapping.toX(probe.probe().place().at(0));
        double y = mapping.toY(probe.probe().place().at(1));
        double arm = pointed ? ARM + 2 : ARM;
        for (boolean halo : new boolean[] {true, false}) {
            g.setStroke(halo ? Palette.paper(ground) : Palette.ink(ground));
            g.setLineWidth(halo ? 5 : 2);
            g.strokeLine(x - arm, y, x + arm, y);
            g.strokeLine(x, y - arm, x, y + arm);
        }
        letter(g, probe.name(), x + 9, y + 11, Palette.ink(ground), ground);
        if (!words.isEmpty()) {
            text(g, words, type.font(NUMBER), x + 9 + type.points(15), y + 11, Palette.ink(ground), ground);
        }
    }

    private void letter(GraphicsContext g, String text, double x, double y, Color colour, Ground ground) {
        text(g, text, type.bold(NAME), x, y, colour, ground);
    }

    private static void text(GraphicsContext g, String text, Font font, double x, double y, Color colour, Ground ground) {
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        g.setStroke(Palette.paper(ground));
        g.setLineWidth(3);
        g.strokeText(text, x, y);
        g.setFill(colour);
        g.fillText(text, x, y);
    }
}
