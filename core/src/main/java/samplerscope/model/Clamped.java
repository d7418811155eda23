package samplerscope.model;

import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Threshold;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Keeps a model's predicted `x0` within the range of the data; whoever asks for the noise gets the one that belongs to
/// the clamped data.
public final class Clamped implements Denoiser {

    private final Denoiser inner;
    private final Threshold threshold;
    private final TensorBackend backend;
    private Tensor raw;
    private Tensor data;

    public Clamped(Denoiser inner, Threshold threshold, TensorBackend backend) {
        this.inner = inner;
        this.threshold = threshold;
        this.backend = backend;
        this.raw = backend.allocate(Shape.of(0, 1));
        this.data = raw;
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.DATA;
    }

    @Override
    public int cost() {
        return inner.cost();
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        if (!raw.shape().equals(x.shape())) {
            raw = backend.allocate(x.shape());
            data = backend.allocate(x.shape());
        }
        inner.evaluate(x, at, raw);
        var c = inner.parameterization().to(Parameterization.DATA, at);
        backend.combine(data, new double[] {c.ofState(), c.ofOutput()}, new Tensor[] {x, raw});
        backend.clamp(into, data, threshold.quantile(), threshold.floor(), threshold.ceiling());
    }

    @Override
    public void close() {
        inner.close();
    }
}
