package samplerscope.app.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import samplerscope.app.flow.ExactPicture.Arrow;
import samplerscope.app.flow.ExactPicture.Contour;
import samplerscope.model.ContourLines;
import samplerscope.model.PlaneField;
import samplerscope.model.PlaneRaster;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.PlaneFields;
import samplerscope.spec.Resolved;

/// What to find out: density lines and, if wanted, the score of a run at a level in a part of the plane.
///
/// @param home the part that holds nearly all of the mass; levels of the lines are shares of it
record ExactQuestion(Resolved run, NoiseLevel level, Area area, Area home, boolean arrows) {

    /// Cells along the longer side: about three pixels each.
    private static final int CELLS = 180;
    private static final int HOME_CELLS = 96;
    /// The region inside each line holds this share of all samples.
    private static final List<Double> SHARES = List.of(0.98, 0.9, 0.75, 0.5, 0.25);
    /// Thinner features than this share of the data's size are below a pixel, and at 0 a finite set has no density.
    private static final double LEAST_NOISE = 0.01;

    /// A rectangle in picture coordinates.
    record Area(double left, double bottom, double right, double top) {

        /// As a mesh in the coordinates of the state.
        ///
        /// @param stretch units of the state per unit of the picture
        /// @param longer  cells along the longer side
        PlaneRaster raster(double stretch, double longer) {
            double cell = Math.max(right - left, top - bottom) / longer;
            return new PlaneRaster(left * stretch, right * stretch, bottom * stretch, top * stretch,
                Math.max(2, (int) Math.round((right - left) / cell)), Math.max(2, (int) Math.round((top - bottom) / cell)));
        }

        double proportion() {
            return Math.max(right - left, top - bottom) / Math.min(right - left, top - bottom);
        }
    }

    /// Without the run, which is a whole plan: a pane asks for each of its levels with every frame.
    @Override
    public int hashCode() {
        return Objects.hash(level, area, home, arrows);
    }

    ExactQuestion at(NoiseLevel other) {
        return new ExactQuestion(run, other, area, home, arrows);
    }

    /// Whether two questions differ in the part of the plane only.
    boolean sameMoment(ExactQuestion other) {
        return run.equals(other.run) && level.equals(other.level) && arrows == other.arrows;
    }

    /// Takes a fraction of a second; not for the FX thread.
    ExactPicture answer() {
        double sigma = Math.max(level.sigma(), LEAST_NOISE * level.alpha());
        var noised = new NoiseLevel(level.time(), level.alpha(), sigma);
        return new ExactPicture(contours(noised), arrows ? arrows(noised) : List.of());
    }

    private List<Contour> contours(NoiseLevel at) {
        double stretch = 1 / PlaneScale.of(at);
        PlaneRaster raster = area.raster(stretch, CELLS);
        Optional<double[]> everywhere = PlaneFields.logDensity(run, at, home.raster(stretch, HOME_CELLS));
        Optional<double[]> here = PlaneFields.logDensity(run, at, raster);
        var contours = new ArrayList<Contour>();
        if (everywhere.isPresent() && here.isPresent()) {
            List<Double> levels = PlaneField.levelsOfMass(everywhere.get(), SHARES);
            for (int i = 0; i < levels.size(); i++) {
                double rank = (double) i / (levels.size() - 1);
                ContourLines.of(raster, here.get(), levels.get(i))
                    .forEach(line -> contours.add(new Contour(rank, places(line, stretch))));
            }
        }
        return contours;
    }

    /// A line in picture coordinates, closed by repeating its first point.
    private static float[] places(ContourLines.Line line, double stretch) {
        double[] xy = line.xy();
        var places = new float[xy.length + (line.closed() ? 2 : 0)];
        for (int i = 0; i < places.length; i++) {
            places[i] = (float) (xy[i % xy.length] / stretch);
        }
        return places;
    }

    private List<Arrow> arrows(NoiseLevel at) {
        double stretch = 1 / PlaneScale.of(at);
        PlaneRaster raster = area.raster(stretch, ExactPicture.ARROWS * area.proportion());
        double[] score = PlaneFields.score(run, at, raster);
        double longest = 0;
        for (int i = 0; i < score.length; i += 2) {
            longest = Math.max(longest, Math.hypot(score[i], score[i + 1]));
        }
        var arrows = new ArrayList<Arrow>();
        for (int i = 0; i < raster.size(); i++) {
            double length = Math.hypot(score[2 * i], score[2 * i + 1]);
            arrows.add(new Arrow(raster.x(i % raster.columns()) / stretch, raster.y(i / raster.columns()) / stretch,
                longest > 0 ? Math.sqrt(length / longest) : 0, Math.atan2(score[2 * i + 1], score[2 * i])));
        }
        return arrows;
    }
}
