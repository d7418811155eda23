package samplerscope.tensor.simd;

import samplerscope.tensor.Rows;

/// Posterior mean of a mixture of Gaussians in the plane, float32, one sample per lane.
///
/// Per component of the table, with `d = x - m`, `u = a d_x`, `v = b d_x + c d_y`:
///
///     logit = l - (u^2 + v^2) / 2,    mean = shift + gain x,    gain symmetric
///
/// and the result is the softmax-weighted mean. A tile of samples stays in the first-level cache while all components
/// pass over it, chunk by chunk with a running maximum, so memory does not grow with the mixture. A lane sees only its
/// own sample and a short last tile is padded, so neither lane count nor batch split changes a bit.
public final class PlaneMixtureKernel {

    /// Numbers per component: `m_x m_y a b c l shift_x shift_y gain_xx gain_xy gain_yy`.
    public static final int STRIDE = 11;

    private static final VectorWarmth WARMTH = VectorWarmth.of("plane", PlaneMixtureKernel::trial);
    private static final int TRIAL_ROWS = 2048;
    private static final int TRIAL_COMPONENTS = 8;

    private final PlaneEnergies mixture;

    /// @param table [K * STRIDE]
    public PlaneMixtureKernel(float[] table) {
        mixture = PlaneEnergies.of(table);
    }

    /// Overwrites rows `from` (inclusive) to `to` (exclusive) of the selection.
    ///
    /// @param x    [B, 2]
    /// @param into [B, 2], not `x`
    public void posteriorMean(float[] x, float[] into, Rows rows, int from, int to) {
        if (WARMTH.vectorsPay()) {
            onVectors(x, into, rows, from, to);
        } else {
            onScalars(x, into, rows, from, to);
        }
    }

    void onVectors(float[] x, float[] into, Rows rows, int from, int to) {
        run(VectorPasses.ORDER, x, into, rows, from, to);
    }

    /// The twin of {@link #onVectors}: the same operations in the same order, one lane after another.
    void onScalars(float[] x, float[] into, Rows rows, int from, int to) {
        run(ScalarPasses.ORDER, x, into, rows, from, to);
    }

    private void run(PlanePass.Order passes, float[] x, float[] into, Rows rows, int from, int to) {
        var tile = new PlaneTile();
        for (int start = from; start < to; start += PlaneTile.SIZE) {
            int count = Math.min(PlaneTile.SIZE, to - start);
            tile.gather(x, rows, start, count);
            for (int begin = 0; begin < mixture.components(); begin += PlaneTile.CHUNK) {
                int end = Math.min(mixture.components(), begin + PlaneTile.CHUNK);
                for (PlanePass pass : passes.ofChunk()) {
                    call(pass, tile, begin, end);
                }
            }
            call(passes.means(), tile, 0, 0);
            tile.scatter(into, rows, start, count);
        }
    }

    /// The one place where passes are called.
    private void call(PlanePass pass, PlaneTile tile, int begin, int end) {
        pass.over(tile, mixture, begin, end);
    }

    private static VectorWarmth.Trial trial() {
        var kernel = new PlaneMixtureKernel(new float[TRIAL_COMPONENTS * STRIDE]);
        var x = new float[2 * TRIAL_ROWS];
        var into = new float[x.length];
        return new VectorWarmth.Trial(() -> kernel.onScalars(x, into, Rows.ALL, 0, TRIAL_ROWS),
            () -> kernel.onVectors(x, into, Rows.ALL, 0, TRIAL_ROWS));
    }
}
