package samplerscope.tensor;

/// Models evaluated where the samples are, by a backend whose tensors the host cannot see.
public interface FieldKernels {

    /// `into <- field(x)` on some rows; the others stay as they are.
    void evaluate(Field field, Rows rows, Tensor x, Tensor into);
}
