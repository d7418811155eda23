package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Which positions a step writes, chosen before any token is drawn.
public sealed interface Selection {

    /// Takes a set of positions, ascending, with its probability.
    @FunctionalInterface
    interface Sink {
        void add(int[] positions, double probability);
    }

    /// Ascending.
    int[] draw(SplittableRandom random);

    void forEach(Sink sink);

    /// Decided by the state.
    record Chosen(int[] positions) implements Selection {
        public Chosen {
            positions = Arrays.stream(positions).sorted().toArray();
        }

        @Override
        public int[] draw(SplittableRandom random) {
            return positions;
        }

        @Override
        public void forEach(Sink sink) {
            sink.add(positions, 1);
        }
    }

    /// Drawn one after another without replacement, with probabilities in proportion to `exp(score)` (Plackett-Luce): the
    /// largest of `score` plus Gumbel noise. Equal scores make all sets equally likely.
    ///
    /// @param eligible positions, ascending
    /// @param scores   finite or negative infinity, shape of `eligible`
    /// @param count    clamped to what is eligible
    record Lot(int[] eligible, double[] scores, int count) implements Selection {

        static Lot uniform(int[] eligible, int count) {
            return new Lot(eligible, new double[eligible.length], count);
        }

        @Override
        public int[] draw(SplittableRandom random) {
            var keys = new double[eligible.length];
            for (int i = 0; i < keys.length; i++) {
                double u = ((random.nextLong() >>> 11) + 0.5) * 0x1p-53;
                keys[i] = scores[i] - StrictMath.log(-StrictMath.log(u));
            }
            return IntStream.range(0, keys.length).boxed().sorted((i, j) -> Double.compare(keys[j], keys[i])).limit(count)
                .mapToInt(i -> eligible[i]).sorted().toArray();
        }

        @Override
        public void forEach(Sink sink) {
            int n = eligible.length;
            int k = StrictMath.min(count, n);
            var weights = Arrays.stream(scores).map(s -> StrictMath.exp(s - most())).toArray();
            var mass = new double[1 << n];
            mass[0] = 1;
            // A set comes after all its subsets, so that its mass is complete when its turn comes.
            for (int set = 0; set < mass.length; set++) {
                int size = Integer.bitCount(set);
                if (mass[set] == 0 || size > k) {
                    continue;
                }
                if (size == k) {
                    sink.add(members(set), mass[set]);
                    continue;
                }
                spread(set, weights, mass);
            }
        }

        private void spread(int set, double[] weights, double[] mass) {
            double left = 0;
            for (int i = 0; i < weights.length; i++) {
                left += (set >> i & 1) == 0 ? weights[i] : 0;
            }
            if (left == 0) { // only impossible ones are left: the lowest
                mass[set | Integer.lowestOneBit(~set)] += mass[set];
                return;
            }
            for (int i = 0; i < weights.length; i++) {
                if ((set >> i & 1) == 0) {
                    mass[set | 1 << i] += mass[set] * weights[i] / left;
                }
            }
        }

        private double most() {
            return Arrays.stream(scores).max().orElse(0);
        }

        private int[] members(int set) {
            return IntStream.range(0, eligible.length).filter(i -> (set >> i & 1) == 1).map(i -> eligible[i]).toArray();
        }
    }
}
