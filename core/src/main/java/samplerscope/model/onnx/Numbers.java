package samplerscope.model.onnx;

import java.util.List;

/// What goes into a port or comes out of one, whatever it is stored as there.
///
/// @param shape  sizes; empty for a single number without an axis
/// @param values row-major; whole numbers up to 2^24 are exact
public record Numbers(List<Integer> shape, float[] values) {

    public Numbers {
        shape = List.copyOf(shape);
        long size = shape.stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b);
        if (size != values.length) {
            throw new IllegalArgumentException("%d numbers of shape %s".formatted(values.length, shape));
        }
    }

    public static Numbers of(List<Integer> shape, float... values) {
        return new Numbers(shape, values);
    }

    /// As many zeros of the same shape.
    public Numbers zeros() {
        return new Numbers(shape, new float[values.length]);
    }

    long[] sizes() {
        return shape.stream().mapToLong(n -> n).toArray();
    }
}
