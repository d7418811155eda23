package samplerscope.spec.folder;

import java.util.Arrays;
import java.util.List;
import samplerscope.model.onnx.Numbers;

/// Vectors, one per token.
///
/// @param values [rows, width], row-major
record Embedding(int rows, int width, float[] values) {

    static Embedding zeros(int rows, int width) {
        return new Embedding(rows, width, new float[rows * width]);
    }

    Numbers numbers() {
        return new Numbers(List.of(rows, width), values);
    }

    /// Of a whole text: a single vector, without an axis for tokens.
    Numbers vector() {
        return new Numbers(List.of(values.length), values);
    }

    /// The vectors of both, one behind the other.
    Embedding beside(Embedding other) {
        var both = new float[values.length + other.values.length];
        int sum = width + other.width;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * width, both, row * sum, width);
            System.arraycopy(other.values, row * other.width, both, row * sum + width, other.width);
        }
        return new Embedding(rows, sum, both);
    }

    /// With zeros behind each vector.
    Embedding widened(int to) {
        return beside(zeros(rows, to - width));
    }

    /// First the vectors of this one, then those of the other.
    Embedding above(Embedding other) {
        float[] all = Arrays.copyOf(values, values.length + other.values.length);
        System.arraycopy(other.values, 0, all, values.length, other.values.length);
        return new Embedding(rows + other.rows, width, all);
    }
}
