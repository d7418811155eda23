package samplerscope.model.plane;

import java.util.List;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;

/// One Gaussian that is not aligned with the axes: its paths are known in closed form.
public final class SingleGaussian {

    private SingleGaussian() {}

    public static GaussianMixture model() {
        return new Sketch().add(0, 1, new Sketch.Point(0.3, -0.2), new Covariance.Plane(0.5, 0.2, 0.3))
            .as("gaussian", "Gaussian", List.of(),
                "One Gaussian, not aligned with the axes. Every path is a known curve: per main axis it only scales.",
                "Wang & Vastola 2024, arXiv:2412.09726, Eq. 6");
    }
}
