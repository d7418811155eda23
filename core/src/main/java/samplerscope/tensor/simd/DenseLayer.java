package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;

/// The matrix of a dense layer in blocks of rows, as the loops read it.
///
/// @param weights [blocks][inputs][block]: of row `b block + r`, the `i`-th input; rows beyond the last are 0
/// @param block   rows whose sums are in registers at once
record DenseLayer(float[] weights, int outputs, int inputs, int block) {

    /// Lanes that only processors with 32 registers have.
    private static final int LANES_OF_32_REGISTERS = 16;

    /// The block for this machine.
    static final int BEST = FloatVector.SPECIES_PREFERRED.length() < LANES_OF_32_REGISTERS ? SixRows.ROWS
        : EightRows.ROWS;

    /// @param from row-major [outputs][inputs] from `at` on
    static DenseLayer of(float[] from, int at, int outputs, int inputs, int block) {
        var weights = new float[Math.ceilDiv(outputs, block) * block * inputs];
        for (int row = 0; row < outputs; row++) {
            int first = row / block * block * inputs;
            for (int i = 0; i < inputs; i++) {
                weights[first + i * block + row % block] = from[at + row * inputs + i];
            }
        }
        return new DenseLayer(weights, outputs, inputs, block);
    }
}
