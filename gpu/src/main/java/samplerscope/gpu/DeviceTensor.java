package samplerscope.gpu;

import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

/// A register in the arena of a device.
///
/// @param at where it begins
record DeviceTensor(TornadoBackend backend, Shape shape, int at) implements Tensor {

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public void copyTo(double[] host) {
        var singles = new float[host.length];
        copyTo(singles);
        for (int i = 0; i < host.length; i++) {
            host[i] = singles[i];
        }
    }

    @Override
    public void copyTo(float[] host) {
        backend.read(this, host);
    }
}
