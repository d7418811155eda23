package samplerscope.schedule;

/// What a network output means. Every output is a mix `a x0 + b eps`, so any conversion is two scalars.
public enum Parameterization {
    /// The clean sample, `x0`.
    DATA,
    /// The noise, `eps`.
    NOISE,
    /// `v = alpha eps - sigma x0` (Salimans & Ho 2022, arXiv:2202.00512, Eq. 11).
    VELOCITY,
    /// `u = eps - x0`, the velocity of rectified flow (Liu et al. 2022, arXiv:2209.03003).
    FLOW;

    private double ofData(NoiseLevel l) {
        return switch (this) {
            case DATA -> 1;
            case NOISE -> 0;
            case VELOCITY -> -l.sigma();
            case FLOW -> -1;
        };
    }

    private double ofNoise(NoiseLevel l) {
        return switch (this) {
            case DATA -> 0;
            case NOISE, FLOW -> 1;
            case VELOCITY -> l.alpha();
        };
    }

    /// `target = ofState * x + ofOutput * output`.
    public record Conversion(double ofState, double ofOutput) {}

    /// How to read this output as `target` at a level: solves `x = alpha x0 + sigma eps, output = a x0 + b eps`.
    ///
    /// @throws SingularConversionException where the output and the state say the same thing: noise at `alpha = 0`,
    ///         data at `sigma = 0`
    public Conversion to(Parameterization target, NoiseLevel l) {
        if (target == this) {
            return new Conversion(0, 1);
        }
        double det = l.alpha() * ofNoise(l) - l.sigma() * ofData(l);
        if (det == 0) {
            throw new SingularConversionException(this, target, l);
        }
        return new Conversion(
            (target.ofData(l) * ofNoise(l) - target.ofNoise(l) * ofData(l)) / det,
            (l.alpha() * target.ofNoise(l) - l.sigma() * target.ofData(l)) / det);
    }
}
