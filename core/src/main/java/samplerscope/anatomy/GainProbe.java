package samplerscope.anatomy;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.tensor.Shape;

/// Gains of a map at a batch of states, by finite differences: every sample is perturbed at once, on its own.
///
/// In up to {@value #MOST_EXPLICIT} dimensions the whole Jacobian is made and its singular values are taken. Beyond, a
/// random direction gives the RMS gain (Hutchinson 1989, doi:10.1080/03610918908812806) and {@value #ITERATIONS} power
/// iterations lead to the largest one; the Jacobian of a first-order step is symmetric where the score is a gradient,
/// and for any other this is a lower bound.
final class GainProbe {

    static final int MOST_EXPLICIT = 8;
    private static final int ITERATIONS = 5;
    private static final long SEED = 200_000;

    private final Shape shape;
    private final double step;

    /// @param step of the finite differences, in units of the state
    GainProbe(Shape shape, double step) {
        this.shape = shape;
        this.step = step;
    }

    /// @param gains     over the batch
    /// @param strongest direction that each sample's perturbation grows most in, of RMS 1; zeros where none does
    record Found(Gains gains, double[] strongest) {}

    /// @param at  where, shape [B, ...]
    /// @param end the value of the map there
    Found of(UnaryOperator<double[]> map, double[] at, double[] end) {
        return shape.sampleSize() <= MOST_EXPLICIT ? explicit(map, at, end) : iterated(map, at, end);
    }

    /// As {@link #of}, but beyond explicit Jacobians along given directions only: two values of the map.
    Gains along(UnaryOperator<double[]> map, double[] at, double[] end, double[] directions) {
        if (shape.sampleSize() <= MOST_EXPLICIT) {
            return explicit(map, at, end).gains();
        }
        double[] everywhere = norms(derivative(map, at, end, probe()));
        return gains(everywhere, norms(derivative(map, at, end, directions)));
    }

    private Found explicit(UnaryOperator<double[]> map, double[] at, double[] end) {
        int size = shape.sampleSize();
        var columns = new double[size][];
        for (int j = 0; j < size; j++) {
            var direction = new double[at.length];
            for (int i = j; i < direction.length; i += size) {
                direction[i] = 1;
            }
            columns[j] = derivative(map, at, end, direction);
        }
        var everywhere = new double[shape.batch()];
        var largest = new double[shape.batch()];
        var strongest = new double[at.length];
        for (int b = 0; b < shape.batch(); b++) {
            var parts = new SingularValueDecomposition(jacobian(columns, b));
            largest[b] = parts.getSingularValues()[0];
            everywhere[b] = sqrt(Arrays.stream(parts.getSingularValues()).map(s -> s * s).sum() / size);
            for (int j = 0; j < size; j++) {
                strongest[b * size + j] = parts.getV().getEntry(j, 0) * sqrt(size);
            }
        }
        return new Found(gains(everywhere, largest), strongest);
    }

    private Array2DRowRealMatrix jacobian(double[][] columns, int sample) {
        int size = columns.length;
        var matrix = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix.setEntry(i, j, columns[j][sample * size + i]);
            }
        }
        return matrix;
    }

    private Found iterated(UnaryOperator<double[]> map, double[] at, double[] end) {
        double[] direction = probe();
        Optional<double[]> everywhere = Optional.empty();
        var largest = new double[shape.batch()];
        var strongest = direction;
        for (int k = 0; k <= ITERATIONS; k++) {
            strongest = direction;
            double[] image = derivative(map, at, end, direction);
            double[] norms = norms(image);
            everywhere = everywhere.or(() -> Optional.of(norms));
            for (int b = 0; b < largest.length; b++) {
                largest[b] = max(largest[b], norms[b]);
            }
            direction = scaled(image, norms);
        }
        return new Found(gains(everywhere.orElseThrow(), largest), strongest);
    }

    /// `(F(x + h v) - F(x)) / h`, each sample along its own part of `v`.
    private double[] derivative(UnaryOperator<double[]> map, double[] at, double[] end, double[] direction) {
        var beside = new double[at.length];
        for (int i = 0; i < beside.length; i++) {
            beside[i] = at[i] + step * direction[i];
        }
        double[] image = map.apply(beside);
        for (int i = 0; i < image.length; i++) {
            image[i] = (image[i] - end[i]) / step;
        }
        return image;
    }

    /// RMS over the elements of each sample.
    private double[] norms(double[] x) {
        int size = shape.sampleSize();
        var norms = new double[shape.batch()];
        for (int i = 0; i < x.length; i++) {
            norms[i / size] += x[i] * x[i] / size;
        }
        return Arrays.stream(norms).map(StrictMath::sqrt).toArray();
    }

    private double[] scaled(double[] x, double[] norms) {
        var scaled = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double norm = norms[i / shape.sampleSize()];
            scaled[i] = norm > 0 ? x[i] / norm : 0;
        }
        return scaled;
    }

    /// Normal numbers, of RMS 1 in each sample.
    private double[] probe() {
        var values = new double[shape.size()];
        var row = new double[shape.sampleSize()];
        for (int b = 0; b < shape.batch(); b++) {
            NormalDraws.fill(row, new DrawKey(SEED, 0, 0, 0, DrawKey.Stream.PROBE), b);
            System.arraycopy(row, 0, values, b * row.length, row.length);
        }
        return scaled(values, norms(values));
    }

    private static Gains gains(double[] everywhere, double[] largest) {
        double[] sorted = largest.clone();
        Arrays.sort(sorted);
        double squares = Arrays.stream(everywhere).map(g -> g * g).average().orElse(0);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Gains(sqrt(squares), median, sorted[sorted.length - 1]);
    }
}
