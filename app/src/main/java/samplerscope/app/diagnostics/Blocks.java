package samplerscope.app.diagnostics;

import java.util.Arrays;
import java.util.List;

/// Every answer of the FX thread, counted by how long it took.
///
/// @param counts   by bucket; bucket `i` holds what took less than `EDGES_MILLIS[i]`, the last one the rest
/// @param worst    the longest block, by {@link Block#nanos}
/// @param worstOwn the longest by {@link Block#ownMillis}
/// @param longest  some more, longest first
public record Blocks(long[] counts, Block worst, Block worstOwn, List<Block> longest) {

    /// Upper ends of all buckets but the last, in milliseconds.
    static final double[] EDGES_MILLIS = {1, 2, 4, 8, 16, 33, 50, 100, 250, 1000};
    /// The promise: nothing that the user does waits longer for the thread.
    public static final double LIMIT_MILLIS = 50;

    /// Nothing was seen.
    static final Blocks NONE = new Blocks(new long[EDGES_MILLIS.length + 1], Block.NONE, Block.NONE, List.of());

    public Blocks {
        counts = counts.clone();
        longest = List.copyOf(longest);
    }

    @Override
    public long[] counts() {
        return counts.clone();
    }

    public long total() {
        return Arrays.stream(counts).sum();
    }

    /// How many took longer than the limit.
    public long overLimit() {
        long over = 0;
        for (int i = bucket(LIMIT_MILLIS); i < counts.length; i++) {
            over += counts[i];
        }
        return over;
    }

    /// Milliseconds that a share of all answers took at most, as exactly as buckets say; infinite in the last one.
    ///
    /// @param share in (0, 1]
    public double quantileMillis(double share) {
        long wanted = (long) Math.ceil(share * total());
        long seen = 0;
        for (int i = 0; i < EDGES_MILLIS.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return EDGES_MILLIS[i];
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    static int bucket(double millis) {
        int i = 0;
        while (i < EDGES_MILLIS.length && millis >= EDGES_MILLIS[i]) {
            i++;
        }
        return i;
    }

    /// `< 1 ms`, `33-50 ms`, `> 1000 ms`.
    static String words(int bucket) {
        if (bucket == 0) {
            return "under %.0f ms".formatted(EDGES_MILLIS[0]);
        }
        double from = EDGES_MILLIS[bucket - 1];
        return bucket == EDGES_MILLIS.length ? "over %.0f ms".formatted(from)
            : "%.0f\u2013%.0f ms".formatted(from, EDGES_MILLIS[bucket]);
    }
}
