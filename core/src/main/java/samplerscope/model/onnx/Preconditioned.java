package samplerscope.model.onnx;

import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// The scalings around an EDM network: `D(x) = c_skip x + c_out F(c_in x)`, see {@link Prediction#toData}.
final class Preconditioned implements Denoiser {

    private final Denoiser network;
    private final Prediction prediction;
    private final TensorBackend backend;
    private Tensor scaled;
    private Tensor output;

    Preconditioned(Denoiser network, Prediction prediction, TensorBackend backend) {
        this.network = network;
        this.prediction = prediction;
        this.backend = backend;
        this.scaled = backend.allocate(Shape.of(0, 1));
        this.output = scaled;
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.DATA;
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        if (!scaled.shape().equals(x.shape())) {
            scaled = backend.allocate(x.shape());
            output = backend.allocate(x.shape());
        }
        backend.combine(scaled, new double[] {prediction.ofInput(at)}, new Tensor[] {x});
        network.evaluate(scaled, at, output);
        var toData = prediction.toData(at);
        backend.combine(into, new double[] {toData.ofState(), toData.ofOutput()}, new Tensor[] {x, output});
    }

    @Override
    public void close() {
        network.close();
    }
}
