package samplerscope.model.onnx;

import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// An exact denoiser that answers as a bare network of some prediction would.
record Disguised(Denoiser exact, Prediction as, TensorBackend backend) implements Denoiser {

    @Override
    public Parameterization parameterization() {
        return as.parameterization();
    }

    @Override
    public void evaluate(Tensor given, NoiseLevel at, Tensor into) {
        Tensor x = backend.allocate(given.shape());
        Tensor answer = backend.allocate(given.shape());
        Tensor data = backend.allocate(given.shape());
        backend.combine(x, new double[] {1 / as.ofInput(at)}, new Tensor[] {given});
        exact.evaluate(x, at, answer);
        var toData = exact.parameterization().to(Parameterization.DATA, at);
        backend.combine(data, new double[] {toData.ofState(), toData.ofOutput()}, new Tensor[] {x, answer});
        var back = as.toData(at);
        backend.combine(into, new double[] {-back.ofState() / back.ofOutput(), 1 / back.ofOutput()},
            new Tensor[] {x, data});
    }
}
