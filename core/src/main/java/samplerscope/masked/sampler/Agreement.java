package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import samplerscope.masked.Ranking;
import samplerscope.registry.Parameter;

/// When an autoregressive model agrees with a drafted token.
///
/// Source: the authors' code of Hu et al. 2025, arXiv:2505.21467.
public enum Agreement {
    /// It would have said the same.
    ARGMAX,
    /// The draft is among its five most probable.
    TOP,
    /// Among its two most probable, and at least half as probable as the first.
    RELATIVE,
    /// More probable than 0.1.
    THRESHOLD,
    /// With the probability that it gives the draft.
    STOCHASTIC;

    private static final int FEW = 5;
    private static final double HALF = 0.5;
    private static final double LEAST = 0.1;

    static final Parameter PARAMETER = Parameter.oneOf("agreement", "agreement",
        "when the autoregressive model accepts a draft", Arrays.stream(values())
            .map(a -> a.name().toLowerCase(Locale.ROOT)).toArray(String[]::new));

    static Agreement named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// @param law   of the autoregressive model, shape [V]
    /// @param draws for {@link #STOCHASTIC}, which takes one uniform
    boolean accepts(double[] law, int draft, RandomGenerator draws) {
        return switch (this) {
            case ARGMAX -> rank(law, draft) == 0;
            case TOP -> rank(law, draft) < FEW;
            case RELATIVE -> rank(law, draft) < 2 && law[draft] >= HALF * Arrays.stream(law).max().orElseThrow();
            case THRESHOLD -> law[draft] > LEAST;
            case STOCHASTIC -> draws.nextDouble() < law[draft];
        };
    }

    private static int rank(double[] law, int draft) {
        int[] ranked = Ranking.top(IntStream.range(0, law.length).toArray(), law.length, v -> law[v]);
        return IntStream.range(0, ranked.length).filter(k -> ranked[k] == draft).findFirst().orElseThrow();
    }
}
