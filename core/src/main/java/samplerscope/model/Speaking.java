package samplerscope.model;

import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// A model that answers in another form than its own, converted at the level it is asked at: an exact model in the part
/// of a network.
public final class Speaking implements Denoiser {

    private final Denoiser inner;
    private final Parameterization form;
    private final TensorBackend backend;
    private Tensor raw;

    public Speaking(Denoiser inner, Parameterization form, TensorBackend backend) {
        this.inner = inner;
        this.form = form;
        this.backend = backend;
        this.raw = backend.allocate(Shape.of(0, 1));
    }

    @Override
    public Parameterization parameterization() {
        return form;
    }

    @Override
    public int cost() {
        return inner.cost();
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        if (!raw.shape().equals(x.shape())) {
            raw = backend.allocate(x.shape());
        }
        inner.evaluate(x, at, raw);
        var c = inner.parameterization().to(form, at);
        if (c.ofState() == 0) {
            backend.combine(into, new double[] {c.ofOutput()}, new Tensor[] {raw});
        } else {
            backend.combine(into, new double[] {c.ofState(), c.ofOutput()}, new Tensor[] {x, raw});
        }
    }

    @Override
    public void close() {
        inner.close();
    }
}
