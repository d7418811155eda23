package samplerscope.tensor.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Posterior mean of a mixture of Gaussians in the plane, float32, one sample per lane.
///
/// Per component of the table, with `d = x - m`, `u = a d_x`, `v = b d_x + c d_y`:
///
///     logit = l - (u^2 + v^2) / 2,    mean = shift + gain x,    gain symmetric
///
/// and the result is the softmax-weighted mean. The softmax runs over chunks of components with a running maximum, so
/// memory does not grow with the mixture. A lane sees only its own sample and a short last vector is padded, so neither
/// lane count nor batch split changes a bit.
public final class PlaneMixtureKernel {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    /// Components per chunk; their logits stay in the first-level cache.
    private static final int CHUNK = 64;
    private static final int SUMS = 6;

    /// Numbers per component: `m_x m_y a b c l shift_x shift_y gain_xx gain_xy gain_yy`.
    public static final int STRIDE = 11;

    private final float[] table;
    private final int components;

    /// @param table [K * STRIDE], taken as it is, not copied
    public PlaneMixtureKernel(float[] table) {
        this.table = table;
        this.components = table.length / STRIDE;
    }

    /// Rows of a batch, evenly spaced: `first`, `first + step`, ...
    public record Rows(int first, int step) {}

    /// Overwrites rows `from` (inclusive) to `to` (exclusive) of the selection.
    ///
    /// @param x    [B, 2]
    /// @param into [B, 2], not `x`
    public void posteriorMean(float[] x, float[] into, Rows rows, int from, int to) {
        var block = new Block();
        for (int start = from; start < to; start += LANES.length()) {
            int count = Math.min(LANES.length(), to - start);
            block.clear();
            for (int i = 0; i < count; i++) {
                int at = 2 * (rows.first + (start + i) * rows.step);
                block.x[i] = x[at];
                block.y[i] = x[at + 1];
            }
            for (int begin = 0; begin < components; begin += CHUNK) {
                int end = Math.min(components, begin + CHUNK);
                logits(block, begin, end);
                // The row after the last logit holds the maximum so far: its exponential rescales what is there.
                Exp.ofDifferences(block.logits, (end - begin + 1) * LANES.length(), block.top);
                accumulate(block, begin, end);
            }
            finish(block);
            for (int i = 0; i < count; i++) {
                int at = 2 * (rows.first + (start + i) * rows.step);
                into[at] = block.x[i];
                into[at + 1] = block.y[i];
            }
        }
    }

    /// The samples of one vector and their running softmax.
    private static final class Block {
        final float[] x = new float[LANES.length()];
        final float[] y = new float[LANES.length()];
        final float[] top = new float[LANES.length()];
        final float[] logits = new float[(CHUNK + 1) * LANES.length()];
        /// Weighted sums of 1, shift and gain: six rows of lanes.
        final float[] sums = new float[SUMS * LANES.length()];

        void clear() {
            Arrays.fill(x, 0);
            Arrays.fill(y, 0);
            Arrays.fill(top, Float.NEGATIVE_INFINITY);
            Arrays.fill(sums, 0);
        }
    }

    /// Writes the logits of components `begin` to `end`, then the old maximum, and raises the maximum.
    private void logits(Block block, int begin, int end) {
        FloatVector x = FloatVector.fromArray(LANES, block.x, 0);
        FloatVector y = FloatVector.fromArray(LANES, block.y, 0);
        FloatVector top = FloatVector.fromArray(LANES, block.top, 0);
        top.intoArray(block.logits, (end - begin) * LANES.length());
        for (int k = begin, c = begin * STRIDE; k < end; k++, c += STRIDE) {
            FloatVector dx = x.sub(table[c]);
            FloatVector dy = y.sub(table[c + 1]);
            FloatVector u = dx.mul(table[c + 2]);
            FloatVector v = dx.fma(FloatVector.broadcast(LANES, table[c + 3]), dy.mul(table[c + 4]));
            FloatVector logit = u.fma(u, v.mul(v)).fma(FloatVector.broadcast(LANES, -0.5f),
                FloatVector.broadcast(LANES, table[c + 5]));
            logit.intoArray(block.logits, (k - begin) * LANES.length());
            top = top.max(logit);
        }
        top.intoArray(block.top, 0);
    }

    /// Adds the weights of components `begin` to `end` and what they weigh.
    private void accumulate(Block block, int begin, int end) {
        int width = LANES.length();
        FloatVector keep = FloatVector.fromArray(LANES, block.logits, (end - begin) * width);
        FloatVector total = FloatVector.fromArray(LANES, block.sums, 0).mul(keep);
        FloatVector shiftX = FloatVector.fromArray(LANES, block.sums, width).mul(keep);
        FloatVector shiftY = FloatVector.fromArray(LANES, block.sums, 2 * width).mul(keep);
        FloatVector gainXx = FloatVector.fromArray(LANES, block.sums, 3 * width).mul(keep);
        FloatVector gainXy = FloatVector.fromArray(LANES, block.sums, 4 * width).mul(keep);
        FloatVector gainYy = FloatVector.fromArray(LANES, block.sums, 5 * width).mul(keep);
        for (int k = begin, c = begin * STRIDE; k < end; k++, c += STRIDE) {
            FloatVector p = FloatVector.fromArray(LANES, block.logits, (k - begin) * width);
            total = total.add(p);
            shiftX = p.fma(FloatVector.broadcast(LANES, table[c + 6]), shiftX);
            shiftY = p.fma(FloatVector.broadcast(LANES, table[c + 7]), shiftY);
            gainXx = p.fma(FloatVector.broadcast(LANES, table[c + 8]), gainXx);
            gainXy = p.fma(FloatVector.broadcast(LANES, table[c + 9]), gainXy);
            gainYy = p.fma(FloatVector.broadcast(LANES, table[c + 10]), gainYy);
        }
        total.intoArray(block.sums, 0);
        shiftX.intoArray(block.sums, width);
        shiftY.intoArray(block.sums, 2 * width);
        gainXx.intoArray(block.sums, 3 * width);
        gainXy.intoArray(block.sums, 4 * width);
        gainYy.intoArray(block.sums, 5 * width);
    }

    /// `(x, y) <- (shift + gain (x, y)) / total`.
    private static void finish(Block block) {
        int width = LANES.length();
        for (int i = 0; i < width; i++) {
            float x = block.x[i];
            float y = block.y[i];
            float shiftX = block.sums[width + i];
            float shiftY = block.sums[2 * width + i];
            float gainXy = block.sums[4 * width + i];
            float total = block.sums[i];
            block.x[i] = Math.fma(block.sums[3 * width + i], x, Math.fma(gainXy, y, shiftX)) / total;
            block.y[i] = Math.fma(gainXy, x, Math.fma(block.sums[5 * width + i], y, shiftY)) / total;
        }
    }
}
