package samplerscope.model.onnx;

import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.FieldKernels;
import samplerscope.tensor.Rows;
import samplerscope.tensor.Tensor;

/// A network of dense layers, evaluated where the samples are instead of through ONNX Runtime.
///
/// @param layers  of the entry's network
/// @param kernels of the backend
record DenseDenoiser(NetworkEntry entry, DenseLayers layers, FieldKernels kernels) implements Denoiser {

    @Override
    public Parameterization parameterization() {
        return entry.prediction().parameterization();
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        kernels.evaluate(layers.at(entry.label(at)), Rows.ALL, x, into);
    }
}
