package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Writes every position whose entropy is low enough, `H_i <= h`, and always the lowest.
///
/// Source: Chen et al. 2025, arXiv:2509.26488 (dParallel): the decoding rule for models that were distilled to be
/// certain.
///
/// @param most   `h`, nats, `>= 0`
/// @param manner of the rest
public record EntropyThreshold(double most, Manner manner) implements PlannedSampler {

    private static final Parameter ENTROPY = Parameter.real("entropy", "entropy",
        "h: positions with entropy at most this are written, nats", 0.5, 0, 100);

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("entropy-threshold",
        "Entropy threshold", "Chen et al. 2025, arXiv:2509.26488", Manner.with(List.of(ENTROPY)),
        EntropyThreshold::of);

    /// The same with the authors' settings: blocks of 32, the most probable tokens. With a network that was distilled
    /// to be certain it takes few passes; with any other it is the rule above.
    public static final MaskedSamplerFamily DPARALLEL = new MaskedSamplerFamily("dparallel", "dParallel",
        "Chen et al. 2025, arXiv:2509.26488; meant for a network distilled to be certain", Manner.with(List.of(ENTROPY),
            Map.of("block", new Setting.Num(32), TokenChoice.ID, new Setting.Num(0))), EntropyThreshold::of);

    private static EntropyThreshold of(Settings s) {
        return new EntropyThreshold(s.number("entropy"), Manner.of(s));
    }

    public EntropyThreshold {
        Checked.atLeast("entropy", most, 0);
    }

    /// As the model says, in one block.
    public EntropyThreshold(double most) {
        this(most, Manner.PLAIN);
    }

    @Override
    public boolean drawsAsItSays() {
        return manner.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return Uncovering.of(this::choose, manner, start, model, 0);
    }

    private UnmaskRule.Choice choose(Look look) {
        int[] sure = Arrays.stream(look.eligible()).filter(i -> look.score(Score.ENTROPY, i) >= -most).toArray();
        return new UnmaskRule.Choice(look.reveal(sure.length > 0 ? sure : look.top(1, Score.ENTROPY)),
            look.view(Score.ENTROPY.label(), i -> look.score(Score.ENTROPY, i), Optional.of(-most)), Map.of());
    }
}
