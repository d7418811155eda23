package samplerscope.masked;

import java.util.SplittableRandom;

/// The random numbers of one sequence: a generator for each use, so that two samplers with one seed give the same tokens
/// to the same draws however they choose positions.
///
/// `SplittableRandom(seed)` is SplitMix64 (Steele, Lea, Flood 2014): each draw takes one word, and `nextDouble` has 53
/// bits. Inside a step, positions are drawn first in ascending order, then tokens in ascending order of position.
///
/// @param positions  for choosing where
/// @param tokens     for choosing what
/// @param candidates for what is only tried
public record Streams(SplittableRandom positions, SplittableRandom tokens, SplittableRandom candidates) {

    /// @param seed     of the run
    /// @param sequence index in the batch, so that a sequence is the same alone and in any batch
    public static Streams of(long seed, long sequence) {
        return new Streams(stream(seed, sequence, 1), stream(seed, sequence, 2), stream(seed, sequence, 3));
    }

    /// A generator for a use of its own, such as making prompts.
    public static SplittableRandom stream(long seed, long sequence, int use) {
        return new SplittableRandom(mixed(mixed(mixed(seed) + sequence) + use));
    }

    /// The finaliser of SplitMix64.
    private static long mixed(long word) {
        long z = word + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
