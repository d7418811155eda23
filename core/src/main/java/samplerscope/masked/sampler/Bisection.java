package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;

/// Writes the midpoint of every run of hidden positions: `ceil(log2(n + 1))` passes for `n` of them.
///
/// Exact for a first-order Markov chain, where midpoints are independent given what stands between them.
///
/// Source: the binary order of Markov bridges; as a decoding order ours.
///
/// @param manner of the rest
public record Bisection(Manner manner) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("bisection", "Bisection",
        "ours: midpoints of all hidden runs, exact for a first-order chain", Manner.with(List.of()),
        s -> new Bisection(Manner.of(s)));

    /// As the model says, in one block.
    public Bisection() {
        this(Manner.PLAIN);
    }

    @Override
    public boolean drawsAsItSays() {
        return manner.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return Uncovering.of(Bisection::choose, manner, start, model, 0);
    }

    private static UnmaskRule.Choice choose(Look look) {
        int[] chosen = IntStream.of(look.eligible()).filter(i -> isMiddle(look, i)).toArray();
        return new UnmaskRule.Choice(look.reveal(chosen),
            look.view("midpoint", i -> Arrays.binarySearch(chosen, i) >= 0 ? 1 : 0), Map.of());
    }

    /// `floor((a + b) / 2)` of the hidden run `[a, b)` in the block.
    private static boolean isMiddle(Look look, int position) {
        int a = position;
        while (a > look.eligible()[0] && look.state()[a - 1] == Canvas.MASK) {
            a--;
        }
        int b = position + 1;
        while (b <= look.eligible()[look.eligible().length - 1] && look.state()[b] == Canvas.MASK) {
            b++;
        }
        return position == (a + b) / 2;
    }
}
