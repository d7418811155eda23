package samplerscope.masked.sampler;

import java.util.List;
import samplerscope.masked.MaskedSamplerFamily;

/// The samplers of masked diffusion that ship with the program, in the order of their lists.
public final class BuiltInMaskedSamplers {

    private BuiltInMaskedSamplers() {}

    public static List<MaskedSamplerFamily> families() {
        return List.of(Klass.FAMILY, Saber.FAMILY, Sched.FAMILY, Prophet.FAMILY, CertificateExit.FAMILY, InfoGain.FAMILY,
            Guided.FAMILY, SelfSpeculation.FAMILY, DependenceBounded.FAMILY, Lsd.FAMILY, BetaParallel.FAMILY,
            Adjust.FAMILY);
    }
}
