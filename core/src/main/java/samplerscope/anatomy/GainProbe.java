package samplerscope.anatomy;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposer;
import org.hipparchus.linear.SingularValueDecomposition;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.run.PinnedRun.Perturbed;
import samplerscope.tensor.Shape;

/// Gains of a step at a batch of states, by finite differences: every sample is perturbed at once, on its own.
///
/// In up to {@value #MOST_EXPLICIT} dimensions the whole Jacobian is made and its singular values are taken. Beyond, a
/// random perturbation gives the RMS gain (Hutchinson 1989, doi:10.1080/03610918908812806) and {@value #ITERATIONS} power
/// iterations lead to the largest one; the Jacobian of a first-order step is symmetric where the score is a gradient,
/// and for any other step this is a lower bound.
final class GainProbe {

    static final int MOST_EXPLICIT = 8;
    private static final int ITERATIONS = 5;
    private static final long SEED = 200_000;

    private final Shape shape;
    private final double size;

    /// @param size of the perturbations, RMS, in units of the state
    GainProbe(Shape shape, double size) {
        this.shape = shape;
        this.size = size;
    }

    /// What becomes of a small perturbation. It may have come a way before the step begins.
    interface Response extends Function<double[], Perturbed> {}

    /// @param gains     over the batch
    /// @param strongest direction that each sample's perturbation grows most in, of RMS 1; zeros where none does
    record Found(Gains gains, double[] strongest) {}

    Found of(Response step) {
        return shape.sampleSize() <= MOST_EXPLICIT ? explicit(step) : iterated(step);
    }

    /// As {@link #of}, but beyond explicit Jacobians along given directions only: two perturbations.
    Gains along(Response step, double[] directions) {
        if (shape.sampleSize() <= MOST_EXPLICIT) {
            return explicit(step).gains();
        }
        return gains(growth(response(step, probe())), growth(response(step, directions)));
    }

    private Found explicit(Response step) {
        int dimension = shape.sampleSize();
        var columns = new Perturbed[dimension];
        for (int j = 0; j < dimension; j++) {
            var direction = new double[shape.size()];
            for (int i = j; i < direction.length; i += dimension) {
                direction[i] = 1;
            }
            columns[j] = response(step, direction);
        }
        var everywhere = new double[shape.batch()];
        var largest = new double[shape.batch()];
        var strongest = new double[shape.size()];
        for (int b = 0; b < shape.batch(); b++) {
            var parts = new SingularValueDecomposition(jacobian(columns, b));
            largest[b] = parts.getSingularValues()[0];
            everywhere[b] = sqrt(Arrays.stream(parts.getSingularValues()).map(s -> s * s).sum() / dimension);
            for (int j = 0; j < dimension; j++) {
                strongest[b * dimension + j] = parts.getV().getEntry(j, 0) * sqrt(dimension);
            }
        }
        return new Found(gains(everywhere, largest), strongest);
    }

    /// `A B^-1` of what the perturbations are after the step, `A`, and before it, `B`.
    private static RealMatrix jacobian(Perturbed[] columns, int sample) {
        int dimension = columns.length;
        var before = new Array2DRowRealMatrix(dimension, dimension);
        var after = new Array2DRowRealMatrix(dimension, dimension);
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                before.setEntry(i, j, columns[j].before()[sample * dimension + i]);
                after.setEntry(i, j, columns[j].after()[sample * dimension + i]);
            }
        }
        return after.multiply(new SingularValueDecomposer().decompose(before).getInverse());
    }

    private Found iterated(Response step) {
        double[] entering = probe();
        Optional<double[]> everywhere = Optional.empty();
        var largest = new double[shape.batch()];
        var strongest = entering;
        for (int k = 0; k <= ITERATIONS; k++) {
            Perturbed response = response(step, entering);
            double[] growth = growth(response);
            everywhere = everywhere.or(() -> Optional.of(growth));
            for (int b = 0; b < largest.length; b++) {
                largest[b] = max(largest[b], growth[b]);
            }
            strongest = unit(response.before());
            entering = unit(response.after());
        }
        return new Found(gains(everywhere.orElseThrow(), largest), strongest);
    }

    private Perturbed response(Response step, double[] direction) {
        return step.apply(Arrays.stream(direction).map(v -> size * v).toArray());
    }

    /// Of each sample's perturbation over the step; 0 where there was nothing to grow.
    private double[] growth(Perturbed perturbed) {
        double[] before = norms(perturbed.before());
        double[] after = norms(perturbed.after());
        for (int b = 0; b < after.length; b++) {
            after[b] = before[b] == 0 ? 0 : after[b] / before[b];
        }
        return after;
    }

    /// RMS over the elements of each sample.
    private double[] norms(double[] x) {
        var norms = new double[shape.batch()];
        for (int i = 0; i < x.length; i++) {
            norms[i / shape.sampleSize()] += x[i] * x[i] / shape.sampleSize();
        }
        return Arrays.stream(norms).map(StrictMath::sqrt).toArray();
    }

    private double[] unit(double[] x) {
        double[] norms = norms(x);
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
        return unit(values);
    }

    private static Gains gains(double[] everywhere, double[] largest) {
        return new Gains(median(everywhere), median(largest), Arrays.stream(largest).max().orElse(0));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
