package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Stops asking when the entropies prove that the rest can be filled at once: `sum H_i - max H_i <= bound` over all that is
/// hidden. The left side bounds the total correlation of what is drawn, so an exit adds at most `bound` to the divergence
/// from the model's law; a mean margin proves nothing of the kind, since it hides one bad position.
///
/// Source: ours; the bound is that of Ben-Hamu et al. 2025, arXiv:2505.24857.
///
/// @param base  that is cut short
/// @param bound `gamma >= 0`, nats
public record CertificateExit(ExitingBase base, double bound) implements LeavingEarly {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("certificate-exit", "Exit with a certificate",
        "ours: the bound of Ben-Hamu et al. 2025, arXiv:2505.24857, over all that is hidden",
        Stream.concat(ExitingBase.PARAMETERS.stream(), Stream.of(
            Parameter.real("bound", "bound", "on the total correlation of what is filled, nats", 0.1, 0, 1000))).toList(),
        s -> new CertificateExit(ExitingBase.of(s), s.number("bound")));

    public CertificateExit {
        Checked.atLeast("bound", bound, 0);
    }

    @Override
    public boolean drawsAsItSays() {
        return base.temperature() == 1;
    }

    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        return base.begin(exit(), start, model, random);
    }

    @Override
    public ExitRule exit() {
        return (_, _) -> this::decision;
    }

    private ExitRule.Decision decision(ExitRule.Moment moment) {
        double[] entropies = Arrays.stream(moment.masked()).mapToDouble(moment.now()::entropy).toArray();
        double certificate = Arrays.stream(entropies).sum() - Arrays.stream(entropies).max().orElseThrow();
        return new ExitRule.Decision(Ranking.quantised(certificate) <= bound,
            new ExitReplay.Compared("sum H - max H, nats", certificate, bound), Map.of("certificate", certificate, "bound", bound));
    }
}
