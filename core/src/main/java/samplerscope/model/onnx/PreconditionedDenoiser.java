package samplerscope.model.onnx;

import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// A network that is asked through the preconditioning it was trained with, wherever it is evaluated.
final class PreconditionedDenoiser implements Denoiser {

    private final Denoiser network;
    private final Preconditioning preconditioning;
    private final TensorBackend backend;
    private Tensor scaled;
    private Tensor raw;

    /// @param network the bare `F`; closed with this
    PreconditionedDenoiser(Denoiser network, Preconditioning preconditioning, TensorBackend backend) {
        this.network = network;
        this.preconditioning = preconditioning;
        this.backend = backend;
        this.scaled = backend.allocate(Shape.of(0, 1));
        this.raw = scaled;
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.DATA;
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        if (at.sigma() == 0) { // nothing to remove, and no label for it
            backend.combine(into, new double[] {preconditioning.skip(at)}, new Tensor[] {x});
            return;
        }
        if (!raw.shape().equals(x.shape())) {
            scaled = backend.allocate(x.shape());
            raw = backend.allocate(x.shape());
        }
        backend.combine(scaled, new double[] {preconditioning.in(at)}, new Tensor[] {x});
        network.evaluate(scaled, at, raw);
        backend.combine(into, new double[] {preconditioning.skip(at), preconditioning.out(at)}, new Tensor[] {x, raw});
    }

    @Override
    public void close() {
        network.close();
    }
}
