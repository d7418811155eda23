package samplerscope.model.plane;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;

import java.util.List;
import java.util.function.DoubleFunction;
import samplerscope.model.GaussianMixture;

/// Two arms that wind around each other; the class is the arm.
public final class Spiral {

    private static final double TURNS = 1.4;
    private static final double INNER = 0.25;
    private static final double OUTER = 2.0;

    private Spiral() {}

    public static GaussianMixture model() {
        return new Sketch().stroke(0, 44, 0.06, arm(0)).stroke(1, 44, 0.06, arm(PI))
            .as("spiral", "Spiral", List.of("first arm", "second arm"),
                "Two arms that wind around each other, of even density along the arm.",
                "Grathwohl et al. 2019, arXiv:1810.01367, Fig. 1 (two spirals), as a mixture");
    }

    private static DoubleFunction<Sketch.Point> arm(double start) {
        return u -> {
            double radius = INNER + (OUTER - INNER) * u;
            double angle = start + 2 * PI * TURNS * u;
            return new Sketch.Point(radius * cos(angle), radius * sin(angle));
        };
    }
}
