package samplerscope.tensor.simd;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import samplerscope.random.DrawKey;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;
import samplerscope.tensor.FieldKernels;
import samplerscope.tensor.HostFields;
import samplerscope.tensor.HostRandom;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Rows;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

/// float32 on the CPU: the Vector API, with as many threads as asked for.
public final class Float32Backend implements TensorBackend {

    /// Ranges of elementwise work; large enough that starting a thread is worth it.
    private static final int GRAIN = 1 << 15;

    private final Workers workers;
    /// Arranged for the kernel, by the weights of the model.
    private final Map<Constants, DenseKernel> networks = new WeakHashMap<>();

    public Float32Backend(int threads) {
        workers = new Workers(threads);
    }

    @Override
    public String name() {
        return "CPU, %d thread%s, float32".formatted(workers.threads(), workers.threads() == 1 ? "" : "s");
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public Tensor allocate(Shape shape) {
        return new HostTensor.Float32(shape, new float[shape.size()]);
    }

    @Override
    public void copyFrom(double[] host, Tensor into) {
        into.shape().requireSize(host.length);
        float[] values = values(into);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) host[i];
        }
    }

    @Override
    public void copyFrom(float[] host, Tensor into) {
        into.shape().requireSize(host.length);
        System.arraycopy(host, 0, values(into), 0, host.length);
    }

    @Override
    public void combine(Tensor into, double[] coefficients, Tensor[] inputs) {
        float[] out = values(into);
        var in = new float[inputs.length][];
        var c = new float[inputs.length];
        for (int k = 0; k < in.length; k++) {
            in[k] = values(inputs[k]);
            c[k] = (float) coefficients[k];
        }
        if (Float32Kernels.pay()) {
            workers.forEachRange(out.length, GRAIN, (from, to) -> Float32Kernels.combine(out, c, in, from, to));
        } else {
            workers.forEachRange(out.length, GRAIN, (from, to) -> Float32Kernels.combineScalar(out, c, in, from, to));
        }
    }

    @Override
    public void combineFields(Tensor into, double[][] weights, Tensor[] inputs) {
        HostFields.combine((HostTensor) into, weights, inputs, workers);
    }

    @Override
    public void filter(Tensor into, Tensor x, double[][] columns, double[] along, double across) {
        HostFields.filter((HostTensor) into, (HostTensor) x, columns, along, across, workers);
    }

    @Override
    public void clamp(Tensor into, Tensor x, double quantile, double floor, double ceiling) {
        HostFields.clamp((HostTensor) into, (HostTensor) x, quantile, floor, ceiling, workers);
    }

    @Override
    public void drawNormal(Tensor into, DrawKey key) {
        if (NormalKernel.pays()) {
            float[] values = values(into);
            int size = into.shape().sampleSize();
            workers.forEachRange(into.shape().batch(), 1, (from, to) -> NormalKernel.fill(values, size, key, from, to));
        } else {
            HostRandom.fill((HostTensor) into, key, workers);
        }
    }

    @Override
    public int firstNonFinite(Tensor x) {
        float[] values = values(x);
        int first = workers.firstOf(values.length, GRAIN, Float32Kernels.pay()
            ? (from, to) -> Float32Kernels.firstNonFinite(values, from, to)
            : (from, to) -> Float32Kernels.firstNonFiniteScalar(values, from, to));
        return first < 0 ? -1 : first / x.shape().sampleSize();
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Optional<FieldKernels> networks() {
        return Optional.of(this::evaluate);
    }

    private void evaluate(Field field, Rows rows, Tensor x, Tensor into) {
        if (!(field instanceof Field.Mlp(var weights, var sizes, var biases))) {
            throw new IllegalArgumentException("the host evaluates " + field.getClass().getSimpleName() + " elsewhere");
        }
        DenseKernel kernel = networks.computeIfAbsent(weights,
            _ -> new DenseKernel(weights.values(), sizes, Activation.SILU));
        float[] state = values(x);
        float[] result = values(into);
        workers.forEachPiece(rows.count(x.shape().batch()), DenseKernel.TILE,
            (from, to) -> kernel.evaluate(state, result, biases, rows, from, to));
    }

    @Override
    public void close() {
        workers.close();
    }

    private static float[] values(Tensor x) {
        return ((HostTensor.Float32) x).values();
    }
}
