package samplerscope.tensor;

import java.util.ArrayList;
import java.util.List;

/// Sizes of a tensor, [B, ...]: how many samples, then the shape of one sample, for example [C, H, W] or [D].
///
/// @param batch  `B`, `>= 0`
/// @param sample shape of one sample
public record Shape(int batch, List<Integer> sample) {

    public Shape {
        sample = List.copyOf(sample);
        long size = batch;
        for (int n : sample) {
            size *= n;
            if (n < 1) {
                throw new ShapeException("a shape has the size %d in %s".formatted(n, sample),
                    "every size must be at least 1");
            }
        }
        if (batch < 0 || size > Integer.MAX_VALUE - 64) {
            throw new ShapeException("%d samples of shape %s do not fit into one tensor".formatted(batch, sample),
                "ask for fewer samples");
        }
    }

    public static Shape of(int batch, Integer... sample) {
        return new Shape(batch, List.of(sample));
    }

    /// Numbers in one sample.
    public int sampleSize() {
        return sample.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
    }

    /// Numbers in all.
    public int size() {
        return batch * sampleSize();
    }

    @Override
    public String toString() {
        var all = new ArrayList<Integer>();
        all.add(batch);
        all.addAll(sample);
        return all.toString();
    }
}
