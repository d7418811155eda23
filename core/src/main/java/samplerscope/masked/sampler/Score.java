package samplerscope.masked.sampler;

import java.util.Locale;

/// By what positions are ranked before tokens are drawn; higher comes first.
///
/// Source: confidence as MaskGIT (Chang et al. 2022, arXiv:2202.04200), margin and entropy as Dream (Ye et al. 2025,
/// arXiv:2508.15487), margin first by Kim et al. 2025, arXiv:2502.06768.
public enum Score {
    /// All equal: positions by lot.
    RANDOM("by lot") {
        @Override
        double of(Look look, int position) {
            return 0;
        }
    },
    /// `c_i`.
    CONFIDENCE("confidence") {
        @Override
        double of(Look look, int position) {
            return look.ranked().confidence(position);
        }
    },
    /// `-H_i`.
    ENTROPY("-entropy") {
        @Override
        double of(Look look, int position) {
            return -look.ranked().entropy(position);
        }
    },
    /// `g_i`.
    MARGIN("margin") {
        @Override
        double of(Look look, int position) {
            return look.ranked().margin(position);
        }
    },
    /// `-i`.
    LEFT_TO_RIGHT("-position") {
        @Override
        double of(Look look, int position) {
            return -position;
        }
    },
    /// `c_i (1 - rel_i)`, `rel_i` the place in the block over the largest hidden one.
    POSITION_WEIGHTED("confidence, weighted by position") {
        @Override
        double of(Look look, int position) {
            return look.ranked().confidence(position) * look.nearness(position);
        }
    };

    private final String label;

    Score(String label) {
        this.label = label;
    }

    /// In a view of the rule.
    public String label() {
        return label;
    }

    /// As settings write it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Score named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    abstract double of(Look look, int position);
}
