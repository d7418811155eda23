package samplerscope.tensor;

import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;

/// Fills host tensors with the draws of a key, sample by sample.
public final class HostRandom {

    private HostRandom() {}

    public static void fill(HostTensor into, DrawKey key, Workers workers) {
        int size = into.shape().sampleSize();
        workers.forEachRange(into.shape().batch(), 1, (from, to) -> {
            var row = new double[size];
            for (int b = from; b < to; b++) {
                NormalDraws.fill(row, key, b);
                switch (into) {
                    case HostTensor.Float64(var _, double[] values) -> System.arraycopy(row, 0, values, b * size, size);
                    case HostTensor.Float32(var _, float[] values) -> {
                        for (int i = 0; i < size; i++) {
                            values[b * size + i] = (float) row[i];
                        }
                    }
                }
            }
        });
    }
}
