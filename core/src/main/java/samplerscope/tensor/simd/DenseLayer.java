package samplerscope.tensor.simd;

/// The matrix of a dense layer in blocks of rows, as the loops read it.
///
/// @param weights [blocks][inputs][BLOCK]: of row `block BLOCK + r`, the `i`-th input; rows beyond the last are 0
record DenseLayer(float[] weights, int outputs, int inputs) {

    /// Rows whose sums are in registers at once.
    static final int BLOCK = 6;

    /// @param from row-major [outputs][inputs] from `at` on
    static DenseLayer of(float[] from, int at, int outputs, int inputs) {
        var weights = new float[blocks(outputs) * BLOCK * inputs];
        for (int row = 0; row < outputs; row++) {
            int block = row / BLOCK * BLOCK * inputs;
            for (int i = 0; i < inputs; i++) {
                weights[block + i * BLOCK + row % BLOCK] = from[at + row * inputs + i];
            }
        }
        return new DenseLayer(weights, outputs, inputs);
    }

    static int blocks(int outputs) {
        return Math.ceilDiv(outputs, BLOCK);
    }

    int blocks() {
        return blocks(outputs);
    }
}
