package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// `h <- h > 0 ? h : e^h - 1`; below -87 it is -1. NaN stays NaN.
final class VectorElu implements DensePass {

    static final float LOG2_E = -VectorSilu.MINUS_LOG2_E;

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    @Override
    public void over(DenseTile tile, DenseLayer layer, float[] biases, int bias) {
        float[] values = tile.in;
        for (int i = 0; i < layer.outputs() * DenseTile.SIZE; i += LANES.length()) {
            FloatVector h = FloatVector.fromArray(LANES, values, i);
            FloatVector x = h.blend(-VectorSilu.FARTHEST, h.compare(VectorOperators.LT, -VectorSilu.FARTHEST));
            FloatVector scale = FloatVector.broadcast(LANES, LOG2_E);
            FloatVector shifted = x.fma(scale, FloatVector.broadcast(LANES, Exp.ROUND));
            FloatVector r = x.fma(scale, FloatVector.broadcast(LANES, Exp.ROUND).sub(shifted));
            FloatVector series = r.fma(FloatVector.broadcast(LANES, Exp.C5), FloatVector.broadcast(LANES, Exp.C4));
            series = series.fma(r, FloatVector.broadcast(LANES, Exp.C3));
            series = series.fma(r, FloatVector.broadcast(LANES, Exp.C2));
            series = series.fma(r, FloatVector.broadcast(LANES, Exp.C1));
            series = series.fma(r, FloatVector.broadcast(LANES, 1));
            FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(Exp.ONE)
                .reinterpretAsFloats();
            series.fma(power, FloatVector.broadcast(LANES, -1)).blend(h, h.compare(VectorOperators.GT, 0))
                .intoArray(values, i);
        }
    }
}
