package samplerscope.masked.sampler;

import java.util.List;
import samplerscope.masked.MaskedSamplerFamily;

/// The samplers of masked diffusion that ship with the program, in the order of their lists.
public final class BuiltInMaskedSamplers {

    private BuiltInMaskedSamplers() {}

    public static List<MaskedSamplerFamily> families() {
        return List.of();
    }
}
