package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import samplerscope.random.DrawKey;
import samplerscope.tensor.HostRandom;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.ShapeException;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

/// float32 on the CPU: the Vector API, with as many threads as asked for.
public final class Float32Backend implements TensorBackend {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    /// Ranges of elementwise work; large enough that starting a thread is worth it.
    private static final int GRAIN = 1 << 15;

    private final Workers workers;

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
        float[] values = values(into);
        if (host.length != values.length) {
            throw new ShapeException("%d numbers were given for a tensor of shape %s".formatted(host.length, into.shape()),
                "give exactly %d".formatted(values.length));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) host[i];
        }
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
        workers.forEachRange(out.length, GRAIN, (from, to) -> combine(out, c, in, from, to));
    }

    /// `into[i] <- sum_k c[k] * in[k][i]` for `from <= i < to`, vectorised. Same order of fused multiply-adds as the
    /// scalar tail, so lane count never changes a bit.
    static void combine(float[] into, float[] c, float[][] in, int from, int to) {
        int i = from;
        for (int bound = from + LANES.loopBound(to - from); i < bound; i += LANES.length()) {
            var sum = FloatVector.zero(LANES);
            for (int k = 0; k < c.length; k++) {
                sum = FloatVector.fromArray(LANES, in[k], i).fma(FloatVector.broadcast(LANES, c[k]), sum);
            }
            sum.intoArray(into, i);
        }
        combineScalar(into, c, in, i, to);
    }

    /// The scalar twin of {@link #combine(float[], float[], float[][], int, int)}.
    static void combineScalar(float[] into, float[] c, float[][] in, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int k = 0; k < c.length; k++) {
                sum = Math.fma(c[k], in[k][i], sum);
            }
            into[i] = sum;
        }
    }

    @Override
    public void drawNormal(Tensor into, DrawKey key) {
        HostRandom.fill((HostTensor) into, key, workers);
    }

    @Override
    public int firstNonFinite(Tensor x) {
        float[] values = values(x);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i / x.shape().sampleSize();
            }
        }
        return -1;
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public void close() {
        workers.close();
    }

    private static float[] values(Tensor x) {
        return ((HostTensor.Float32) x).values();
    }
}
