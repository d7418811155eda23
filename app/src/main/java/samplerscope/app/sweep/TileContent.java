package samplerscope.app.sweep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.shape.Polygon;
import samplerscope.app.image.PictureShape;
import samplerscope.app.image.Pictures;
import samplerscope.app.image.Tone;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.Raster;
import samplerscope.export.PlanePicture.Window;
import samplerscope.run.Snapshot;
import samplerscope.store.Executed;

/// What the samples of a cell look like in a rectangle. Immutable: painters read it on their thread. Rectangles are in
/// the units of whoever asks: device pixels to paint, logical ones to point.
sealed interface TileContent {

    int samples();

    /// Where a sample stands.
    ///
    /// @param sample below {@link #samples}
    Point2D place(int sample, Rectangle2D in);

    /// The sample that a place belongs to; -1 for none.
    int sampleAt(Rectangle2D in, double x, double y);

    /// @param chosen samples that stand out
    void paint(Raster into, Rectangle2D in, Set<Integer> chosen, Ground ground);

    /// What a tile shows too little of; empty when it shows most of its samples.
    default String missing() {
        return "";
    }

    /// The samples inside a line drawn by hand.
    default Set<Integer> inside(List<Point2D> line, Rectangle2D in) {
        var polygon = new Polygon(line.stream().flatMapToDouble(p -> DoubleStream.of(p.getX(), p.getY()))
            .toArray());
        var inside = new LinkedHashSet<Integer>();
        for (int i = 0; i < samples(); i++) {
            if (polygon.contains(place(i, in))) {
                inside.add(i);
            }
        }
        return Set.copyOf(inside);
    }

    /// The end of a run; empty for what cannot be drawn in a tile.
    static Optional<TileContent> of(Executed run, Optional<Window> window) {
        if (run.run().model().card().isPlane()) {
            return Optional.of(new Points(run.end(), Optional.empty(), window.orElseGet(() -> Window.around(run.end()))));
        }
        return picture(run).map(shape -> new Images(new Pictures.Part(run.end(), shape, new Tone.Data())));
    }

    /// The end of a run against that of another, sample by sample; empty where they have no samples in common.
    static Optional<TileContent> difference(Executed run, Executed other, Optional<Window> window) {
        if (!run.run().model().card().sampleShape().equals(other.run().model().card().sampleShape())) {
            return Optional.empty();
        }
        if (run.run().model().card().isPlane()) {
            return Optional.of(new Points(run.end(), Optional.of(other.end()),
                window.orElseGet(() -> Window.around(run.end()))));
        }
        int common = Math.min(run.end().samples(), other.end().samples());
        return picture(run).map(shape -> new Images(new Pictures.Part(run.end(), shape,
            new Tone.Difference(other.end(), Pictures.range(run.end(), other.end(), common)))));
    }

    /// Of pictures in grey or in colours; latents look like nothing.
    private static Optional<PictureShape> picture(Executed run) {
        return PictureShape.of(run.run().model().card()).filter(s -> s.channels() == 1 || s.channels() == 3);
    }

    /// Points of the plane, and where they come from if they are compared.
    record Points(Snapshot end, Optional<Snapshot> from, Window window) implements TileContent {

        private static final int STYLE = 0;
        private static final int CHOSEN = 1;
        private static final double RADIUS = 1.2;
        /// Of the side of the tile.
        private static final double RADIUS_CHOSEN = 1 / 90.0;
        private static final double OPACITY = 0.6;
        private static final double OPACITY_OTHERS = 0.25;
        private static final double REACH = 12;
        /// More than these look no different in a tile.
        private static final int MOST = 4000;

        @Override
        public int samples() {
            return Math.min(MOST, from.map(f -> Math.min(f.samples(), end.samples())).orElse(end.samples()));
        }

        /// All tiles have one window, and few evaluations may leave points far off.
        @Override
        public String missing() {
            int outside = window.outside(end, samples());
            if (2 * outside < samples()) {
                return "";
            }
            return outside < samples() ? "%d %% outside".formatted(100 * outside / samples()) : "all outside";
        }

        @Override
        public Point2D place(int sample, Rectangle2D in) {
            return place(end, sample, in);
        }

        private Point2D place(Snapshot points, int sample, Rectangle2D in) {
            double scale = in.getWidth() / (2 * window.halfWidth());
            return new Point2D(in.getMinX() + in.getWidth() / 2 + (points.at(2 * sample) - window.centreX()) * scale,
                in.getMinY() + in.getHeight() / 2 - (points.at(2 * sample + 1) - window.centreY()) * scale);
        }

        @Override
        public int sampleAt(Rectangle2D in, double x, double y) {
            int nearest = -1;
            double best = REACH;
            for (int i = 0; i < samples(); i++) {
                double distance = place(i, in).distance(x, y);
                if (distance < best) {
                    best = distance;
                    nearest = i;
                }
            }
            return nearest;
        }

        @Override
        public void paint(Raster into, Rectangle2D in, Set<Integer> chosen, Ground ground) {
            double opacity = chosen.isEmpty() ? OPACITY : OPACITY_OTHERS;
            for (int i = 0; i < samples(); i++) {
                if (!chosen.contains(i)) {
                    point(into, in, i, Palette.laneArgb(STYLE, ground), RADIUS, opacity);
                }
            }
            chosen.stream().filter(s -> s >= 0 && s < samples()).sorted().forEach(s -> {
                double radius = Math.max(RADIUS, in.getWidth() / into.scale() * RADIUS_CHOSEN);
                point(into, in, s, Palette.referenceArgb(ground), radius + 0.8, 1);
                point(into, in, s, Palette.laneArgb(CHOSEN, ground), radius, 1);
            });
        }

        private void point(Raster into, Rectangle2D in, int sample, int argb, double radius, double opacity) {
            Point2D at = place(sample, in);
            if (!in.contains(at)) {
                return; // far off: it would stand in another tile
            }
            from.map(f -> place(f, sample, in)).filter(in::contains).ifPresent(start -> into.line(start.getX(), start.getY(),
                at.getX(), at.getY(), into.scale(), argb, opacity));
            into.disc(at.getX(), at.getY(), radius * into.scale(), argb, opacity);
        }
    }

    /// Pictures side by side, the first ones.
    record Images(Pictures.Part part) implements TileContent {

        private static final int MOST = 16;
        private static final double FRAME = 2;

        @Override
        public int samples() {
            return Math.min(MOST, part.samples());
        }

        private int columns() {
            return (int) Math.ceil(Math.sqrt(samples()));
        }

        private Rectangle2D cell(int sample, Rectangle2D in) {
            double side = in.getWidth() / columns();
            return new Rectangle2D(in.getMinX() + sample % columns() * side, in.getMinY() + sample / columns() * side, side,
                side);
        }

        @Override
        public Point2D place(int sample, Rectangle2D in) {
            Rectangle2D cell = cell(sample, in);
            return new Point2D(cell.getMinX() + cell.getWidth() / 2, cell.getMinY() + cell.getHeight() / 2);
        }

        @Override
        public int sampleAt(Rectangle2D in, double x, double y) {
            for (int i = 0; i < samples(); i++) {
                if (cell(i, in).contains(x, y)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public void paint(Raster into, Rectangle2D in, Set<Integer> chosen, Ground ground) {
            for (int i = 0; i < samples(); i++) {
                Rectangle2D cell = cell(i, in);
                int left = (int) Math.round(cell.getMinX());
                int top = (int) Math.round(cell.getMinY());
                int side = (int) Math.floor(cell.getWidth());
                if (chosen.contains(i)) {
                    into.box(left, top, side, side, Palette.laneArgb(1, ground));
                    int frame = (int) Math.ceil(FRAME * into.scale());
                    Pictures.draw(into, part, i, left + frame, top + frame, side - 2 * frame, side - 2 * frame);
                } else {
                    Pictures.draw(into, part, i, left, top, side, side);
                }
            }
        }
    }
}
