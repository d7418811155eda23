package samplerscope.model;

import samplerscope.tensor.TensorBackend;

/// What a denoiser is bound to for its life.
///
/// @param backend     whose tensors will be passed
/// @param condition   what the model is asked for
/// @param firstSample index of the sample that row 0 belongs to
/// @param batch       rows per network call, a limit on memory; 0 leaves it to the model. Never changes a result
public record Binding(TensorBackend backend, Condition condition, int firstSample, int batch) {

    public Binding(TensorBackend backend) {
        this(backend, Condition.NONE, 0, 0);
    }

    public Binding with(Condition other) {
        return new Binding(backend, other, firstSample, batch);
    }
}
