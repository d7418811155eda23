package samplerscope.tensor.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import samplerscope.tensor.Rows;

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

    /// Overwrites rows `from` (inclusive) to `to` (exclusive) of the selection.
    ///
    /// @param x    [B, 2]
    /// @param into [B, 2], not `x`
    public void posteriorMean(float[] x, float[] into, Rows rows, int from, int to) {
        if (VectorWarmth.vectorsPay()) {
            onVectors(x, into, rows, from, to);
        } else {
            onScalars(x, into, rows, from, to);
        }
    }

    void onVectors(float[] x, float[] into, Rows rows, int from, int to) {
        run(new VectorBlock(), x, into, rows, from, to);
    }

    /// The twin of {@link #onVectors}: the same operations in the same order, one lane after another.
    void onScalars(float[] x, float[] into, Rows rows, int from, int to) {
        run(new ScalarBlock(), x, into, rows, from, to);
    }

    private void run(Block block, float[] x, float[] into, Rows rows, int from, int to) {
        for (int start = from; start < to; start += LANES.length()) {
            int count = Math.min(LANES.length(), to - start);
            block.clear();
            for (int i = 0; i < count; i++) {
                int at = 2 * rows.row(start + i);
                block.x[i] = x[at];
                block.y[i] = x[at + 1];
            }
            for (int begin = 0; begin < components; begin += CHUNK) {
                int end = Math.min(components, begin + CHUNK);
                block.logits(table, begin, end);
                // The row after the last logit holds the maximum so far: its exponential rescales what is there.
                block.exponentials((end - begin + 1) * LANES.length());
                block.accumulate(table, begin, end);
            }
            block.finish();
            for (int i = 0; i < count; i++) {
                int at = 2 * rows.row(start + i);
                into[at] = block.x[i];
                into[at + 1] = block.y[i];
            }
        }
    }

    /// The samples of one vector and their running softmax.
    private abstract static sealed class Block {
        static final int WIDTH = LANES.length();

        final float[] x = new float[WIDTH];
        final float[] y = new float[WIDTH];
        final float[] top = new float[WIDTH];
        final float[] logits = new float[(CHUNK + 1) * WIDTH];
        /// Weighted sums of 1, shift and gain: six rows of lanes.
        final float[] sums = new float[SUMS * WIDTH];

        void clear() {
            Arrays.fill(x, 0);
            Arrays.fill(y, 0);
            Arrays.fill(top, Float.NEGATIVE_INFINITY);
            Arrays.fill(sums, 0);
        }

        /// Writes the logits of components `begin` to `end`, then the old maximum, and raises the maximum.
        abstract void logits(float[] table, int begin, int end);

        /// The first `count` logits become their exponentials below the maximum.
        abstract void exponentials(int count);

        /// Adds the weights of components `begin` to `end` and what they weigh.
        abstract void accumulate(float[] table, int begin, int end);

        /// `(x, y) <- (shift + gain (x, y)) / total`.
        void finish() {
            for (int i = 0; i < WIDTH; i++) {
                float px = x[i];
                float py = y[i];
                float shiftX = sums[WIDTH + i];
                float shiftY = sums[2 * WIDTH + i];
                float gainXy = sums[4 * WIDTH + i];
                float total = sums[i];
                x[i] = Math.fma(sums[3 * WIDTH + i], px, Math.fma(gainXy, py, shiftX)) / total;
                y[i] = Math.fma(gainXy, px, Math.fma(sums[5 * WIDTH + i], py, shiftY)) / total;
            }
        }
    }

    private static final class VectorBlock extends Block {
        @Override
        void logits(float[] table, int begin, int end) {
            FloatVector vx = FloatVector.fromArray(LANES, x, 0);
            FloatVector vy = FloatVector.fromArray(LANES, y, 0);
            FloatVector highest = FloatVector.fromArray(LANES, top, 0);
            highest.intoArray(logits, (end - begin) * WIDTH);
            for (int k = begin, c = begin * STRIDE; k < end; k++, c += STRIDE) {
                FloatVector dx = vx.sub(table[c]);
                FloatVector dy = vy.sub(table[c + 1]);
                FloatVector u = dx.mul(table[c + 2]);
                FloatVector v = dx.fma(FloatVector.broadcast(LANES, table[c + 3]), dy.mul(table[c + 4]));
                FloatVector logit = u.fma(u, v.mul(v)).fma(FloatVector.broadcast(LANES, -0.5f),
                    FloatVector.broadcast(LANES, table[c + 5]));
                logit.intoArray(logits, (k - begin) * WIDTH);
                highest = highest.max(logit);
            }
            highest.intoArray(top, 0);
        }

        @Override
        void exponentials(int count) {
            Exp.ofDifferences(logits, count, top);
        }

        @Override
        void accumulate(float[] table, int begin, int end) {
            FloatVector keep = FloatVector.fromArray(LANES, logits, (end - begin) * WIDTH);
            FloatVector total = FloatVector.fromArray(LANES, sums, 0).mul(keep);
            FloatVector shiftX = FloatVector.fromArray(LANES, sums, WIDTH).mul(keep);
            FloatVector shiftY = FloatVector.fromArray(LANES, sums, 2 * WIDTH).mul(keep);
            FloatVector gainXx = FloatVector.fromArray(LANES, sums, 3 * WIDTH).mul(keep);
            FloatVector gainXy = FloatVector.fromArray(LANES, sums, 4 * WIDTH).mul(keep);
            FloatVector gainYy = FloatVector.fromArray(LANES, sums, 5 * WIDTH).mul(keep);
            for (int k = begin, c = begin * STRIDE; k < end; k++, c += STRIDE) {
                FloatVector p = FloatVector.fromArray(LANES, logits, (k - begin) * WIDTH);
                total = total.add(p);
                shiftX = p.fma(FloatVector.broadcast(LANES, table[c + 6]), shiftX);
                shiftY = p.fma(FloatVector.broadcast(LANES, table[c + 7]), shiftY);
                gainXx = p.fma(FloatVector.broadcast(LANES, table[c + 8]), gainXx);
                gainXy = p.fma(FloatVector.broadcast(LANES, table[c + 9]), gainXy);
                gainYy = p.fma(FloatVector.broadcast(LANES, table[c + 10]), gainYy);
            }
            total.intoArray(sums, 0);
            shiftX.intoArray(sums, WIDTH);
            shiftY.intoArray(sums, 2 * WIDTH);
            gainXx.intoArray(sums, 3 * WIDTH);
            gainXy.intoArray(sums, 4 * WIDTH);
            gainYy.intoArray(sums, 5 * WIDTH);
        }
    }

    /// One lane after another, with everything of a lane in local variables: fast before any compiler has seen it.
    private static final class ScalarBlock extends Block {
        @Override
        void logits(float[] table, int begin, int end) {
            System.arraycopy(top, 0, logits, (end - begin) * WIDTH, WIDTH);
            for (int i = 0; i < WIDTH; i++) {
                top[i] = logitsOf(i, x[i], y[i], top[i], table, begin, end);
            }
        }

        /// Writes the logits of one lane and returns its maximum.
        private float logitsOf(int lane, float px, float py, float start, float[] table, int begin, int end) {
            float highest = start;
            int at = lane;
            for (int c = begin * STRIDE; c < end * STRIDE; c += STRIDE, at += WIDTH) {
                float dx = px - table[c];
                float dy = py - table[c + 1];
                float u = dx * table[c + 2];
                float v = Math.fma(dx, table[c + 3], dy * table[c + 4]);
                float logit = Math.fma(Math.fma(u, u, v * v), -0.5f, table[c + 5]);
                logits[at] = logit;
                highest = Math.max(highest, logit);
            }
            return highest;
        }

        @Override
        void exponentials(int count) {
            for (int i = 0; i < WIDTH; i++) {
                float highest = top[i];
                for (int at = i; at < count; at += WIDTH) {
                    logits[at] = Exp.of(logits[at] - highest);
                }
            }
        }

        @Override
        void accumulate(float[] table, int begin, int end) {
            for (int i = 0; i < WIDTH; i++) {
                accumulateOf(i, logits[(end - begin) * WIDTH + i], table, begin, end);
            }
        }

        private void accumulateOf(int lane, float keep, float[] table, int begin, int end) {
            float total = sums[lane] * keep;
            float shiftX = sums[WIDTH + lane] * keep;
            float shiftY = sums[2 * WIDTH + lane] * keep;
            float gainXx = sums[3 * WIDTH + lane] * keep;
            float gainXy = sums[4 * WIDTH + lane] * keep;
            float gainYy = sums[5 * WIDTH + lane] * keep;
            int at = lane;
            for (int c = begin * STRIDE; c < end * STRIDE; c += STRIDE, at += WIDTH) {
                float p = logits[at];
                total += p;
                shiftX = Math.fma(p, table[c + 6], shiftX);
                shiftY = Math.fma(p, table[c + 7], shiftY);
                gainXx = Math.fma(p, table[c + 8], gainXx);
                gainXy = Math.fma(p, table[c + 9], gainXy);
                gainYy = Math.fma(p, table[c + 10], gainYy);
            }
            sums[lane] = total;
            sums[WIDTH + lane] = shiftX;
            sums[2 * WIDTH + lane] = shiftY;
            sums[3 * WIDTH + lane] = gainXx;
            sums[4 * WIDTH + lane] = gainXy;
            sums[5 * WIDTH + lane] = gainYy;
        }
    }
}
