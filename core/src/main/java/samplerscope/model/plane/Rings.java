package samplerscope.model.plane;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;

import java.util.List;
import java.util.function.DoubleFunction;
import samplerscope.model.GaussianMixture;

/// Three circles around one centre; the class is the circle.
public final class Rings {

    private static final double WIDTH = 0.07;

    private Rings() {}

    public static GaussianMixture model() {
        return new Sketch()
            .stroke(0, 14, WIDTH, circle(0.6))
            .stroke(1, 26, WIDTH, circle(1.25))
            .stroke(2, 36, WIDTH, circle(1.9))
            .as("rings", "Rings", List.of("inner", "middle", "outer"),
                "Three circles around one centre. A sample must choose a circle before it can choose a place on it.",
                "common two-dimensional test set; this form is ours");
    }

    private static DoubleFunction<Sketch.Point> circle(double radius) {
        return u -> new Sketch.Point(radius * cos(2 * PI * u), radius * sin(2 * PI * u));
    }
}
