package samplerscope.anatomy;

/// What a step multiplies small perturbations of its state by.
///
/// @param rms     over all directions and samples: `|J|_F / sqrt(D)` of the Jacobian
/// @param largest over directions, the median over samples
/// @param worst   over directions and samples
public record Gains(double rms, double largest, double worst) {}
