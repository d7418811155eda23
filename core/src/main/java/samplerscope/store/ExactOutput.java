package samplerscope.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.law.OutputLaw;
import samplerscope.masked.sampler.UnknownLawException;
import samplerscope.metric.Estimate;
import samplerscope.spec.ResolvedMasked;

/// What a sampler writes on a small world as probabilities, without samples.
///
/// @param written positions that were hidden at the start
/// @param draws   of what the sampler draws before its first step; 1 where it draws nothing, and all is exact
public record ExactOutput(OutputLaw law, int written, int draws) {

    private static final int MANY = 64;

    /// @throws UnknownLawException                          if model or sampler cannot say
    /// @throws samplerscope.masked.law.WorldTooLargeException if there are too many canvases
    public static ExactOutput of(ResolvedMasked run) {
        if (!(run.model().predictor() instanceof MaskedWorld world)) {
            throw new UnknownLawException("no law of model '%s' is known".formatted(run.spec().model().id()),
                "take an exact world such as chain-a");
        }
        if (!(run.sampler() instanceof PlannedSampler sampler)) {
            throw new UnknownLawException("sampler '%s' does not plan its steps".formatted(run.spec().sampler().id()),
                "leave out --exact, and measure with samples");
        }
        int written = Canvas.masked(run.start());
        long seed = run.spec().seed();
        OutputLaw one = OutputLaw.averaged(sampler, world, run.start(), 1, seed);
        OutputLaw other = OutputLaw.averaged(sampler, world, run.start(), 1, seed + 1);
        return Arrays.equals(one.output(), other.output()) ? new ExactOutput(one, written, 1)
            : new ExactOutput(OutputLaw.averaged(sampler, world, run.start(), MANY, seed), written, MANY);
    }

    /// By name; infinite where the sampler cannot write what the world can, or the other way round.
    public Map<String, Estimate> metrics() {
        var metrics = new LinkedHashMap<String, Estimate>();
        metrics.put("kl-missed", estimate(law.missed(), "nats"));
        metrics.put("kl-made-up", estimate(law.invented(), "nats"));
        metrics.put("total-variation", estimate(law.totalVariation(), ""));
        metrics.put("entropy", estimate(law.entropy(), "nats"));
        metrics.put("nll-per-token", estimate(law.surprise(StrictMath.max(1, written)), "nats per token"));
        metrics.put("passes", estimate(law.passes(), "passes per sequence"));
        return metrics;
    }

    private Estimate estimate(double value, String unit) {
        return new Estimate(value, draws == 1 ? 0 : Double.NaN, draws, unit);
    }
}
