package samplerscope.masked.sampler;

import java.util.stream.IntStream;
import samplerscope.masked.Canvas;

/// The canvas in blocks that are written one after another, counted from the first position that was hidden at the start.
///
/// Source: Arriola et al. 2025, arXiv:2503.09573; as decoding only, Nie et al. 2025, arXiv:2502.09992.
///
/// @param start first position that was hidden
/// @param size  of a block, at least 1
/// @param end   one past the last position that was hidden
record Blocks(int start, int size, int end) {

    /// @param size 0 makes the whole canvas one block
    static Blocks of(int[] state, int size) {
        int[] masked = Canvas.maskedPositions(state);
        if (masked.length == 0) {
            return new Blocks(0, 1, 0);
        }
        int end = masked[masked.length - 1] + 1;
        return new Blocks(masked[0], size == 0 ? end - masked[0] : size, end);
    }

    int count() {
        return StrictMath.max(1, StrictMath.ceilDiv(end - start, size));
    }

    /// The first block with something hidden.
    int current(int[] state) {
        int i = start;
        while (state[i] != Canvas.MASK) {
            i++;
        }
        return (i - start) / size;
    }

    Cache.Span span(int block) {
        return new Cache.Span(startOf(block), StrictMath.min(startOf(block + 1), end));
    }

    int startOf(int block) {
        return start + block * size;
    }

    /// Hidden positions of a block, ascending.
    int[] hidden(int[] state, int block) {
        Cache.Span span = span(block);
        return IntStream.range(span.start(), span.end())
            .filter(i -> state[i] == Canvas.MASK).toArray();
    }

    int fullest(int[] state) {
        return IntStream.range(0, count()).map(b -> hidden(state, b).length).max().orElse(0);
    }
}
