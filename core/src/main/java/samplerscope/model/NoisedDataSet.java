package samplerscope.model;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Field;
import samplerscope.tensor.simd.DataSetKernel;

/// A block of a data set at a noise level: equal Gaussians of variance `v = alpha^2 h^2 + sigma^2` around `alpha x_n`.
///
/// The posterior mean is a softmax over the data, run over chunks with a running maximum, so that memory does not grow
/// with the data:
///
///     p_n = softmax_n(-|x - alpha x_n|^2 / (2 v)),   m = sum p_n x_n,   E[x0 | x] = m + (alpha h^2 / v)(x - alpha m)
final class NoisedDataSet {

    private static final int LANES = DataSetKernel.LANES;
    private static final int CHUNK = 256;

    /// Below this the softmax has long chosen one point; it keeps the exponents finite at `v = 0`.
    private static final double VARIANCE_FLOOR = 1e-12;

    private final DataSet data;
    private final DataSet.Block block;
    private final double alpha;
    private final double variance;
    private final double pull;

    /// @param bandwidth `h >= 0`
    NoisedDataSet(DataSet data, DataSet.Block block, double bandwidth, NoiseLevel at) {
        this.data = data;
        this.block = block;
        this.alpha = at.alpha();
        double spread = bandwidth * bandwidth;
        this.variance = max(VARIANCE_FLOOR, alpha * alpha * spread + at.sigma() * at.sigma());
        this.pull = alpha * spread / variance;
    }

    DataSet.Block block() {
        return block;
    }

    double alpha() {
        return alpha;
    }

    /// `v`.
    double variance() {
        return variance;
    }

    /// `alpha h^2 / v`.
    double pull() {
        return pull;
    }

    /// Working memory of one thread.
    static final class Scratch {
        /// [D][LANES]: the samples, then their posterior means.
        final double[] x;
        /// [D]: one sample on its way in or out.
        final double[] row;
        private final double[] sums;
        private final double[] logits = new double[CHUNK * LANES];
        private final double[] top = new double[LANES];
        private final double[] total = new double[LANES];

        Scratch(int dimension) {
            x = new double[dimension * LANES];
            row = new double[dimension];
            sums = new double[x.length];
        }
    }

    /// The same block as a device wants it.
    Field field() {
        return new Field.Points(data.constants(), block.from(), block.to(), (float) alpha, (float) variance,
            (float) pull);
    }

    /// `x <- E[x0 | x]` in every lane of the scratch.
    void posteriorMean(Scratch s) {
        Arrays.fill(s.sums, 0);
        Arrays.fill(s.total, 0);
        Arrays.fill(s.top, Double.NEGATIVE_INFINITY);
        for (int first = block.from(); first < block.to(); first += CHUNK) {
            int count = min(CHUNK, block.to() - first);
            DataSetKernel.squaredDistances(s.x, alpha, data.values(), first, count, s.logits);
            raiseTop(s, count);
            weigh(s, count);
            DataSetKernel.addWeighted(s.logits, data.values(), first, count, s.sums);
        }
        for (int i = 0; i < s.x.length; i++) {
            double mean = s.sums[i] / s.total[i % LANES];
            s.x[i] = mean + pull * (s.x[i] - alpha * mean);
        }
    }

    /// Turns squared distances into logits and rescales what is summed so far to the new maximum.
    private void raiseTop(Scratch s, int count) {
        for (int lane = 0; lane < LANES; lane++) {
            double top = s.top[lane];
            for (int i = lane; i < count * LANES; i += LANES) {
                s.logits[i] /= -2 * variance;
                top = max(top, s.logits[i]);
            }
            double keep = exp(s.top[lane] - top);
            s.top[lane] = top;
            if (keep != 1) {
                s.total[lane] *= keep;
                for (int i = lane; i < s.sums.length; i += LANES) {
                    s.sums[i] *= keep;
                }
            }
        }
    }

    /// Turns logits into weights relative to the maximum.
    private static void weigh(Scratch s, int count) {
        for (int i = 0; i < count * LANES; i++) {
            int lane = i % LANES;
            s.logits[i] = exp(s.logits[i] - s.top[lane]);
            s.total[lane] += s.logits[i];
        }
    }

    /// `log p_t(x)` in nats.
    ///
    /// @param x [D]
    double logDensity(double[] x) {
        var logits = new double[block.size()];
        double top = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < logits.length; n++) {
            logits[n] = -squaredDistance(x, block.from() + n) / (2 * variance);
            top = max(top, logits[n]);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += exp(logit - top);
        }
        return top + log(sum / logits.length) - x.length * log(2 * PI * variance) / 2;
    }

    private double squaredDistance(double[] x, int point) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double d = x[j] - alpha * data.values()[point * x.length + j];
            sum += d * d;
        }
        return sum;
    }
}
