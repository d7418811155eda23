package samplerscope.model;

import java.util.Optional;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Classifier-free guidance: `uncond + w (cond - uncond)`, in whatever form the model returns, since it is linear.
///
/// Source: Ho & Salimans 2022, arXiv:2207.12598, Eq. 6, with `w` counted from 1 as in most programs: 0 is unconditional,
/// 1 conditional.
public final class Guided implements Denoiser {

    private final Denoiser unconditional;
    private final Denoiser conditional;
    private final double guidanceScale;
    private final TensorBackend backend;
    private Tensor a;
    private Tensor b;

    private Guided(Denoiser unconditional, Denoiser conditional, double guidanceScale, TensorBackend backend) {
        this.unconditional = unconditional;
        this.conditional = conditional;
        this.guidanceScale = guidanceScale;
        this.backend = backend;
        var nothing = backend.allocate(Shape.of(0, 1));
        this.a = nothing;
        this.b = nothing;
    }

    /// The denoiser for a condition and a scale; at 0 and 1 one branch is enough and only that one is asked.
    public static Denoiser of(Model model, Binding binding, double guidanceScale) {
        model.check(binding.condition());
        if (binding.condition() instanceof Condition.None || guidanceScale == 0) {
            return model.denoiser(binding.with(binding.condition().unguided()));
        }
        Denoiser conditional = model.denoiser(binding);
        if (guidanceScale == 1) {
            return conditional;
        }
        var unconditional = model.denoiser(binding.with(binding.condition().unguided()));
        return new Guided(unconditional, conditional, guidanceScale, binding.backend());
    }

    @Override
    public Parameterization parameterization() {
        return conditional.parameterization();
    }

    @Override
    public int cost() {
        return unconditional.cost() + conditional.cost();
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        combine(unconditional::evaluate, conditional::evaluate, x, at, into);
    }

    @Override
    public Optional<Slopes> slopes() {
        return unconditional.slopes().flatMap(without -> conditional.slopes().map(with ->
            (x, at, into) -> combine(without, with, x, at, into)));
    }

    private void combine(Slopes without, Slopes with, Tensor x, NoiseLevel at, Tensor into) {
        if (!a.shape().equals(x.shape())) {
            a = backend.allocate(x.shape());
            b = backend.allocate(x.shape());
        }
        without.evaluate(x, at, a);
        with.evaluate(x, at, b);
        backend.combine(into, new double[] {1 - guidanceScale, guidanceScale}, new Tensor[] {a, b});
    }

    @Override
    public void close() {
        unconditional.close();
        conditional.close();
    }
}
