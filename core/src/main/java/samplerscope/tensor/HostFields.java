package samplerscope.tensor;

import java.util.Arrays;

/// The operations of a backend that work on whole samples, on tensors in the memory of the JVM: plain loops, the same in
/// both precisions.
public final class HostFields {

    private static final int GRAIN = 1 << 14;

    private HostFields() {}

    /// See {@link TensorBackend#combineFields}.
    public static void combine(HostTensor into, double[][] weights, Tensor[] inputs, Workers workers) {
        int size = into.shape().sampleSize();
        switch (into) {
            case HostTensor.Float64(var _, double[] out) -> {
                var in = new double[inputs.length][];
                for (int k = 0; k < in.length; k++) {
                    in[k] = ((HostTensor.Float64) inputs[k]).values();
                }
                workers.forEachRange(out.length, GRAIN, (from, to) -> combine(out, weights, in, size, from, to));
            }
            case HostTensor.Float32(var _, float[] out) -> {
                var in = new float[inputs.length][];
                var rounded = new float[inputs.length][];
                for (int k = 0; k < in.length; k++) {
                    in[k] = ((HostTensor.Float32) inputs[k]).values();
                    rounded[k] = rounded(weights[k]);
                }
                workers.forEachRange(out.length, GRAIN, (from, to) -> combine(out, rounded, in, size, from, to));
            }
        }
    }

    private static void combine(double[] out, double[][] weights, double[][] in, int size, int from, int to) {
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (int k = 0; k < in.length; k++) {
                sum = StrictMath.fma(weights[k][weights[k].length == 1 ? 0 : i % size], in[k][i], sum);
            }
            out[i] = sum;
        }
    }

    private static void combine(float[] out, float[][] weights, float[][] in, int size, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int k = 0; k < in.length; k++) {
                sum = StrictMath.fma(weights[k][weights[k].length == 1 ? 0 : i % size], in[k][i], sum);
            }
            out[i] = sum;
        }
    }

    private static float[] rounded(double[] values) {
        var rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /// See {@link TensorBackend#filter}.
    public static void filter(HostTensor into, HostTensor x, double[][] columns, double[] along, double across,
                              Workers workers) {
        int size = x.shape().sampleSize();
        workers.forEachRange(x.shape().batch(), 1, (from, to) -> {
            var row = new double[size];
            var result = new double[size];
            for (int b = from; b < to; b++) {
                new HostRows(x).read(b, row);
                filter(row, result, columns, along, across);
                new HostRows(into).write(b, result);
            }
        });
    }

    private static void filter(double[] x, double[] into, double[][] columns, double[] along, double across) {
        for (int j = 0; j < x.length; j++) {
            into[j] = across * x[j];
        }
        for (int r = 0; r < columns.length; r++) {
            double[] u = columns[r];
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += u[j] * x[j];
            }
            double gain = (along[r] - across) * sum;
            for (int j = 0; j < x.length; j++) {
                into[j] += gain * u[j];
            }
        }
    }

    /// See {@link TensorBackend#clamp}.
    public static void clamp(HostTensor into, HostTensor x, double quantile, double floor, double ceiling,
                             Workers workers) {
        int size = x.shape().sampleSize();
        workers.forEachRange(x.shape().batch(), 1, (from, to) -> {
            var row = new double[size];
            for (int b = from; b < to; b++) {
                new HostRows(x).read(b, row);
                double s = StrictMath.clamp(quantile(row, quantile), floor, ceiling);
                if (!Double.isNaN(s)) {
                    for (int j = 0; j < size; j++) {
                        row[j] = StrictMath.clamp(row[j], -s, s) * (floor / s);
                    }
                }
                new HostRows(into).write(b, row);
            }
        });
    }

    /// NaN if there is one among the values.
    private static double quantile(double[] row, double share) {
        var sorted = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            sorted[j] = StrictMath.abs(row[j]);
        }
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double part = position - below;
        // NaN sorts behind everything.
        return Double.isNaN(sorted[sorted.length - 1]) ? Double.NaN
            : part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }
}
