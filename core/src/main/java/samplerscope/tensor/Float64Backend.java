package samplerscope.tensor;

import samplerscope.random.DrawKey;

/// Plain loops in float64: the reference that every other backend is tested against.
public final class Float64Backend implements TensorBackend {

    /// Ranges of elementwise work; large enough that starting a thread is worth it.
    private static final int GRAIN = 1 << 14;

    private final Workers workers;

    public Float64Backend(int threads) {
        workers = new Workers(threads);
    }

    @Override
    public String name() {
        return "CPU, %d thread%s, float64".formatted(workers.threads(), workers.threads() == 1 ? "" : "s");
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public Tensor allocate(Shape shape) {
        return new HostTensor.Float64(shape, new double[shape.size()]);
    }

    @Override
    public void copyFrom(double[] host, Tensor into) {
        into.shape().requireSize(host.length);
        System.arraycopy(host, 0, values(into), 0, host.length);
    }

    @Override
    public void combine(Tensor into, double[] coefficients, Tensor[] inputs) {
        double[] out = values(into);
        var in = new double[inputs.length][];
        for (int k = 0; k < in.length; k++) {
            in[k] = values(inputs[k]);
        }
        workers.forEachRange(out.length, GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) {
                double sum = 0;
                for (int k = 0; k < in.length; k++) {
                    sum = StrictMath.fma(coefficients[k], in[k][i], sum);
                }
                out[i] = sum;
            }
        });
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
        HostRandom.fill((HostTensor) into, key, workers);
    }

    @Override
    public int firstNonFinite(Tensor x) {
        double[] values = values(x);
        int first = workers.firstOf(values.length, GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (!Double.isFinite(values[i])) {
                    return i;
                }
            }
            return -1;
        });
        return first < 0 ? -1 : first / x.shape().sampleSize();
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public void close() {
        workers.close();
    }

    private static double[] values(Tensor x) {
        return ((HostTensor.Float64) x).values();
    }
}
