package samplerscope.masked.sampler;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Writes positions a stride apart together, offset after offset in bit-reversed order: 0, 4, 2, 6, 1, 5, 3, 7 for 8.
///
/// Source: Luxembourg et al. 2025, arXiv:2506.19037 (dilated scheduling).
///
/// @param stride `S >= 1`; a block takes at most this many passes
/// @param manner of the rest
public record Dilated(int stride, Manner manner) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("dilated", "Dilated",
        "Luxembourg et al. 2025, arXiv:2506.19037", Manner.with(List.of(
            Parameter.whole("stride", "stride", "distance of positions written together, and passes of a block", 4, 1, 4096))),
        s -> new Dilated(s.whole("stride"), Manner.of(s)));

    public Dilated {
        Checked.range("stride", stride, 1, 1 << 20);
    }

    /// As the model says, in one block.
    public Dilated(int stride) {
        this(stride, Manner.PLAIN);
    }

    @Override
    public boolean drawsAsItSays() {
        return manner.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        int[] offsets = offsets();
        return Uncovering.of(look -> choose(look, offsets), manner, start, model, 0);
    }

    /// 0 to `S - 1`, as their bits read backwards.
    int[] offsets() {
        int bits = 32 - Integer.numberOfLeadingZeros(stride - 1);
        return bits == 0 ? new int[] {0} : IntStream.range(0, 1 << bits).map(n -> Integer.reverse(n) >>> 32 - bits)
            .filter(offset -> offset < stride).toArray();
    }

    private UnmaskRule.Choice choose(Look look, int[] offsets) {
        for (int offset : offsets) {
            int[] chosen = IntStream.of(look.eligible()).filter(i -> (i - look.start()) % stride == offset).toArray();
            if (chosen.length > 0) {
                return new UnmaskRule.Choice(look.reveal(chosen), look.view("in the grid",
                    i -> (i - look.start()) % stride == offset ? 1 : 0), Map.of("offset", (double) offset));
            }
        }
        throw new IllegalStateException("every position has an offset");
    }
}
