package samplerscope.model.plane;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.hypot;
import static java.lang.StrictMath.sin;

import java.util.List;
import java.util.function.DoubleFunction;
import samplerscope.model.GaussianMixture;

/// The word NOISE, written with a round pen; the class is the letter.
public final class Letters {

    private static final double PEN = 0.06;

    /// Length that one Gaussian stands for.
    private static final double SPACING = 0.13;

    /// Points per stroke from which the number of its Gaussians is found.
    private static final int COARSE = 32;

    private static final double HALF_HEIGHT = 0.75;
    private static final double HALF_WIDTH = 0.34;
    private static final double[] CENTRES = {-1.72, -0.78, -0.13, 0.6, 1.6};

    private final Sketch sketch = new Sketch();

    private Letters() {}

    public static GaussianMixture model() {
        var word = new Letters();
        // The slanted stroke stops short of its ends, or the ink would double there.
        word.line(0, -1, -1, -1, 1).line(0, -0.85, 0.85, 0.85, -0.85).line(0, 1, -1, 1, 1);
        word.arc(1, 0, 1, 1, 0, 2 * PI);
        word.line(2, 0, -1, 0, 1);
        word.arc(3, 0.5, 1, 0.5, 0.2 * PI, 1.5 * PI).arc(3, -0.5, 1, 0.5, 0.5 * PI, -0.8 * PI);
        word.line(4, -1, -1, -1, 1).line(4, -1, 1, 1, 1).line(4, -1, 0, 0.7, 0).line(4, -1, -1, 1, -1);
        return word.sketch.as("letters", "Letters", List.of("N", "O", "I", "S", "E"),
            "The word NOISE, written with a round pen.", "this project");
    }

    /// A straight stroke; the letter's box is [-1, 1] x [-1, 1].
    private Letters line(int letter, double fromX, double fromY, double toX, double toY) {
        return stroke(letter, u -> place(letter, fromX + (toX - fromX) * u, fromY + (toY - fromY) * u));
    }

    /// Part of an ellipse around `(0, centre)`; angles in radians.
    private Letters arc(int letter, double centre, double radiusX, double radiusY, double from, double to) {
        return stroke(letter, u -> {
            double angle = from + (to - from) * u;
            return place(letter, radiusX * cos(angle), centre + radiusY * sin(angle));
        });
    }

    private static Sketch.Point place(int letter, double x, double y) {
        return new Sketch.Point(CENTRES[letter] + HALF_WIDTH * x, HALF_HEIGHT * y);
    }

    private Letters stroke(int letter, DoubleFunction<Sketch.Point> curve) {
        double length = 0;
        Sketch.Point before = curve.apply(0);
        for (int i = 1; i <= COARSE; i++) {
            Sketch.Point here = curve.apply((double) i / COARSE);
            length += hypot(here.x() - before.x(), here.y() - before.y());
            before = here;
        }
        sketch.stroke(letter, (int) StrictMath.ceil(length / SPACING), PEN, curve);
        return this;
    }
}
