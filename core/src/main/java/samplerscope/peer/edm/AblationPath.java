package samplerscope.peer.edm;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.sqrt;

import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;

/// A schedule `sigma(t)` of noise per signal and a scaling `s(t)`, with their derivatives: `alpha = s`, noise `s sigma`.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Table 1.
///
/// @param kind     of `sigma(t)`
/// @param scaled   whether `s = 1 / sqrt(1 + sigma^2)`; otherwise 1
/// @param betaD    of the variance-preserving schedule
/// @param betaMin  of the same
record AblationPath(Kind kind, boolean scaled, double betaD, double betaMin) implements NoiseSchedule {

    enum Kind { PRESERVING, EXPLODING, LINEAR }

    double sigma(double t) {
        return switch (kind) {
            case PRESERVING -> sqrt(expm1(0.5 * betaD * t * t + betaMin * t));
            case EXPLODING -> sqrt(t);
            case LINEAR -> t;
        };
    }

    double slope(double t) {
        return switch (kind) {
            case PRESERVING -> 0.5 * (betaMin + betaD * t) * (sigma(t) + 1 / sigma(t));
            case EXPLODING -> 0.5 / sqrt(t);
            case LINEAR -> 1;
        };
    }

    double timeOfSigma(double sigma) {
        return switch (kind) {
            case PRESERVING -> (sqrt(betaMin * betaMin + 2 * betaD * log1p(sigma * sigma)) - betaMin) / betaD;
            case EXPLODING -> sigma * sigma;
            case LINEAR -> sigma;
        };
    }

    double scale(double t) {
        return scaled ? 1 / sqrt(1 + sigma(t) * sigma(t)) : 1;
    }

    double scaleSlope(double t) {
        double s = scale(t);
        return scaled ? -sigma(t) * slope(t) * s * s * s : 0;
    }

    @Override
    public NoiseLevel at(double t) {
        return new NoiseLevel(t, scale(t), scale(t) * sigma(t));
    }

    @Override
    public double timeOfLambda(double lambda) {
        return timeOfSigma(exp(-lambda));
    }

    @Override
    public double startTime() {
        return timeOfSigma(80);
    }

    @Override
    public double endTime() {
        return timeOfSigma(0.002);
    }
}
