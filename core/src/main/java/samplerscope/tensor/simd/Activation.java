package samplerscope.tensor.simd;

/// What stands behind a hidden layer.
///
/// Both go through a polynomial for the exponential: the error is below 6e-7 of the larger of 1 and the result.
public enum Activation {
    /// `a / (1 + e^-a)`.
    SILU,
    /// `a` where it is positive, `e^a - 1` elsewhere.
    ELU
}
