package samplerscope.model.plane;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;

/// Five bent blades; the class is the blade.
///
/// A blade is a Gaussian in radius and tangent, turned by `rate e^r`: here cut into slices of equal length along the
/// radius, each linearised, so that the law is a mixture.
public final class Pinwheel {

    private static final int BLADES = 5;
    private static final int SLICES = 12;
    private static final double MEAN = 1.15;
    private static final double STD = 0.35;
    private static final double TANGENTIAL = 0.11;
    private static final double RATE = 0.28;

    /// Slices cover this many standard deviations of the radius on either side.
    private static final double REACH = 2.4;

    private Pinwheel() {}

    public static GaussianMixture model() {
        var sketch = new Sketch();
        var names = new ArrayList<String>();
        for (int blade = 0; blade < BLADES; blade++) {
            names.add("blade " + (blade + 1));
            for (int i = 0; i < SLICES; i++) {
                slice(sketch, blade, REACH * (2 * (i + 0.5) / SLICES - 1));
            }
        }
        return sketch.as("pinwheel", "Pinwheel", names, "Five bent blades around an empty centre.",
            "Johnson et al. 2016, arXiv:1603.06277, Fig. 1, as a mixture");
    }

    /// @param z where along the radius, in standard deviations
    private static void slice(Sketch sketch, int blade, double z) {
        double r = MEAN + STD * z;
        double angle = 2 * PI * blade / BLADES + RATE * exp(r);
        double twist = r * RATE * exp(r); // tangential shift per unit of radius
        double half = STD * REACH / SLICES; // half the distance of neighbours: the overlap of a flat row
        double ex = cos(angle) - twist * sin(angle);
        double ey = sin(angle) + twist * cos(angle);
        double along = half * sqrt(ex * ex + ey * ey);
        sketch.add(blade, exp(-z * z / 2), new Sketch.Point(r * cos(angle), r * sin(angle)),
            Covariance.Plane.oriented(along, TANGENTIAL / sqrt(1 + twist * twist) * (0.6 + 0.4 * r),
                StrictMath.atan2(ey, ex)));
    }
}
