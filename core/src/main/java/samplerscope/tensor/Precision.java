package samplerscope.tensor;

/// How the numbers of a tensor are stored.
public enum Precision {
    FLOAT32, FLOAT64
}
