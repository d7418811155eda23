package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// `h <- h / (1 + e^-h)`; beyond +-87 the exponential stays where it is there. NaN stays NaN.
final class VectorSilu implements DensePass {

    static final float FARTHEST = 87;
    static final float MINUS_LOG2_E = -1.44269504f;

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    @Override
    public void over(DenseTile tile, DenseLayer layer, float[] biases, int bias) {
        float[] values = tile.in;
        for (int i = 0; i < layer.outputs() * DenseTile.SIZE; i += LANES.length()) {
            FloatVector h = FloatVector.fromArray(LANES, values, i);
            FloatVector x = h.blend(FARTHEST, h.compare(VectorOperators.GT, FARTHEST));
            x = x.blend(-FARTHEST, h.compare(VectorOperators.LT, -FARTHEST));
            FloatVector scale = FloatVector.broadcast(LANES, MINUS_LOG2_E);
            FloatVector shifted = x.fma(scale, FloatVector.broadcast(LANES, Exp.ROUND));
            FloatVector r = x.fma(scale, FloatVector.broadcast(LANES, Exp.ROUND).sub(shifted));
            FloatVector series = r.fma(FloatVector.broadcast(LANES, Exp.C5), FloatVector.broadcast(LANES, Exp.C4));
            series = series.fma(r, FloatVector.broadcast(LANES, Exp.C3));
            series = series.fma(r, FloatVector.broadcast(LANES, Exp.C2));
            series = series.fma(r, FloatVector.broadcast(LANES, Exp.C1));
            series = series.fma(r, FloatVector.broadcast(LANES, 1));
            FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(Exp.ONE)
                .reinterpretAsFloats();
            h.div(series.fma(power, FloatVector.broadcast(LANES, 1))).intoArray(values, i);
        }
    }
}
