package samplerscope.tensor;

/// Models that a backend evaluates itself: where the samples are, when the host cannot see its tensors.
public interface FieldKernels {

    /// `into <- field(x)` on some rows; the others stay as they are.
    void evaluate(Field field, Rows rows, Tensor x, Tensor into);
}
