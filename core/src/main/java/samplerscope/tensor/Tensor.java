package samplerscope.tensor;

/// A block of numbers on some device. No arithmetic here: backends compute, tensors hold.
public interface Tensor {

    Shape shape();

    Precision precision();

    /// Copies the first `host.length` numbers out; exact for both precisions. Explicit, because on a GPU it costs.
    void copyTo(double[] host);

    /// As above, rounded to float32 where the tensor holds more.
    void copyTo(float[] host);
}
