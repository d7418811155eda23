package samplerscope.gpu;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Who has which part of an arena: first fit, neighbours joined when they are given back. Not thread-safe.
final class Blocks {

    /// Blocks begin at multiples of this, in numbers, so that rows of threads read whole cache lines.
    static final int ALIGNMENT = 32;

    private final NavigableMap<Integer, Integer> free = new TreeMap<>();
    private final Map<Integer, Integer> taken = new TreeMap<>();
    private int capacity;

    Blocks(int capacity) {
        this.capacity = capacity;
        free.put(0, capacity);
    }

    int capacity() {
        return capacity;
    }

    /// Numbers in blocks that are taken.
    long used() {
        return taken.values().stream().mapToLong(Integer::longValue).sum();
    }

    /// What a block of so many numbers occupies; never nothing, so that no two blocks begin at the same place.
    static long rounded(int size) {
        return Math.max(1, Math.ceilDiv((long) size, ALIGNMENT)) * ALIGNMENT;
    }

    /// Where a block of `size` numbers begins; empty when no gap is large enough.
    OptionalInt take(int size) {
        long need = rounded(size);
        for (var gap : free.entrySet()) {
            if (gap.getValue() >= need) {
                int at = gap.getKey();
                int rest = gap.getValue() - (int) need;
                free.remove(at);
                if (rest > 0) {
                    free.put(at + (int) need, rest);
                }
                taken.put(at, (int) need);
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    void giveBack(int at) {
        Integer size = taken.remove(at);
        if (size == null) {
            throw new IllegalArgumentException("no block begins at " + at);
        }
        addGap(at, size);
    }

    /// Adds room at the end.
    void grow(int newCapacity) {
        addGap(capacity, newCapacity - capacity);
        capacity = newCapacity;
    }

    private void addGap(int at, int size) {
        int from = at;
        int to = at + size;
        var before = free.lowerEntry(at);
        if (before != null && before.getKey() + before.getValue() == at) {
            from = before.getKey();
            free.remove(from);
        }
        Integer after = free.remove(to);
        free.put(from, (after == null ? to : to + after) - from);
    }
}
