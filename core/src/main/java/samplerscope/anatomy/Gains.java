package samplerscope.anatomy;

/// What a step multiplies small perturbations of its state by.
///
/// Medians over samples, as one sample between two modes can have any gain.
///
/// @param rms     over all directions, `|J|_F / sqrt(D)` of the Jacobian; the median over samples
/// @param largest over directions; the median over samples
/// @param worst   the largest over directions and samples
public record Gains(double rms, double largest, double worst) {}
