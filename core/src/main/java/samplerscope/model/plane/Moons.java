package samplerscope.model.plane;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;

import java.util.List;
import samplerscope.model.GaussianMixture;

/// Two half circles that reach into each other. The bundled plane network is trained on exactly this law, so it is never
/// changed.
public final class Moons {

    private static final int PER_MOON = 16;
    private static final double STD = 0.08;
    private static final double SCALE = 1.2;

    private Moons() {}

    public static GaussianMixture model() {
        var sketch = new Sketch();
        for (int k = 0; k < PER_MOON; k++) {
            double a = PI * (k + 0.5) / PER_MOON;
            sketch.spot(0, 1, new Sketch.Point(SCALE * (cos(a) - 0.5), SCALE * (sin(a) - 0.25)), STD);
        }
        for (int k = 0; k < PER_MOON; k++) {
            double a = PI * (k + 0.5) / PER_MOON;
            sketch.spot(1, 1, new Sketch.Point(SCALE * (0.5 - cos(a)), SCALE * (0.25 - sin(a))), STD);
        }
        return sketch.as("moons", "Two moons", List.of("upper", "lower"),
            "Two half circles that reach into each other, 16 Gaussians each.",
            "after scikit-learn make_moons, as a mixture");
    }
}
