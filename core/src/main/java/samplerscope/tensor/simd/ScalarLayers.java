package samplerscope.tensor.simd;

import java.util.Arrays;

/// The passes of a {@link DenseKernel} by plain loops, with the operations of the vectors in the same order.
final class ScalarLayers {

    private static final int SIZE = DenseTile.SIZE;

    private ScalarLayers() {}

    static final class Product implements DensePass {
        @Override
        public void over(DenseTile tile, DenseLayer layer, float[] biases, int bias) {
            for (int row = 0; row < layer.outputs(); row++) {
                Arrays.fill(tile.out, row * SIZE, (row + 1) * SIZE, biases[bias + row]);
                int first = row / layer.block() * layer.block() * layer.inputs() + row % layer.block();
                for (int i = 0; i < layer.inputs(); i++) {
                    add(layer.weights()[first + i * layer.block()], tile.in, i * SIZE, tile.out, row * SIZE);
                }
            }
        }

        private static void add(float weight, float[] in, int from, float[] out, int into) {
            for (int i = 0; i < SIZE; i++) {
                out[into + i] = Math.fma(in[from + i], weight, out[into + i]);
            }
        }
    }

    static final class Silu implements DensePass {
        @Override
        public void over(DenseTile tile, DenseLayer layer, float[] biases, int bias) {
            for (int i = 0; i < layer.outputs() * SIZE; i++) {
                tile.in[i] = silu(tile.in[i]);
            }
        }
    }

    static final class Elu implements DensePass {
        @Override
        public void over(DenseTile tile, DenseLayer layer, float[] biases, int bias) {
            for (int i = 0; i < layer.outputs() * SIZE; i++) {
                tile.in[i] = elu(tile.in[i]);
            }
        }
    }

    static float silu(float h) {
        float x = h > VectorSilu.FARTHEST ? VectorSilu.FARTHEST : h < -VectorSilu.FARTHEST ? -VectorSilu.FARTHEST : h;
        float shifted = Math.fma(x, VectorSilu.MINUS_LOG2_E, Exp.ROUND);
        float r = Math.fma(x, VectorSilu.MINUS_LOG2_E, Exp.ROUND - shifted);
        return h / Math.fma(series(r), power(shifted), 1);
    }

    static float elu(float h) {
        float x = h < -VectorSilu.FARTHEST ? -VectorSilu.FARTHEST : h;
        float shifted = Math.fma(x, VectorElu.LOG2_E, Exp.ROUND);
        float r = Math.fma(x, VectorElu.LOG2_E, Exp.ROUND - shifted);
        float below = Math.fma(series(r), power(shifted), -1);
        return h > 0 ? h : below;
    }

    private static float series(float r) {
        float series = Math.fma(r, Exp.C5, Exp.C4);
        series = Math.fma(series, r, Exp.C3);
        series = Math.fma(series, r, Exp.C2);
        series = Math.fma(series, r, Exp.C1);
        return Math.fma(series, r, 1);
    }

    private static float power(float shifted) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + Exp.ONE);
    }
}
