package samplerscope.app.flow;

import java.util.List;
import java.util.stream.IntStream;
import samplerscope.app.flow.ExactPicture.Arrow;
import samplerscope.app.flow.ExactPicture.Contour;
import samplerscope.app.kit.Argb;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.Raster;
import samplerscope.app.study.Frame;
import samplerscope.app.study.Layers;

/// Paints plane lanes. Keeps arrays from picture to picture, so each pane has its own and one thread uses it.
final class FlowPainter {

    /// Paths of a lane that is not selected in; more would be a ball of wool.
    private static final int FIRST_PATHS = 120;
    private static final int MOST_SEGMENTS = 5000;
    private static final double PATH_WIDTH = 1.1;
    private static final double SELECTED_WIDTH = 1.8;
    private static final double PATH_FADE = 0.06;
    private static final double PATH_OPACITY = 0.5;
    private static final double DOT_RADIUS = 1.4;
    private static final double DOT_OPACITY = 0.55;
    /// More dots than these are a pixel each: discs would overlap anyway, and cost 25 times as much.
    private static final int MOST_DISCS = 60_000;
    private static final double GHOST_RADIUS = 2;
    private static final double CONTOUR_WIDTH = 1;
    private static final double CONTOUR_FADE = 0.2;
    private static final double CONTOUR_OPACITY = 0.5;
    private static final double ERROR_OPACITY = 0.6;
    private static final double TRUTH_RADIUS = 1.3;
    private static final double ARROW_WIDTH = 1.1;
    private static final double ARROW_FADE = 0.15;
    private static final double ARROW_OPACITY = 0.45;
    /// Share of the distance between two arrows that the longest takes.
    private static final double ARROW_REACH = 0.75;
    private static final double MARK_RADIUS = 2.6;

    private final Splat splat = new Splat();
    private float[] places = {};
    private float[] path = {};

    /// Paints a scene over all pixels.
    void paint(FlowScene scene, Raster into) {
        var mapping = Mapping.of(scene.window(), into.width(), into.height());
        points(scene, mapping, into);
        if (scene.layers().contours()) {
            scene.exact().contours().forEach(c -> contour(c, scene, mapping, into));
        }
        if (scene.layers().field()) {
            scene.exact().arrows().forEach(a -> arrow(a, scene, mapping, into));
        }
        if (scene.layers().paths()) {
            paths(scene, mapping, into);
        }
        if (scene.layers().errors()) {
            errors(scene, mapping, into);
        }
        marks(scene, mapping, into);
    }

    private void points(FlowScene scene, Mapping mapping, Raster into) {
        int particles = read(scene.shown());
        boolean splats = scene.layers().points() && scene.layers().mode() == Layers.Mode.DENSITY;
        if (splats) {
            splat.clear(into.width(), into.height());
            scene.shown().density().ifPresentOrElse(all -> splat.add(all, mapping), () -> {
                splat.add(places, particles, mapping);
                splat.spread(Splat.radius(particles, into));
            });
            splat.paint(into, Palette.density(scene.style(), scene.ground(), scene.paper()));
            return;
        }
        into.fill(scene.paper());
        if (scene.layers().points()) {
            dots(scene, particles, mapping, into);
        }
    }

    private void dots(FlowScene scene, int particles, Mapping mapping, Raster into) {
        int colour = Palette.laneArgb(scene.style(), scene.ground());
        double radius = DOT_RADIUS * into.scale();
        for (int i = 0; i < 2 * particles; i += 2) {
            double x = mapping.toX(places[i]);
            double y = mapping.toY(places[i + 1]);
            if (particles > MOST_DISCS) {
                into.blend((int) Math.floor(x), (int) Math.floor(y), colour, DOT_OPACITY);
            } else {
                into.disc(x, y, radius, colour, DOT_OPACITY);
            }
        }
    }

    private void contour(Contour contour, FlowScene scene, Mapping mapping, Raster into) {
        int ink = Argb.of(Palette.ink(scene.ground()));
        double opacity = CONTOUR_FADE + (CONTOUR_OPACITY - CONTOUR_FADE) * contour.rank();
        float[] xy = contour.xy();
        for (int i = 2; i + 1 < xy.length; i += 2) {
            into.line(mapping.toX(xy[i - 2]), mapping.toY(xy[i - 1]), mapping.toX(xy[i]), mapping.toY(xy[i + 1]),
                CONTOUR_WIDTH * into.scale(), ink, opacity);
        }
    }

    private void arrow(Arrow arrow, FlowScene scene, Mapping mapping, Raster into) {
        double cell = Math.min(into.width(), into.height()) / (double) ExactPicture.ARROWS;
        double reach = cell * ARROW_REACH * (0.25 + 0.75 * arrow.length());
        double dx = Math.cos(arrow.angle()) * reach / 2;
        double dy = -Math.sin(arrow.angle()) * reach / 2;
        double x = mapping.toX(arrow.x());
        double y = mapping.toY(arrow.y());
        int ink = Argb.of(Palette.ink(scene.ground()));
        double opacity = ARROW_FADE + (ARROW_OPACITY - ARROW_FADE) * arrow.length();
        double width = ARROW_WIDTH * into.scale();
        into.line(x - dx, y - dy, x + dx, y + dy, width, ink, opacity);
        // Two barbs at 30 degrees, a third of the arrow long.
        for (int side = -1; side <= 1; side += 2) {
            double bx = -dx * 0.58 - side * dy * 0.33;
            double by = -dy * 0.58 + side * dx * 0.33;
            into.line(x + dx, y + dy, x + dx + bx, y + dy + by, width, ink, opacity);
        }
    }

    private void paths(FlowScene scene, Mapping mapping, Raster into) {
        int steps = Math.max(1, scene.frames().size() - 1);
        List<Integer> samples = samplesWithPaths(scene, steps);
        if (samples.isEmpty() || scene.frames().size() < 2) {
            return;
        }
        int colour = Argb.mix(Palette.laneArgb(scene.style(), scene.ground()), Argb.of(Palette.ink(scene.ground())), 0.35);
        boolean chosen = !scene.selected().isEmpty();
        double width = (chosen ? SELECTED_WIDTH : PATH_WIDTH) * into.scale();
        double strength = chosen ? 1 : PATH_OPACITY;
        int onion = scene.layers().onion();
        int shown = onion > 0 ? Math.min(onion, steps) : steps;
        for (int k = steps - shown + 1; k <= steps; k++) {
            double opacity = strength * (PATH_FADE + (1 - PATH_FADE) * (k - steps + shown) / shown);
            segments(scene.frames().get(k - 1), scene.frames().get(k), samples, mapping, into, width, colour, opacity);
            if (onion > 0) {
                ghosts(scene.frames().get(k - 1), samples, mapping, into, colour, opacity);
            }
        }
    }

    /// Where samples were before: the skins of the onion, the older the fainter.
    private static void ghosts(Frame frame, List<Integer> samples, Mapping mapping, Raster into, int colour, double opacity) {
        double scale = PlaneScale.of(frame.at());
        for (int sample : samples) {
            into.disc(mapping.toX(scale * frame.state().at(2 * sample)), mapping.toY(scale * frame.state().at(2 * sample + 1)),
                GHOST_RADIUS * into.scale(), colour, opacity);
        }
    }

    private void segments(Frame from, Frame to, List<Integer> samples, Mapping mapping, Raster into, double width,
                          int colour, double opacity) {
        double before = PlaneScale.of(from.at());
        double after = PlaneScale.of(to.at());
        for (int sample : samples) {
            into.line(mapping.toX(before * from.state().at(2 * sample)), mapping.toY(before * from.state().at(2 * sample + 1)),
                mapping.toX(after * to.state().at(2 * sample)), mapping.toY(after * to.state().at(2 * sample + 1)),
                width, colour, opacity);
        }
    }

    /// The selected samples, or the first; no more than stay readable and fast.
    private static List<Integer> samplesWithPaths(FlowScene scene, int steps) {
        int known = scene.shown().state().samples();
        int most = Math.max(1, MOST_SEGMENTS / steps);
        return scene.selected().isEmpty()
            ? IntStream.range(0, Math.min(known, Math.min(FIRST_PATHS, most))).boxed().toList()
            : scene.selected().stream().filter(s -> s < known).sorted().limit(most).toList();
    }

    private void errors(FlowScene scene, Mapping mapping, Raster into) {
        if (scene.truth().isEmpty()) {
            return;
        }
        var truth = scene.truth().get();
        int samples = Math.min(truth.samples(), scene.shown().state().samples());
        if (path.length != 2 * samples) {
            path = new float[2 * samples];
        }
        PlaneScale.read(truth, scene.shown().at(), path);
        int colour = Palette.referenceArgb(scene.ground());
        for (int i = 0; i < 2 * samples; i += 2) {
            double x = mapping.toX(path[i]);
            double y = mapping.toY(path[i + 1]);
            into.line(mapping.toX(places[i]), mapping.toY(places[i + 1]), x, y, into.scale(), colour, ERROR_OPACITY);
            into.disc(x, y, TRUTH_RADIUS * into.scale(), colour, 1);
        }
    }

    private void marks(FlowScene scene, Mapping mapping, Raster into) {
        int colour = Palette.referenceArgb(scene.ground());
        int lane = Palette.laneArgb(scene.style(), scene.ground());
        int known = scene.shown().state().samples();
        scene.selected().stream().filter(s -> s < known).sorted().limit(MOST_SEGMENTS).forEach(sample -> {
            double x = mapping.toX(places[2 * sample]);
            double y = mapping.toY(places[2 * sample + 1]);
            into.disc(x, y, (MARK_RADIUS + 1) * into.scale(), colour, 1);
            into.disc(x, y, MARK_RADIUS * into.scale(), lane, 1);
        });
    }

    private int read(Frame frame) {
        int particles = frame.state().samples();
        if (places.length != 2 * particles) {
            places = new float[2 * particles];
        }
        PlaneScale.read(frame, places);
        return particles;
    }
}
