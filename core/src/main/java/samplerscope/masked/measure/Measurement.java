package samplerscope.masked.measure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import samplerscope.masked.MaskedWorld;

/// What many sequences of one sampler came to, against the law of a world.
///
/// @param surprise      `-log p(x | start)` a sequence, nats; the truth's mean is the entropy of the law
/// @param nllPerToken   the same for each token that was written
/// @param pathKl        conditional-independence error, nats a sequence: `KL(q || p)` where the choice of positions is a
///                      function of the state, an upper bound otherwise; empty where a sampler does not draw as it says,
///                      see {@link samplerscope.masked.MaskedSampler#drawsAsItSays}
/// @param pathEntropy   mean of `-log` of the tokens' probability along the path, nats: the entropy of the output where
///                      the path is a function of the tokens, a lower bound otherwise; empty like `pathKl`
/// @param bigram        distance of the averaged law of neighbours from the exact one; empty for prompted runs
/// @param fourApart     the same for tokens four apart
/// @param distinct      different sequences, as a share of all
/// @param mapGap        `log p` of the most probable completion less that of the sequence, nats; empty where the world
///                      cannot tell it, and where nothing is given
/// @param mapHit        share of sequences that are as probable as the most probable completion
/// @param passes        NFE a sequence
/// @param rows          rows evaluated a sequence
/// @param positions     positions computed by the model, a sequence
/// @param tokensPerPass of all sequences together
/// @param remasked      positions hidden again, a sequence
public record Measurement(Mean surprise, Mean nllPerToken, Optional<Mean> pathKl, Optional<Mean> pathEntropy,
                          Optional<PairDistance> bigram, Optional<PairDistance> fourApart, double distinct,
                          Optional<Mean> mapGap, Optional<Mean> mapHit, Mean passes, Mean rows, Mean positions,
                          double tokensPerPass, Mean remasked) {

    private static final double SAME = 1e-9;

    /// `exp` of the surprise of a token. Read it beside {@link #pathEntropy} or {@link #distinct}.
    public double perplexity() {
        return StrictMath.exp(nllPerToken.value());
    }

    /// @param distance   total variation between the averaged pair law of the sequences and the exact one
    /// @param noiseFloor the same for as many exact samples: what a perfect sampler would show
    public record PairDistance(double distance, double noiseFloor) {}

    /// @param scores   one a sequence, in order; at least one
    /// @param bestLogs `log p` of the most probable completion of each start; empty where it is not asked for
    static Measurement of(MaskedWorld world, List<SequenceScore> scores, boolean pathLaw, Optional<double[]> bestLogs,
                          Optional<PairDistance> bigram, Optional<PairDistance> fourApart) {
        double tokens = scores.stream().mapToInt(SequenceScore::written).sum();
        double passes = scores.stream().mapToInt(SequenceScore::passes).sum();
        Optional<double[]> gaps = bestLogs.map(best -> gaps(world, scores, best));
        return new Measurement(mean(scores, SequenceScore::surprise),
            mean(scores, s -> s.surprise() / StrictMath.max(1, s.written())),
            pathLaw ? Optional.of(mean(scores, SequenceScore::pathError)) : Optional.empty(),
            pathLaw ? Optional.of(mean(scores, SequenceScore::pathSurprise)) : Optional.empty(),
            bigram, fourApart, distinct(scores), gaps.map(Mean::of),
            gaps.map(g -> Mean.of(Arrays.stream(g).map(gap -> gap <= SAME ? 1 : 0).toArray())),
            mean(scores, SequenceScore::passes), mean(scores, SequenceScore::rows),
            mean(scores, SequenceScore::positions), tokens / passes, mean(scores, SequenceScore::remasked));
    }

    private static double[] gaps(MaskedWorld world, List<SequenceScore> scores, double[] best) {
        var gaps = new double[best.length];
        for (int n = 0; n < gaps.length; n++) {
            gaps[n] = best[n] - world.logMass(scores.get(n).tokens());
        }
        return gaps;
    }

    private static double distinct(List<SequenceScore> scores) {
        var seen = new HashSet<List<Integer>>();
        scores.forEach(s -> seen.add(Arrays.stream(s.tokens()).boxed().toList()));
        return (double) seen.size() / scores.size();
    }

    private static Mean mean(List<SequenceScore> scores, ToDoubleFunction<SequenceScore> of) {
        return Mean.of(scores.stream().mapToDouble(of).toArray());
    }
}
