package samplerscope.search.surrogate;

import org.hipparchus.distribution.continuous.NormalDistribution;

/// Minus what a trial is expected to gain over the best so far.
///
/// Source: Jones, Schonlau, Welch 1998, Efficient Global Optimization of Expensive Black-Box Functions, Eq. 15.
///
/// @param surrogate of the trials so far
/// @param best      value to improve on
record ExpectedImprovement(GaussianProcess surrogate, double best) implements Smooth {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    @Override
    public Slope at(double[] u) {
        Slope mean = surrogate.meanSlope(u);
        Slope deviation = surrogate.deviationSlope(u);
        if (!(deviation.value() > 0)) {
            return new Slope(0, new double[u.length]);
        }
        double z = (best - mean.value()) / deviation.value();
        double below = NORMAL.cumulativeProbability(z);
        double density = NORMAL.density(z);
        double[] gradient = new double[u.length];
        Vec.add(gradient, below, mean.gradient());
        Vec.add(gradient, -density, deviation.gradient());
        return new Slope(-deviation.value() * (z * below + density), gradient);
    }
}
