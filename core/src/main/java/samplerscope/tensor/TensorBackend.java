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

    /// Standard normal field. Row `b` of `into`, shape [B, ...], belongs to sample `key.firstSample() + b`.
    void drawNormal(Tensor into, DrawKey key);

    /// Index of the first sample of `x` that holds a NaN or an infinity; -1 when all numbers are finite.
    int firstNonFinite(Tensor x);

    /// Runs per-sample work of host models on the backend's threads.
    Workers workers();

    @Override
    void close();
}
