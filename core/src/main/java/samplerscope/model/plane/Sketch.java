package samplerscope.model.plane;

import static java.lang.StrictMath.atan2;
import static java.lang.StrictMath.hypot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;

/// Draws a density out of Gaussians: spots, smooth strokes along curves, and filled rectangles.
final class Sketch {

    /// Standard deviation of neighbours, in units of their distance. A row of equal Gaussians is flat to 0.5 %.
    private static final double OVERLAP = 0.55;

    /// Points per curve from which its length is measured.
    private static final int FINE = 256;

    private final List<Component> components = new ArrayList<>();

    /// A point of the plane.
    record Point(double x, double y) {}

    Sketch add(int label, double weight, Point mean, Covariance.Plane covariance) {
        components.add(new Component(weight, new double[] {mean.x(), mean.y()}, covariance, label));
        return this;
    }

    /// A round spot.
    Sketch spot(int label, double weight, Point mean, double std) {
        return add(label, weight, mean, Covariance.Plane.round(std));
    }

    /// A stroke of even density along a curve: Gaussians at equal distances along it, drawn out in its direction.
    ///
    /// @param curve point at a parameter from 0 to 1, and a little beyond
    /// @param count how many Gaussians
    /// @param width standard deviation across the stroke
    Sketch stroke(int label, int count, double width, DoubleFunction<Point> curve) {
        var along = new double[FINE + 1];
        Point before = curve.apply(0);
        for (int i = 1; i <= FINE; i++) {
            Point here = curve.apply((double) i / FINE);
            along[i] = along[i - 1] + hypot(here.x() - before.x(), here.y() - before.y());
            before = here;
        }
        double spacing = along[FINE] / count;
        for (int k = 0, i = 1; k < count; k++) {
            double wanted = (k + 0.5) * spacing;
            while (along[i] < wanted) {
                i++;
            }
            double at = (i - 1 + (wanted - along[i - 1]) / (along[i] - along[i - 1])) / FINE;
            // The weight is the length that the Gaussian stands for, so strokes of any length are equally dark.
            add(label, spacing, curve.apply(at), Covariance.Plane.oriented(OVERLAP * spacing, width, angle(curve, at)));
        }
        return this;
    }

    /// Direction of a curve, by a central difference.
    private static double angle(DoubleFunction<Point> curve, double at) {
        double h = 1e-4;
        Point a = curve.apply(at - h);
        Point b = curve.apply(at + h);
        return atan2(b.y() - a.y(), b.x() - a.x());
    }

    /// A filled square of even density.
    ///
    /// @param count Gaussians per side
    Sketch square(int label, Point corner, double side, int count) {
        double spacing = side / count;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                spot(label, spacing * spacing,
                    new Point(corner.x() + (i + 0.5) * spacing, corner.y() + (j + 0.5) * spacing), OVERLAP * spacing);
            }
        }
        return this;
    }

    GaussianMixture as(String id, String name, List<String> classes, String description, String source) {
        var card = new ModelCard(id, name, ModelCard.Kind.EXACT, List.of(2), classes, description, source,
            "no data: a formula of this project");
        return new GaussianMixture(card, components);
    }
}
