package samplerscope.tensor;

import samplerscope.random.DrawKey;

/// The few operations that execute a plan. One thread drives a backend at a time; inside, it may use many.
///
/// Every operation is elementwise or per sample, so results never depend on batch size or thread count.
public interface TensorBackend extends AutoCloseable {

    /// What a person reads in the status bar: `CPU, 2 threads, float32`.
    String name();

    Precision precision();

    /// A tensor of zeros.
    Tensor allocate(Shape shape);

    /// @throws ShapeException if `host.length` is not the tensor's size
    void copyFrom(double[] host, Tensor into);

    /// `into[i] <- sum_k coefficients[k] * inputs[k][i]`, fused multiply-adds in the order given, starting from 0.
    ///
    /// `into` must not be one of the inputs. Coefficients are rounded once to the tensor's precision. No inputs: zeros.
    void combine(Tensor into, double[] coefficients, Tensor[] inputs);

    /// As `combine`, with weights that may differ along a sample: `weights[k]` has one number for all elements, or one per
    /// element of a sample. Fused multiply-adds in the order given, starting from 0.
    void combineFields(Tensor into, double[][] weights, Tensor[] inputs);

    /// Per sample, `into <- U diag(along) U^T x + across (x - U U^T x)`, summed in float64.
    ///
    /// @param columns `U`, shape [R][D], orthonormal
    /// @param along   [R]
    /// @param across  for what is at right angles to all columns
    void filter(Tensor into, Tensor x, double[][] columns, double[] along, double across);

    /// Per sample, `into <- clamp(x, -s, s) floor / s` with `s = clamp(quantile of |x|, floor, ceiling)`; the quantile is
    /// linear between order statistics. A sample with a NaN stays as it is.
    void clamp(Tensor into, Tensor x, double quantile, double floor, double ceiling);

    /// Standard normal field. Row `b` of `into`, shape [B, ...], belongs to sample `key.firstSample() + b`.
    void drawNormal(Tensor into, DrawKey key);

    /// Index of the first sample of `x` that holds a NaN or an infinity; -1 when all numbers are finite.
    int firstNonFinite(Tensor x);

    /// Runs per-sample work of host models on the backend's threads.
    Workers workers();

    @Override
    void close();
}
