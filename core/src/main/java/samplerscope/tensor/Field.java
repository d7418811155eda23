package samplerscope.tensor;

/// A model at a noise level as numbers that a kernel reads: a function of one sample, [D] to [D].
///
/// What host code computes from a class of `model`, a device computes from one of these. All are float32.
public sealed interface Field {

    /// `E[x0 | x]` of Gaussians in the plane.
    ///
    /// @param table [K][11], as {@link samplerscope.tensor.simd.PlaneMixtureKernel} documents it
    record PlaneMixture(float[] table) implements Field {}

    /// `E[x0 | x]` of `K` Gaussians with covariance `F F^T + diag(d)` and `F` of shape [D][R]; see
    /// `NoisedLowRank` for the formulas.
    ///
    /// @param laws        what no level changes, [K] times: mean [D], diagonal [D], columns of the factor
    ///                    [R][D]
    /// @param rank        `R >= 1`, the same for all; a lower one ends in columns of zeros
    /// @param alpha       of the level
    /// @param sigma2      `sigma^2` of the level
    /// @param inverseGram [K][R][R], `(I + alpha^2 F^T diag(1/v) F)^-1`
    /// @param logScale    [K], `log w_k - (log det S_k + D log 2 pi) / 2`, up to a constant of all
    record LowRankMixture(Constants laws, int rank, float alpha, float sigma2, float[] inverseGram, float[] logScale)
        implements Field {}

    /// `E[x0 | x]` of equal Gaussians around some points of a data set: with `p_n` the softmax of
    /// `-|x - alpha x_n|^2 / (2 variance)` and `m = sum p_n x_n`, it is `m + pull (x - alpha m)`.
    ///
    /// @param points [N][D]
    /// @param from   first point
    /// @param to     behind the last point
    record Points(Constants points, int from, int to, float alpha, float variance, float pull) implements Field {}

    /// A network of `L` dense layers, which the noise level reaches through their biases: `h <- act(W_l h + b_l)` with
    /// `act(a) = a / (1 + exp(-a))`, and the last layer without it.
    ///
    /// @param weights of each layer `W_l`, [sizes[l + 1]][sizes[l]], one behind the other
    /// @param sizes   [L + 1]; the first and the last are those of a sample
    /// @param biases  of each layer `b_l` at the level, [sizes[l + 1]], one behind the other
    record Mlp(Constants weights, int[] sizes, float[] biases) implements Field {}
}
