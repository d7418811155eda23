package samplerscope.tensor.simd;

import java.util.function.Consumer;
import samplerscope.tensor.Rows;

/// A network of dense layers, float32: `h <- act(W_l h + b_l)`, and the last layer without `act`.
///
/// A tile of samples stays in the caches through all layers, one sample per lane. Each sum runs over the inputs in order
/// and starts from the bias, so neither lane count nor batch split changes a bit.
public final class DenseKernel {

    /// Samples per tile; ranges that start at multiples of it are filled best.
    public static final int TILE = DenseTile.SIZE;

    private static final VectorWarmth WARMTH = VectorWarmth.of("dense", DenseKernel::trial);
    private static final int TRIAL_WIDTH = 32;

    private final int[] sizes;
    private final int block;
    private final DenseLayer[] layers;
    private final Activation activation;

    /// @param weights of each layer `W_l`, [sizes[l + 1]][sizes[l]], one behind the other; copied
    /// @param sizes   [L + 1]; the first and the last are those of a sample
    public DenseKernel(float[] weights, int[] sizes, Activation activation) {
        this(weights, sizes, activation, DenseLayer.BEST);
    }

    /// @param block rows whose sums are in registers at once: those of {@link SixRows} or of {@link EightRows}
    DenseKernel(float[] weights, int[] sizes, Activation activation, int block) {
        this.sizes = sizes.clone();
        this.block = block;
        this.activation = activation;
        this.layers = new DenseLayer[sizes.length - 1];
        int at = 0;
        for (int l = 0; l < layers.length; l++) {
            layers[l] = DenseLayer.of(weights, at, sizes[l + 1], sizes[l], block);
            at += sizes[l + 1] * sizes[l];
        }
    }

    /// Overwrites rows `from` (inclusive) to `to` (exclusive) of the selection.
    ///
    /// @param x      [B, sizes[0]]
    /// @param into   [B, sizes[L]], not `x`
    /// @param biases of each layer `b_l`, [sizes[l + 1]], one behind the other
    public void evaluate(float[] x, float[] into, float[] biases, Rows rows, int from, int to) {
        if (WARMTH.vectorsPay()) {
            onVectors(x, into, biases, rows, from, to);
        } else {
            onScalars(x, into, biases, rows, from, to);
        }
    }

    void onVectors(float[] x, float[] into, float[] biases, Rows rows, int from, int to) {
        run(DensePass.VECTORS, x, into, biases, rows, from, to);
    }

    /// The twin of {@link #onVectors}: the same operations in the same order.
    void onScalars(float[] x, float[] into, float[] biases, Rows rows, int from, int to) {
        run(DensePass.SCALARS, x, into, biases, rows, from, to);
    }

    void run(DensePass.Order passes, float[] x, float[] into, float[] biases, Rows rows, int from, int to) {
        var tile = new DenseTile(sizes, block);
        DensePass act = passes.activation(activation);
        for (int start = from; start < to; start += TILE) {
            int count = Math.min(TILE, to - start);
            tile.gather(x, rows, start, count, sizes[0]);
            int bias = 0;
            for (int l = 0; l < layers.length; l++) {
                call(passes.product(), tile, layers[l], biases, bias);
                tile.swap();
                if (l < layers.length - 1) {
                    call(act, tile, layers[l], biases, bias);
                }
                bias += layers[l].outputs();
            }
            tile.scatter(into, rows, start, count, sizes[layers.length]);
        }
    }

    /// The one place where passes are called, for the reason that {@link PlanePass} gives.
    private static void call(DensePass pass, DenseTile tile, DenseLayer layer, float[] biases, int bias) {
        pass.over(tile, layer, biases, bias);
    }

    private static VectorWarmth.Trial trial() {
        int[] sizes = {2, TRIAL_WIDTH, TRIAL_WIDTH, 2};
        var weights = new float[TRIAL_WIDTH * (TRIAL_WIDTH + 2 + 2)];
        var biases = new float[2 * TRIAL_WIDTH + 2];
        var x = new float[2 * TILE];
        var into = new float[x.length];
        var kernels = new DenseKernel[Activation.values().length];
        for (Activation activation : Activation.values()) {
            kernels[activation.ordinal()] = new DenseKernel(weights, sizes, activation);
        }
        return new VectorWarmth.Trial(
            () -> each(kernels, k -> k.onScalars(x, into, biases, Rows.ALL, 0, TILE)),
            () -> each(kernels, k -> k.onVectors(x, into, biases, Rows.ALL, 0, TILE)));
    }

    private static void each(DenseKernel[] kernels, Consumer<DenseKernel> work) {
        for (DenseKernel kernel : kernels) {
            work.accept(kernel);
        }
    }
}
