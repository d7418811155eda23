package samplerscope.search;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// The noises that a search may look at, and others that judge what it found. Both are made once from counter-based
/// keys and never drawn again: every candidate starts from the same noise, and no search ever sees the second bank.
///
/// Sample `i` of a bank has the key `seed + i`, as everywhere; the banks are disjoint ranges of keys.
///
/// @param seed        of the first noise searched on
/// @param search      noises searched on, `>= 1`; with fewer than 64 a search fits itself to them
/// @param heldOutSeed of the first noise held out
/// @param heldOut     noises held out, at least four times as many
public record NoiseBanks(long seed, int search, long heldOutSeed, int heldOut) {

    /// Enough that what is found holds elsewhere: with 64, what an exact problem gains on them is a sixth too much.
    public static final NoiseBanks STANDARD = of(1, 256, 1024);

    /// Where evaluations cost: 64 noises.
    public static final NoiseBanks OF_NETWORKS = of(1, 64, 256);

    private static final int MOST = 100_000;
    private static final int TIMES = 4;
    /// Far from the seeds that people choose, from those of model statistics, and from each other.
    private static final long SEARCH_FROM = 1L << 40;
    private static final long HELD_OUT_FROM = 1L << 41;

    public NoiseBanks {
        inRange("noises", search, 1);
        inRange("held-out", heldOut, 1);
        if (heldOut < TIMES * search) {
            throw new InvalidParameterException("held-out", new Setting.Num(heldOut),
                "must be at least %d, four times the noises searched on".formatted(TIMES * search));
        }
        if (seed < heldOutSeed + heldOut && heldOutSeed < seed + search) {
            throw new InvalidParameterException("held-out-seed", new Setting.Num(heldOutSeed),
                "must leave the noises searched on out, whose keys are %d to %d".formatted(seed, seed + search - 1));
        }
    }

    /// The banks of a number: equal numbers have equal banks, different ones disjoint.
    ///
    /// @param number 0 to 100,000
    public static NoiseBanks of(long number, int search, int heldOut) {
        if (number < 0 || number > MOST) {
            throw new InvalidParameterException("bank", new Setting.Num(number),
                "must be a whole number from 0 to " + MOST);
        }
        return new NoiseBanks(SEARCH_FROM + number * MOST, search, HELD_OUT_FROM + number * MOST, heldOut);
    }

    private static void inRange(String place, int value, int least) {
        if (value < least || value > MOST) {
            throw new InvalidParameterException(place, new Setting.Num(value),
                "must be a whole number from %d to %d".formatted(least, MOST));
        }
    }
}
