package samplerscope.tensor;

/// A tensor in the memory of the JVM. Exact models and network bridges work on its array in place.
public sealed interface HostTensor extends Tensor {

    /// @param values row-major, shape [B, ...]; live, not a copy
    record Float64(Shape shape, double[] values) implements HostTensor {
        @Override
        public Precision precision() {
            return Precision.FLOAT64;
        }

        @Override
        public void copyTo(double[] host) {
            System.arraycopy(values, 0, host, 0, host.length);
        }

        @Override
        public void copyTo(float[] host) {
            for (int i = 0; i < host.length; i++) {
                host[i] = (float) values[i];
            }
        }
    }

    /// @param values row-major, shape [B, ...]; live, not a copy
    record Float32(Shape shape, float[] values) implements HostTensor {
        @Override
        public Precision precision() {
            return Precision.FLOAT32;
        }

        @Override
        public void copyTo(double[] host) {
            for (int i = 0; i < host.length; i++) {
                host[i] = values[i];
            }
        }

        @Override
        public void copyTo(float[] host) {
            System.arraycopy(values, 0, host, 0, host.length);
        }
    }
}
