package samplerscope.model.plane;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;

import java.util.List;
import java.util.function.DoubleFunction;
import samplerscope.model.GaussianMixture;

/// A rolled sheet seen from its side; the class is the inner or the outer part.
public final class SwissRoll {

    private static final double FIRST = 1.5 * PI;
    private static final double MIDDLE = 3.3 * PI;
    private static final double LAST = 4.5 * PI;
    private static final double SCALE = 2.05 / LAST;

    private SwissRoll() {}

    public static GaussianMixture model() {
        return new Sketch().stroke(0, 44, 0.055, part(FIRST, MIDDLE)).stroke(1, 46, 0.055, part(MIDDLE, LAST))
            .as("swiss-roll", "Swiss roll", List.of("inner", "outer"),
                "A rolled sheet seen from its side: one long curve of even density.",
                "Sohl-Dickstein et al. 2015, arXiv:1503.03585, Fig. 1, as a mixture");
    }

    private static DoubleFunction<Sketch.Point> part(double from, double to) {
        return u -> {
            double t = from + (to - from) * u;
            return new Sketch.Point(SCALE * t * cos(t), SCALE * t * sin(t));
        };
    }
}
