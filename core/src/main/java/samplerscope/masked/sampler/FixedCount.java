package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Writes a set number of positions each step, in the order of a score, then draws their tokens: choose, then sample.
///
/// With one position a step the output follows the model exactly, whatever the score; with more, tokens written
/// together are drawn as if they were independent.
///
/// @param score    by which positions are ranked
/// @param lottery  `tau`: 0 takes the best; above, positions are drawn in proportion to `exp(score / tau)`
/// @param counts   positions of each step
/// @param manner   of the rest
public record FixedCount(Score score, double lottery, Counts counts, Manner manner) implements PlannedSampler {

    private static final Parameter LOTTERY = Parameter.real("position-temperature", "position temperature",
        "0 takes the best positions; above, they are drawn by exp(score / this)", 0, 0, 100);

    public static final MaskedSamplerFamily RANDOM = family(Score.RANDOM, "Random order",
        "Austin et al. 2021, arXiv:2107.03006, in the order-agnostic form; Zheng et al. 2024, arXiv:2409.02908");
    public static final MaskedSamplerFamily CONFIDENCE = family(Score.CONFIDENCE, "Most confident first",
        "Chang et al. 2022, arXiv:2202.04200 (MaskGIT), choosing before sampling");
    public static final MaskedSamplerFamily ENTROPY = family(Score.ENTROPY, "Least entropy first",
        "Ye et al. 2025, arXiv:2508.15487 (Dream)");
    public static final MaskedSamplerFamily MARGIN = family(Score.MARGIN, "Largest margin first",
        "Kim et al. 2025, arXiv:2502.06768 (top-k probability margin)");
    public static final MaskedSamplerFamily LEFT_TO_RIGHT = family(Score.LEFT_TO_RIGHT, "Left to right",
        "the chain rule");
    public static final MaskedSamplerFamily POSITION_WEIGHTED = family(Score.POSITION_WEIGHTED,
        "Most confident first, nearer ones preferred",
        "Chang et al. 2022, arXiv:2202.04200 (MaskGIT), times one less the place in the block");

    private static MaskedSamplerFamily family(Score score, String name, String source) {
        return new MaskedSamplerFamily(score.word(), name, source, Manner.with(own(score)), s -> of(score, s));
    }

    private static List<Parameter> own(Score score) {
        var own = new ArrayList<>(Counts.PARAMETERS);
        if (score != Score.RANDOM) {
            own.add(LOTTERY);
        }
        return own;
    }

    private static FixedCount of(Score score, Settings s) {
        return new FixedCount(score, score == Score.RANDOM ? 0 : s.number(LOTTERY.id()), Counts.of(s), Manner.of(s));
    }

    /// Most confident first, in blocks of 32, frozen when clean; the most probable tokens.
    public static final MaskedSamplerFamily FREE_CACHE = new MaskedSamplerFamily("freecache", "FreeCache",
        "Hu et al. 2025, arXiv:2505.21467; needs a network that keeps keys and values",
        Manner.with(own(Score.CONFIDENCE), Map.of("block", new Setting.Num(32), TokenChoice.ID, new Setting.Num(0),
            "cache", new Setting.Word(Cache.FREE_CLEAN.word()))), s -> of(Score.CONFIDENCE, s));

    public FixedCount {
        Checked.range(LOTTERY.id(), lottery, 0, 100);
    }

    /// As the model says, in one block.
    public FixedCount(Score score, Counts counts) {
        this(score, 0, counts, Manner.PLAIN);
    }

    @Override
    public boolean drawsAsItSays() {
        return manner.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        Blocks blocks = Blocks.of(start, manner.block());
        int fullest = blocks.fullest(start);
        counts.check(blocks.count(), fullest, start.length);
        return Uncovering.of(look -> choose(look, blocks.count()), manner, start, model,
            counts.most(blocks.count(), fullest));
    }

    private UnmaskRule.Choice choose(Look look, int blocks) {
        int count = counts.at(blocks, look.step(), look.eligible().length, look.first());
        return new UnmaskRule.Choice(new Reveal(selection(look, count), look.laws()),
            look.view(score.label(), i -> look.score(score, i)), Map.of("count", (double) count));
    }

    private Selection selection(Look look, int count) {
        if (score == Score.RANDOM) {
            return new Selection.Lot(look.eligible(), scores(look, 1), count);
        }
        return lottery == 0 ? new Selection.Chosen(look.top(count, score))
            : new Selection.Lot(look.eligible(), scores(look, lottery), count);
    }

    private double[] scores(Look look, double lottery) {
        return Arrays.stream(look.eligible()).mapToDouble(i -> look.score(score, i) / lottery).toArray();
    }
}
