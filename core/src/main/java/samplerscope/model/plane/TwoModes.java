package samplerscope.model.plane;

import static java.lang.StrictMath.PI;

import java.util.List;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;

/// Two modes of unequal weight, far apart; the class is the mode.
public final class TwoModes {

    private TwoModes() {}

    public static GaussianMixture model() {
        return new Sketch()
            .add(0, 0.8, new Sketch.Point(-1.4, -0.6), Covariance.Plane.oriented(0.28, 0.16, PI / 6))
            .add(1, 0.2, new Sketch.Point(1.5, 0.9), Covariance.Plane.oriented(0.2, 0.1, -PI / 4))
            .as("two-modes", "Two modes", List.of("large", "small"),
                "Two modes far apart, four fifths and one fifth. A sampler must get the weights right, not only the places.",
                "this project");
    }
}
