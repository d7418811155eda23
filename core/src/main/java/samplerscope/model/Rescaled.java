package samplerscope.model;

import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Asks a network about its own noise path when a run is on another one: any Gaussian path becomes any other at equal
/// lambda by `x' = (alpha' / alpha) x`. Returns the noise, which both paths share.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Sec. 4 and App. B.
public final class Rescaled implements Denoiser {

    private final Denoiser inner;
    private final NoiseSchedule trainedOn;
    private final TensorBackend backend;
    private Tensor scaled;
    private Tensor output;

    public Rescaled(Denoiser inner, NoiseSchedule trainedOn, TensorBackend backend) {
        this.inner = inner;
        this.trainedOn = trainedOn;
        this.backend = backend;
        this.scaled = backend.allocate(Shape.of(0, 1));
        this.output = scaled;
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.NOISE;
    }

    @Override
    public int cost() {
        return inner.cost();
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        if (!scaled.shape().equals(x.shape())) {
            scaled = backend.allocate(x.shape());
            output = backend.allocate(x.shape());
        }
        NoiseLevel own = trainedOn.atLambda(at.lambda());
        // The sum is never 0, so this holds at alpha = 0 and at sigma = 0 alike.
        double scale = (own.alpha() + own.sigma()) / (at.alpha() + at.sigma());
        backend.combine(scaled, new double[] {scale}, new Tensor[] {x});
        inner.evaluate(scaled, own, output);
        var toNoise = inner.parameterization().to(Parameterization.NOISE, own);
        backend.combine(into, new double[] {toNoise.ofState(), toNoise.ofOutput()}, new Tensor[] {scaled, output});
    }

    @Override
    public void close() {
        inner.close();
    }
}
