package samplerscope.tensor.simd;

/// The passes of a {@link PlaneMixtureKernel} by plain loops, with the operations of {@link VectorPasses} in the same
/// order: fast before any compiler has seen them.
final class ScalarPasses {

    static final PlanePass.Order ORDER = new PlanePass.Order(new Energies(), new Weights(), new Sums(), new Means());

    private static final int SIZE = PlaneTile.SIZE;

    private ScalarPasses() {}

    private static final class Energies implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            System.arraycopy(tile.bottom, 0, tile.energies, (end - begin) * SIZE, SIZE);
            for (int k = begin; k < end; k++) {
                of(tile, mixture.numbers(), k * PlaneEnergies.STRIDE, (k - begin) * SIZE);
            }
        }

        private static void of(PlaneTile tile, float[] table, int c, int at) {
            float a = table[c];
            float s = table[c + 1];
            float b = table[c + 2];
            float d = table[c + 3];
            float t = table[c + 4];
            float e = table[c + 5];
            for (int i = 0; i < SIZE; i++) {
                float u = Math.fma(tile.x[i], a, s);
                float v = Math.fma(tile.x[i], b, Math.fma(tile.y[i], d, t));
                float energy = Math.fma(u, u, Math.fma(v, v, e));
                tile.energies[at + i] = energy;
                tile.bottom[i] = energy < tile.bottom[i] ? energy : tile.bottom[i];
            }
        }
    }

    private static final class Weights implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            for (int at = 0; at < (end - begin + 1) * SIZE; at++) {
                tile.energies[at] = Exp.of(tile.bottom[at % SIZE] - tile.energies[at]);
            }
        }
    }

    private static final class Sums implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            for (int i = 0; i < SIZE; i++) {
                add(tile.energies, tile.sums, mixture.numbers(), begin, end, i);
            }
        }

        private static void add(float[] weights, float[] sums, float[] table, int begin, int end, int i) {
            float keep = weights[(end - begin) * SIZE + i];
            float total = sums[i] * keep;
            float shiftX = sums[SIZE + i] * keep;
            float shiftY = sums[2 * SIZE + i] * keep;
            float gainXx = sums[3 * SIZE + i] * keep;
            float gainXy = sums[4 * SIZE + i] * keep;
            float gainYy = sums[5 * SIZE + i] * keep;
            for (int k = begin; k < end; k++) {
                int c = k * PlaneEnergies.STRIDE;
                float p = weights[(k - begin) * SIZE + i];
                total += p;
                shiftX = Math.fma(p, table[c + 6], shiftX);
                shiftY = Math.fma(p, table[c + 7], shiftY);
                gainXx = Math.fma(p, table[c + 8], gainXx);
                gainXy = Math.fma(p, table[c + 9], gainXy);
                gainYy = Math.fma(p, table[c + 10], gainYy);
            }
            sums[i] = total;
            sums[SIZE + i] = shiftX;
            sums[2 * SIZE + i] = shiftY;
            sums[3 * SIZE + i] = gainXx;
            sums[4 * SIZE + i] = gainXy;
            sums[5 * SIZE + i] = gainYy;
        }
    }

    private static final class Means implements PlanePass {
        @Override
        public void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end) {
            float[] sums = tile.sums;
            for (int i = 0; i < SIZE; i++) {
                float x = tile.x[i];
                float y = tile.y[i];
                float gainXy = sums[4 * SIZE + i];
                tile.x[i] = Math.fma(sums[3 * SIZE + i], x, Math.fma(gainXy, y, sums[SIZE + i])) / sums[i];
                tile.y[i] = Math.fma(gainXy, x, Math.fma(sums[5 * SIZE + i], y, sums[2 * SIZE + i])) / sums[i];
            }
        }
    }
}
