package samplerscope.model.plane;

import java.util.List;
import samplerscope.model.GaussianMixture;

/// An evenly filled square; the class is the quadrant.
public final class UniformSquare {

    private static final double HALF = 1.7;
    private static final int PER_SIDE = 6;

    private UniformSquare() {}

    public static GaussianMixture model() {
        return new Sketch()
            .square(0, new Sketch.Point(0, 0), HALF, PER_SIDE)
            .square(1, new Sketch.Point(-HALF, 0), HALF, PER_SIDE)
            .square(2, new Sketch.Point(-HALF, -HALF), HALF, PER_SIDE)
            .square(3, new Sketch.Point(0, -HALF), HALF, PER_SIDE)
            .as("uniform-square", "Uniform square",
                List.of("upper right", "upper left", "lower left", "lower right"),
                "An evenly filled square with soft edges. Uneven steps show up as grain, errors at the end as a blurred edge.",
                "this project");
    }
}
