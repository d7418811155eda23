package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import samplerscope.masked.KeyValues;

/// Which keys and values of the pass before stand in for positions of the next one; all others are fed.
///
/// `s` is the first position of the block at work and `e` one past its last.
public enum Cache {

    /// None: every pass computes the whole canvas.
    NONE {
        @Override
        boolean keeps(int position, Span last, Span now) {
            return false;
        }
    },

    /// Of `[0, s)`, from the block's first pass, which computes all.
    ///
    /// Source: Wu et al. 2025, arXiv:2505.22618 (Fast-dLLM), section 3.2, PrefixCache.
    PREFIX {
        @Override
        boolean keeps(int position, Span last, Span now) {
            return last.equals(now) && position < now.start();
        }
    },

    /// Of all but `[s, e)`, from the block's first pass, which computes all. Only the block has predictions after it.
    ///
    /// Source: Wu et al. 2025, arXiv:2505.22618 (Fast-dLLM), section 3.2, DualCache.
    DUAL {
        @Override
        boolean keeps(int position, Span last, Span now) {
            return last.equals(now) && (position < now.start() || position >= now.end());
        }
    },

    /// Of `[0, s)`, for ever, each block from the first pass in which all its tokens stood: that pass belongs to the
    /// next block, and computes this one once more.
    ///
    /// Source: Hu et al. 2025, arXiv:2505.21467 (FreeCache), frozen one pass later, as Ma et al. 2025, arXiv:2505.15781
    /// (dKV-Cache).
    FREE_CLEAN {
        @Override
        boolean keeps(int position, Span last, Span now) {
            return position < last.start();
        }
    },

    /// Of `[0, s)`, for ever, each block from the last pass in which some of it was hidden, as the authors' code.
    ///
    /// Source: Hu et al. 2025, arXiv:2505.21467 (FreeCache).
    FREE_STALE {
        @Override
        boolean keeps(int position, Span last, Span now) {
            return last.end() > 0 && position < now.start();
        }
    };

    /// Positions `start .. end - 1` of a block.
    record Span(int start, int end) {

        /// Before the first pass.
        static final Span NOWHERE = new Span(0, 0);
    }

    /// Whether a position is read from what the pass before left, and not fed.
    ///
    /// @param last block of the pass before, {@link Span#NOWHERE} for the first pass
    /// @param now  block of this pass
    abstract boolean keeps(int position, Span last, Span now);

    /// What a pass reads.
    ///
    /// @param known of all positions after the pass before
    final KeyValues kept(KeyValues known, Span last, Span now) {
        return known.only(IntStream.range(0, known.length()).filter(i -> keeps(i, last, now)).toArray());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Cache named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static String[] words() {
        return Arrays.stream(values()).map(Cache::word).toArray(String[]::new);
    }
}
