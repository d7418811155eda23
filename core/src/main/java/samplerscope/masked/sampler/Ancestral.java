package samplerscope.masked.sampler;

import java.util.Map;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;

/// Reverses the forward process on a time grid: from `t` to `s`, each hidden position comes to light with probability
/// `(alpha_s - alpha_t) / (1 - alpha_t)`, on its own.
///
/// Source: Sahoo et al. 2024, arXiv:2406.07524 (MDLM), Eq. 6; Shi et al. 2024, arXiv:2406.04329 (MD4).
///
/// @param ticks the grid and the rest
public record Ancestral(Ticks ticks) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("ancestral", "Ancestral",
        "Sahoo et al. 2024, arXiv:2406.07524; Shi et al. 2024, arXiv:2406.04329", Ticks.with(),
        s -> new Ancestral(Ticks.of(s)));

    @Override
    public boolean drawsAsItSays() {
        return ticks.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return TickCourse.of(ticks, (state, laws, tick, _, _) -> new TickCourse.Change(
            Independent.revealing(state.length, tick.reveal(), laws), Map.of("unmask", tick.reveal())), false, false, start);
    }
}
