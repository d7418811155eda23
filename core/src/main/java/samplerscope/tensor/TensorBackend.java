package samplerscope.tensor;

import java.util.Optional;
import java.util.function.IntFunction;
import samplerscope.random.DrawKey;

/// The few operations that execute a plan. One thread drives a backend at a time; inside, it may use many.
///
/// Every operation is elementwise or per sample, so results never depend on batch size or thread count. A backend may
/// put work off and do it in larger pieces: what it has been told is done, in order, before anything is read back.
public interface TensorBackend extends AutoCloseable {

    /// What a person reads in the status bar: `CPU, 2 threads, float32`.
    String name();

    Precision precision();

    /// A tensor of zeros.
    Tensor allocate(Shape shape);

    /// @throws ShapeException if `host.length` is not the tensor's size
    void copyFrom(double[] host, Tensor into);

    /// As {@link #copyFrom(double[], Tensor)}.
    default void copyFrom(float[] host, Tensor into) {
        var wide = new double[host.length];
        for (int i = 0; i < host.length; i++) {
            wide[i] = host[i];
        }
        copyFrom(wide, into);
    }

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

    /// Counts points per cell.
    ///
    /// @param x [B, 2]
    /// @return of every cell, row-major from the bottom; points outside, or not finite, are left out
    default int[] count(Tensor x, PlaneCells cells) {
        var points = new float[x.shape().size()];
        x.copyTo(points);
        var counts = new int[cells.size()];
        for (int i = 0; i < points.length; i += 2) {
            int cell = cells.of(points[i], points[i + 1]);
            if (cell >= 0) {
                counts[cell]++;
            }
        }
        return counts;
    }

    /// Wants `x`, as it is now, to be finite. A backend that puts work off may throw later, in {@link #settle} or when
    /// something is read; of several that are not finite it reports the one watched first.
    ///
    /// @param failure from the first sample that holds a NaN or an infinity to what is thrown
    default void watch(Tensor x, IntFunction<? extends RuntimeException> failure) {
        int row = firstNonFinite(x);
        if (row >= 0) {
            throw failure.apply(row);
        }
    }

    /// Does everything that was put off, and throws what that brings to light.
    default void settle() {}

    /// Runs per-sample work of host models on the backend's threads.
    Workers workers();

    /// Work of a host model.
    @FunctionalInterface
    interface HostWork {
        /// @param into overwritten in whole
        void run(HostTensor x, HostTensor into);
    }

    /// `into <- work(x)` where the host can see both; a device carries the numbers there and back.
    default void onHost(Tensor x, Tensor into, HostWork work) {
        work.run((HostTensor) x, (HostTensor) into);
    }

    /// The models that this backend evaluates itself; empty where models are host code.
    default Optional<FieldKernels> fields() {
        return Optional.empty();
    }

    /// What evaluates a {@link Field.Mlp}; empty where such a network goes through the runtime of its file.
    default Optional<FieldKernels> networks() {
        return fields();
    }

    @Override
    void close();
}
