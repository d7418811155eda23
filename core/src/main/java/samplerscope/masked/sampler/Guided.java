package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.NextTokenModel;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// Drafts all hidden tokens in one pass and keeps the longest prefix of them that an autoregressive model agrees with.
/// That model never writes a token; where it rejects even the first, the draft is kept anyway. Temperature 0, no
/// blocks.
///
/// The verifier reads the canvas in chunks of {@link #CHUNK} hidden positions and stops at the first disagreement; its
/// passes are told as `verifier passes` and not among those of the masked model, which are many times larger.
///
/// Source: Hu et al. 2025, arXiv:2505.21467, Guided Diffusion.
///
/// With a cache, drafts are made from a window that begins where a block of the canvas begins, and what stands before
/// it is frozen: the two halves of the paper together.
///
/// @param agreement when a draft is accepted
/// @param end       token after which the rest is filled with it; -1 for none
/// @param block     positions that are frozen together; 1 for a window that begins at the first hidden position
/// @param caching   of keys and values between passes; not of all but the block, since drafts go on after it
public record Guided(Agreement agreement, int end, int block, Caching caching) implements MaskedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("guided", "Guided Diffusion",
        "Hu et al. 2025, arXiv:2505.21467, Accelerating Diffusion Language Model Inference via Efficient KV Caching "
            + "and Guided Diffusion",
        List.of(Agreement.PARAMETER,
            Parameter.whole("end", "end of text", "token after which the rest is filled with it; -1 for none", -1, -1,
                1 << 24),
            Parameter.oneOf("cache", "cache", "keys and values kept between passes: none, or FreeCache's of what "
                + "stands, frozen when it is clean, or while stale",
                Stream.of(Cache.NONE, Cache.FREE_CLEAN, Cache.FREE_STALE).map(Cache::word).toArray(String[]::new)),
            Parameter.whole("block", "block", "positions that are frozen together; 1 begins the window at the first "
                + "hidden position", 1, 1, 1 << 20),
            Caching.AUDIT),
        s -> new Guided(Agreement.named(s.word("agreement")), s.whole("end"), s.whole("block"), Caching.of(s)));

    private static final int CHUNK = 32;

    public Guided {
        Checked.atLeast("end", end, -1);
        Checked.atLeast("block", block, 1);
        if (caching.cache() == Cache.PREFIX || caching.cache() == Cache.DUAL) {
            throw new InvalidParameterException("cache", new Setting.Word(caching.cache().word()),
                "must be none, free-clean or free-stale: drafts go on after the block");
        }
    }

    /// Without a cache.
    public Guided(Agreement agreement, int end) {
        this(agreement, end, 1, Caching.NONE);
    }

    @Override
    public boolean drawsAsItSays() {
        return false;
    }

    /// @throws samplerscope.masked.UnsuitableModelException for a model without an autoregressive twin
    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        NextTokenModel verifier = NextTokenModel.needed("Guided Diffusion", model.model());
        caching.check(model.model());
        return new Run(new Sheet(start, model), verifier, random);
    }

    private final class Run extends SheetDecoding {
        private final NextTokenModel verifier;
        private final Streams random;
        private final Blocks blocks;
        private Caching.Memory kept = Caching.Memory.EMPTY;
        private int verifierPasses;

        Run(Sheet sheet, NextTokenModel verifier, Streams random) {
            super(sheet);
            this.verifier = verifier;
            this.blocks = Blocks.of(sheet.state(), block);
            this.random = random;
        }

        @Override
        UnmaskStep next() {
            int[] drafted = sheet.state();
            Cache.Span span = blocks.span(blocks.current(drafted));
            Caching.Answer answer = caching.pass(sheet.model(), sheet.state(), span, kept);
            kept = answer.memory();
            Prediction now = answer.prediction();
            int[] masked = sheet.masked();
            Arrays.stream(masked).forEach(i -> drafted[i] = now.top(i));
            var agreed = new ArrayList<Double>();
            int accepted = accepted(masked, drafted, agreed);
            for (int i : Arrays.copyOf(masked, StrictMath.max(1, accepted))) {
                sheet.write(i, drafted[i], now.p(i, drafted[i]));
                if (drafted[i] == end) {
                    fillWithEnd(now);
                    break;
                }
            }
            // What the verifier did not come to read has no number of its own: nothing supports it.
            return sheet.told(0, Optional.of(now), Sheet.view("p(draft | tokens before)", masked,
                    i -> agreed(agreed, Arrays.binarySearch(masked, i))),
                told(answer, accepted));
        }

        private Map<String, Double> told(Caching.Answer answer, int accepted) {
            var scalars = new HashMap<>(answer.scalars());
            scalars.put("accepted", (double) accepted);
            scalars.put("verifier passes", (double) verifierPasses);
            return scalars;
        }

        /// How many of the drafts the verifier accepts before its first rejection.
        private int accepted(int[] masked, int[] drafted, List<Double> agreed) {
            for (int from = 0; from < masked.length; from += CHUNK) {
                int[] chunk = Arrays.copyOfRange(masked, from, StrictMath.min(masked.length, from + CHUNK));
                List<double[]> laws = verifier.next(drafted, chunk);
                verifierPasses++;
                for (int k = 0; k < chunk.length; k++) {
                    agreed.add(laws.get(k)[drafted[chunk[k]]]);
                    if (!agreement.accepts(laws.get(k), drafted[chunk[k]], random.candidates())) {
                        return from + k;
                    }
                }
            }
            return masked.length;
        }

        private void fillWithEnd(Prediction now) {
            for (int i : sheet.masked()) {
                sheet.write(i, end, now.p(i, end));
            }
        }
    }

    private static double agreed(List<Double> agreed, int k) {
        return k < agreed.size() ? agreed.get(k) : 0;
    }
}
