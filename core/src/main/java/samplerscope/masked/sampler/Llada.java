package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Draws a token at every hidden position, keeps those whose tokens the model likes best and forgets the rest: sample,
/// then choose.
///
/// Choosing by what was drawn is a hidden low temperature: the output is less diverse than the model, even at one token a
/// step, while each sequence looks better. At temperature 0 it is the same as choosing by confidence.
///
/// Source: Nie et al. 2025, arXiv:2502.09992, Algorithm 5 (low-confidence remasking); as Chang et al. 2022,
/// arXiv:2202.04200 (MaskGIT).
///
/// @param by     what drawn tokens are ranked by
/// @param counts kept in each step
/// @param manner of the rest
public record Llada(By by, Counts counts, Manner manner) implements PlannedSampler {

    public enum By {
        /// The probability of the drawn token.
        DRAWN,
        /// The same, times one less the place in the block.
        DRAWN_POSITION_WEIGHTED,
        /// Nothing: by lot, which makes it choose-then-sample.
        RANDOM
    }

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("llada", "LLaDA, low-confidence remasking",
        "Nie et al. 2025, arXiv:2502.09992, Algorithm 5", Manner.with(parameters()), s -> new Llada(
            By.valueOf(s.word("by").toUpperCase(Locale.ROOT).replace('-', '_')), Counts.of(s), Manner.of(s)));

    private static ArrayList<Parameter> parameters() {
        var own = new ArrayList<>(Counts.PARAMETERS);
        own.add(Parameter.oneOf("by", "keep by", "what drawn tokens are ranked by: their probability, the same with a "
            + "preference for the near, or by lot", "drawn", "drawn-position-weighted", "random"));
        return own;
    }

    /// As the model says, in one block.
    public Llada(Counts counts) {
        this(By.DRAWN, counts, Manner.PLAIN);
    }

    @Override
    public boolean drawsAsItSays() {
        return by == By.RANDOM && manner.drawing().isRandom();
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
        int[] eligible = look.eligible();
        int count = counts.at(blocks, look.step(), eligible.length, look.first());
        var move = by == By.RANDOM ? new Reveal(Selection.Lot.uniform(eligible, count), look.laws())
            : new Candidates(eligible, look.laws(), tokens -> Ranking.top(eligible, count,
                i -> score(look, i, tokens[Arrays.binarySearch(eligible, i)])));
        return new UnmaskRule.Choice(move, look.view("confidence", i -> look.ranked().confidence(i)),
            Map.of("count", (double) count));
    }

    private double score(Look look, int position, int token) {
        if (token == look.deferred()) {
            return Double.NEGATIVE_INFINITY;
        }
        double p = look.ranked().p(position, token);
        return by == By.DRAWN ? p : p * look.nearness(position);
    }
}
