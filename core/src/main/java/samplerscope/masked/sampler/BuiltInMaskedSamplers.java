package samplerscope.masked.sampler;

import java.util.List;
import samplerscope.masked.MaskedSamplerFamily;

/// The samplers of masked diffusion that ship with the program, in the order of their lists.
public final class BuiltInMaskedSamplers {

    private BuiltInMaskedSamplers() {}

    public static List<MaskedSamplerFamily> families() {
        return List.of(
            FixedCount.RANDOM,
            FixedCount.CONFIDENCE,
            FixedCount.ENTROPY,
            FixedCount.MARGIN,
            FixedCount.LEFT_TO_RIGHT,
            FixedCount.POSITION_WEIGHTED,
            Llada.FAMILY,
            Threshold.FAMILY,
            Factor.FAMILY,
            Threshold.PREFIX_CACHE,
            Threshold.DUAL_CACHE,
            FixedCount.FREE_CACHE,
            EntropyBounded.FAMILY,
            EntropyThreshold.FAMILY,
            EntropyThreshold.DPARALLEL,
            Dilated.FAMILY,
            Bisection.FAMILY,
            Ancestral.FAMILY,
            TauLeaping.EULER,
            TauLeaping.TWEEDIE,
            FirstHitting.FAMILY,
            Remdm.FAMILY,
            Remdm.LOOP,
            Remdm.FORWARD_BACKWARD,
            Gibbs.FAMILY,
            Gibbs.BLOCKED,
            Gibbs.METROPOLIS,
            Klass.FAMILY,
            Saber.FAMILY,
            Sched.FAMILY,
            Prophet.FAMILY,
            CertificateExit.FAMILY,
            InfoGain.FAMILY,
            Guided.FAMILY,
            Autoregressive.FAMILY,
            SelfSpeculation.FAMILY,
            DependenceBounded.FAMILY,
            Lsd.FAMILY,
            BetaParallel.FAMILY,
            Adjust.FAMILY);
    }
}
