package samplerscope.model;

import java.util.function.UnaryOperator;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Tensor;

/// Tells a model another noise level than the solver stands at, as programs do whose networks take whole training steps.
/// The state goes in as it is, and the solver reads the answer as if it belonged to its own level.
///
/// @param label the level that the model is told
public record Relabelled(Denoiser inner, UnaryOperator<NoiseLevel> label) implements Denoiser {

    @Override
    public Parameterization parameterization() {
        return inner.parameterization();
    }

    @Override
    public int cost() {
        return inner.cost();
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        inner.evaluate(x, label.apply(at), into);
    }

    @Override
    public void close() {
        inner.close();
    }
}
