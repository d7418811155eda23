package samplerscope.tensor;

import java.util.ArrayList;
import java.util.List;

/// Sizes of a tensor, [B, ...]: how many samples, then the shape of one sample, for example [C, H, W] or [D].
///
/// @param batch  `B`, `>= 0`
/// @param sample shape of one sample
public record Shape(int batch, List<Integer> sample) {

    /// The longest array that every JVM can make.
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    public Shape {
        sample = List.copyOf(sample);
        long size = batch;
        for (int n : sample) {
            if (n < 1) {
                throw new ShapeException("a shape has the size %d in %s".formatted(n, sample),
                    "every size must be at least 1");
            }
            size = StrictMath.min(size * n, Integer.MAX_VALUE); // no product of many sizes may wrap around
        }
        if (size < 0 || size > LARGEST) {
            throw new ShapeException("%d samples of shape %s do not fit into one tensor".formatted(batch, sample),
                "ask for fewer samples");
        }
    }

    public static Shape of(int batch, Integer... sample) {
        return new Shape(batch, List.of(sample));
    }

    /// Numbers in one sample.
    public int sampleSize() {
        int size = 1;
        for (int n : sample) {
            size *= n;
        }
        return size;
    }

    /// Numbers in all.
    public int size() {
        return batch * sampleSize();
    }

    /// @throws ShapeException unless `numbers` is the size of a tensor of this shape
    public void requireSize(int numbers) {
        if (numbers != size()) {
            throw new ShapeException("%d numbers were given for a tensor of shape %s".formatted(numbers, this),
                "give exactly %d".formatted(size()));
        }
    }

    @Override
    public String toString() {
        var all = new ArrayList<Integer>();
        all.add(batch);
        all.addAll(sample);
        return all.toString();
    }
}
