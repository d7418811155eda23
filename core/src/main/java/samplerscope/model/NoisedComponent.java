package samplerscope.model;

import samplerscope.schedule.NoiseLevel;

/// One Gaussian at a noise level: `x ~ N(alpha m, S)`, `S = alpha^2 C + sigma^2 I`.
sealed interface NoisedComponent permits NoisedPlane, NoisedLowRank {

    static NoisedComponent of(Component component, NoiseLevel at) {
        return switch (component.covariance()) {
            case Covariance.Plane plane -> new NoisedPlane(component.mean(), plane, at);
            case Covariance.LowRank lowRank -> new NoisedLowRank(component.mean(), lowRank, at);
        };
    }

    /// `log N(x; alpha m, S)` in nats, of `x`, [D].
    double logDensity(double[] x);

    /// Adds `weight * E[x0 | x]` to `into`, [D].
    void addPosteriorMean(double[] x, double weight, double[] into);

    /// The diagonal of `alpha C S^-1`, by which `E[x0 | x]` grows with `x`, [D].
    double[] gains();
}
