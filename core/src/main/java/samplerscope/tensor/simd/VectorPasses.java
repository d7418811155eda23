package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The passes of a {@link PlaneMixtureKernel} by vectors.
final class VectorPasses {

    static final PlanePass.Order ORDER = new PlanePass.Order(new Energies(), new Weights(), new Sums(), new Means());

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int SIZE = PlaneTile.SIZE;

    private VectorPasses() {}

    /// Writes the energies, then the lowest so far, and lowers the lowest.
    private static final class Energies implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            System.arraycopy(tile.bottom, 0, tile.energies, (end - begin) * SIZE, SIZE);
            for (int k = begin; k < end; k++) {
                of(tile, mixture.numbers(), k * PlaneEnergies.STRIDE, (k - begin) * SIZE);
            }
        }

        private static void of(PlaneTile tile, float[] table, int c, int at) {
            FloatVector a = lanes(table[c]);
            FloatVector s = lanes(table[c + 1]);
            FloatVector b = lanes(table[c + 2]);
            FloatVector d = lanes(table[c + 3]);
            FloatVector t = lanes(table[c + 4]);
            FloatVector e = lanes(table[c + 5]);
            for (int i = 0; i < SIZE; i += LANES.length()) {
                FloatVector x = at(tile.x, i);
                FloatVector u = x.fma(a, s);
                FloatVector v = x.fma(b, at(tile.y, i).fma(d, t));
                FloatVector energy = u.fma(u, v.fma(v, e));
                energy.intoArray(tile.energies, at + i);
                FloatVector lowest = at(tile.bottom, i);
                lowest.blend(energy, energy.compare(VectorOperators.LT, lowest)).intoArray(tile.bottom, i);
            }
        }
    }

    /// Turns energies into weights relative to the lowest.
    private static final class Weights implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            for (int k = 0; k <= end - begin; k++) {
                Exp.ofDifferences(tile.energies, k * SIZE, SIZE, tile.bottom);
            }
        }
    }

    /// Adds the weights and what they weigh.
    private static final class Sums implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            for (int i = 0; i < SIZE; i += LANES.length()) {
                add(tile.energies, tile.sums, mixture.numbers(), begin, end, i);
            }
        }

        private static void add(float[] weights, float[] sums, float[] table, int begin, int end, int i) {
            FloatVector keep = at(weights, (end - begin) * SIZE + i);
            FloatVector total = at(sums, i).mul(keep);
            FloatVector shiftX = at(sums, SIZE + i).mul(keep);
            FloatVector shiftY = at(sums, 2 * SIZE + i).mul(keep);
            FloatVector gainXx = at(sums, 3 * SIZE + i).mul(keep);
            FloatVector gainXy = at(sums, 4 * SIZE + i).mul(keep);
            FloatVector gainYy = at(sums, 5 * SIZE + i).mul(keep);
            for (int k = begin; k < end; k++) {
                int c = k * PlaneEnergies.STRIDE;
                FloatVector p = at(weights, (k - begin) * SIZE + i);
                total = total.add(p);
                shiftX = p.fma(lanes(table[c + 6]), shiftX);
                shiftY = p.fma(lanes(table[c + 7]), shiftY);
                gainXx = p.fma(lanes(table[c + 8]), gainXx);
                gainXy = p.fma(lanes(table[c + 9]), gainXy);
                gainYy = p.fma(lanes(table[c + 10]), gainYy);
            }
            total.intoArray(sums, i);
            shiftX.intoArray(sums, SIZE + i);
            shiftY.intoArray(sums, 2 * SIZE + i);
            gainXx.intoArray(sums, 3 * SIZE + i);
            gainXy.intoArray(sums, 4 * SIZE + i);
            gainYy.intoArray(sums, 5 * SIZE + i);
        }
    }

    /// `(x, y) <- (shift + gain (x, y)) / total`.
    private static final class Means implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            float[] sums = tile.sums;
            for (int i = 0; i < SIZE; i += LANES.length()) {
                FloatVector x = at(tile.x, i);
                FloatVector y = at(tile.y, i);
                FloatVector total = at(sums, i);
                FloatVector gainXy = at(sums, 4 * SIZE + i);
                FloatVector meanX = at(sums, 3 * SIZE + i).fma(x, gainXy.fma(y, at(sums, SIZE + i)));
                FloatVector meanY = gainXy.fma(x, at(sums, 5 * SIZE + i).fma(y, at(sums, 2 * SIZE + i)));
                meanX.div(total).intoArray(tile.x, i);
                meanY.div(total).intoArray(tile.y, i);
            }
        }
    }

    private static FloatVector at(float[] values, int i) {
        return FloatVector.fromArray(LANES, values, i);
    }

    private static FloatVector lanes(float value) {
        return FloatVector.broadcast(LANES, value);
    }
}
