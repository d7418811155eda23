package samplerscope.run;

import java.util.Arrays;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

/// A read-only host copy of a tensor, or of its first rows. Safe on any thread, for ever.
public final class Snapshot {

    private final Precision precision;
    private final Shape shape;
    /// The numbers of a float32 snapshot; empty otherwise.
    private final float[] singles;
    /// The numbers of a float64 snapshot; empty otherwise.
    private final double[] doubles;

    private Snapshot(Precision precision, Shape shape, float[] singles, double[] doubles) {
        this.precision = precision;
        this.shape = shape;
        this.singles = singles;
        this.doubles = doubles;
    }

    /// Copies the first `rows` samples, in the tensor's own precision.
    static Snapshot of(Tensor x, int rows) {
        var shape = new Shape(StrictMath.min(rows, x.shape().batch()), x.shape().sample());
        boolean single = x.precision() == Precision.FLOAT32;
        var singles = new float[single ? shape.size() : 0];
        var doubles = new double[single ? 0 : shape.size()];
        x.copyTo(singles);
        x.copyTo(doubles);
        return new Snapshot(x.precision(), shape, singles, doubles);
    }

    /// A snapshot of given numbers, shape [B, ...] row-major; the array is copied.
    public static Snapshot of(Shape shape, double[] values) {
        return new Snapshot(Precision.FLOAT64, shape, new float[0], Arrays.copyOf(values, shape.size()));
    }

    /// The same in float32.
    public static Snapshot of(Shape shape, float[] values) {
        return new Snapshot(Precision.FLOAT32, shape, Arrays.copyOf(values, shape.size()), new double[0]);
    }

    public Shape shape() {
        return shape;
    }

    /// How many samples, `B`.
    public int samples() {
        return shape.batch();
    }

    /// Numbers in one sample, `D`.
    public int sampleSize() {
        return shape.sampleSize();
    }

    /// Bytes of memory that its numbers take.
    public long bytes() {
        return (long) samples() * sampleSize() * switch (precision()) {
            case FLOAT32 -> Float.BYTES;
            case FLOAT64 -> Double.BYTES;
        };
    }

    public Precision precision() {
        return precision;
    }

    /// The number at a row-major position.
    public double at(int index) {
        return precision == Precision.FLOAT64 ? doubles[index] : singles[index];
    }

    /// The first `into.length` numbers from a row-major position on, rounded to float32.
    public void copyTo(int from, float[] into) {
        if (precision == Precision.FLOAT32) {
            System.arraycopy(singles, from, into, 0, into.length);
            return;
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = (float) doubles[from + i];
        }
    }

    /// One sample alone, shape [1, ...], in float64.
    public Snapshot row(int sample) {
        var values = new double[sampleSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(sample * values.length + i);
        }
        return of(new Shape(1, shape.sample()), values);
    }

    /// The first samples alone, in float64.
    ///
    /// @param most at least 1; all there are when they are fewer
    public Snapshot first(int most) {
        return of(new Shape(StrictMath.min(most, samples()), shape.sample()), toDoubles());
    }

    /// Every number times a factor, in float64.
    public Snapshot times(double factor) {
        double[] values = toDoubles();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return of(shape, values);
    }

    public double[] toDoubles() {
        var all = new double[shape.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = at(i);
        }
        return all;
    }
}
