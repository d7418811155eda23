package samplerscope.tensor.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// One loop over a block of pairs of a {@link NormalKernel}; compiled each on its own, as {@link PlanePass} says.
interface NormalPass {

    void over(Block block);

    /// What the loops read and write.
    final class Block {
        static final int SIZE = 256;

        /// Of the first uniform number `m 2^e`, `sqrt(1/2) <= m < sqrt(2)`.
        final double[] mantissas = new double[SIZE];
        final double[] exponents = new double[SIZE];
        /// Angle of the second as a part of a quarter of a circle, beyond the nearest whole one: -1/2 to 1/2.
        final double[] quarters = new double[SIZE];
        final double[] radii = new double[SIZE];
        final double[] cosines = new double[SIZE];
        final double[] sines = new double[SIZE];

        Block() {
            Arrays.fill(mantissas, 1);
        }
    }

    static void all(Block block) {
        for (NormalPass pass : Passes.ALL) {
            pass.over(block);
        }
    }

    /// The three of them.
    final class Passes {
        private static final NormalPass[] ALL = {new Radii(), new Cosines(), new Sines()};
        private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
        private static final double LN_2 = StrictMath.log(2);
        private static final double QUARTER = StrictMath.PI / 2;

        private Passes() {}

        private static DoubleVector lanes(double value) {
            return DoubleVector.broadcast(LANES, value);
        }

        private static DoubleVector at(double[] values, int i) {
            return DoubleVector.fromArray(LANES, values, i);
        }

        /// `sqrt(-2 log u)`; `log m = 2 atanh((m - 1) / (m + 1))` by its series, of which `s^21` is the first not taken
        /// (2e-17).
        private static final class Radii implements NormalPass {
            @Override
            public void over(Block block) {
                for (int i = 0; i < Block.SIZE; i += LANES.length()) {
                    DoubleVector m = at(block.mantissas, i);
                    DoubleVector s = m.sub(1).div(m.add(1));
                    DoubleVector z = s.mul(s);
                    DoubleVector sum = z.fma(lanes(1 / 19.0), lanes(1 / 17.0));
                    sum = sum.fma(z, lanes(1 / 15.0));
                    sum = sum.fma(z, lanes(1 / 13.0));
                    sum = sum.fma(z, lanes(1 / 11.0));
                    sum = sum.fma(z, lanes(1 / 9.0));
                    sum = sum.fma(z, lanes(1 / 7.0));
                    sum = sum.fma(z, lanes(1 / 5.0));
                    sum = sum.fma(z, lanes(1 / 3.0));
                    sum = sum.fma(z, lanes(1));
                    DoubleVector log = at(block.exponents, i).fma(lanes(LN_2), sum.mul(s.add(s)));
                    log.mul(-2).sqrt().intoArray(block.radii, i);
                }
            }
        }

        /// The Taylor series to `a^16`, `|a| <= pi / 4`; the first not taken is 2e-18.
        private static final class Cosines implements NormalPass {
            @Override
            public void over(Block block) {
                for (int i = 0; i < Block.SIZE; i += LANES.length()) {
                    DoubleVector a = at(block.quarters, i).mul(QUARTER);
                    DoubleVector z = a.mul(a);
                    DoubleVector sum = z.fma(lanes(1 / 20922789888000.0), lanes(-1 / 87178291200.0));
                    sum = sum.fma(z, lanes(1 / 479001600.0));
                    sum = sum.fma(z, lanes(-1 / 3628800.0));
                    sum = sum.fma(z, lanes(1 / 40320.0));
                    sum = sum.fma(z, lanes(-1 / 720.0));
                    sum = sum.fma(z, lanes(1 / 24.0));
                    sum = sum.fma(z, lanes(-1 / 2.0));
                    sum.fma(z, lanes(1)).intoArray(block.cosines, i);
                }
            }
        }

        /// The Taylor series to `a^15`; the first not taken is 5e-17.
        private static final class Sines implements NormalPass {
            @Override
            public void over(Block block) {
                for (int i = 0; i < Block.SIZE; i += LANES.length()) {
                    DoubleVector a = at(block.quarters, i).mul(QUARTER);
                    DoubleVector z = a.mul(a);
                    DoubleVector sum = z.fma(lanes(-1 / 1307674368000.0), lanes(1 / 6227020800.0));
                    sum = sum.fma(z, lanes(-1 / 39916800.0));
                    sum = sum.fma(z, lanes(1 / 362880.0));
                    sum = sum.fma(z, lanes(-1 / 5040.0));
                    sum = sum.fma(z, lanes(1 / 120.0));
                    sum = sum.fma(z, lanes(-1 / 6.0));
                    sum.fma(z, lanes(1)).mul(a).intoArray(block.sines, i);
                }
            }
        }
    }
}
