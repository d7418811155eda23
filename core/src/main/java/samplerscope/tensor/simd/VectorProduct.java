package samplerscope.tensor.simd;

/// `out <- W in + b`, the sums of a block of rows in registers.
final class VectorProduct implements DensePass {

    @Override
    public void over(DenseTile tile, DenseLayer layer, float[] biases, int bias) {
        for (int row = 0; row < layer.outputs(); row += layer.block()) {
            for (int b = 0; b < layer.block(); b++) {
                tile.starts[b] = biases[bias + Math.min(row + b, layer.outputs() - 1)];
            }
            sum(tile, layer, row);
        }
    }

    private static void sum(DenseTile tile, DenseLayer layer, int row) {
        int inputs = layer.inputs();
        if (layer.block() == EightRows.ROWS) {
            EightRows.sum(layer.weights(), row * inputs, tile.starts, tile.in, inputs, tile.out, row * DenseTile.SIZE);
        } else {
            SixRows.sum(layer.weights(), row * inputs, tile.starts, tile.in, inputs, tile.out, row * DenseTile.SIZE);
        }
    }
}
