package samplerscope.masked.sampler;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Map;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Steps of the reverse process from concrete scores `s_i(y) = alpha_t / (1 - alpha_t) p_i(y)`, with rates held over a
/// step.
///
/// With `sigma(t) = -log alpha_t`, a hidden position becomes `y` with probability `h sigma'(t) s_i(y)` (Euler) or
/// `(e^(sigma(t) - sigma(s)) - 1) s_i(y)` (Tweedie), and stays hidden with the rest; what exceeds 1 is normalised away,
/// and the last step leaves nothing hidden. For scores that come from probabilities, Tweedie is ancestral sampling, and
/// Euler too where `alpha` is linear in `t`.
///
/// Source: Lou, Meng, Ermon 2023, arXiv:2310.16834 (SEDD), section 4 and appendix.
///
/// @param kind  how rates are turned into probabilities
/// @param scale factor on all scores: a network that predicts scores does not normalise them; 1 is normalised
/// @param ticks the grid and the rest
public record TauLeaping(Kind kind, double scale, Ticks ticks) implements PlannedSampler {

    public enum Kind { EULER, TWEEDIE }

    private static final Parameter SCALE = Parameter.logReal("scale", "scale",
        "factor on the scores, as an unnormalised network would give; 1 is none", 1, 0.1, 10);

    public static final MaskedSamplerFamily EULER = new MaskedSamplerFamily("tau-euler", "Tau-leaping (Euler)",
        "Lou et al. 2023, arXiv:2310.16834, Eq. 17", Ticks.with(SCALE),
        s -> new TauLeaping(Kind.EULER, s.number("scale"), Ticks.of(s)));
    public static final MaskedSamplerFamily TWEEDIE = new MaskedSamplerFamily("tau-tweedie", "Tau-leaping (Tweedie)",
        "Lou et al. 2023, arXiv:2310.16834, Theorem 4.2", Ticks.with(SCALE),
        s -> new TauLeaping(Kind.TWEEDIE, s.number("scale"), Ticks.of(s)));

    public TauLeaping {
        Checked.range("scale", scale, Double.MIN_NORMAL, 1e6);
    }

    @Override
    public boolean drawsAsItSays() {
        return ticks.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return TickCourse.of(ticks, (state, laws, tick, _, _) -> new TickCourse.Change(
            Independent.revealing(state.length, leave(tick), laws), Map.of("unmask", leave(tick))), false, false, start);
    }

    /// Probability of leaving the mask: the sum of those of all tokens.
    double leave(Ticks.Tick tick) {
        return tick.last() ? 1 : min(1, max(0, scale * perProbability(tick)));
    }

    /// The factor of `p_i(y)`. `sigma' alpha / (1 - alpha) = -alpha' / (1 - alpha)`, and
    /// `(alpha_s / alpha_t - 1) alpha_t / (1 - alpha_t) = (alpha_s - alpha_t) / (1 - alpha_t)`: no division by
    /// `alpha_1 = 0`.
    private double perProbability(Ticks.Tick tick) {
        return switch (kind) {
            case EULER -> (tick.t() - tick.s()) * -tick.slope() / (1 - tick.alphaT());
            case TWEEDIE -> (tick.alphaS() - tick.alphaT()) / (1 - tick.alphaT());
        };
    }
}
