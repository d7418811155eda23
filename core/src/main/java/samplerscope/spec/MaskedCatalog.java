package samplerscope.spec;

import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.sampler.BuiltInMaskedSamplers;
import samplerscope.masked.world.BuiltInMaskedModels;
import samplerscope.registry.Registry;

/// Everything of masked diffusion that can be chosen by id.
public record MaskedCatalog(Registry<MaskedModelFamily> models, Registry<MaskedSamplerFamily> samplers) {

    /// What ships with the program.
    public static MaskedCatalog standard() {
        return new MaskedCatalog(new Registry<>("masked model", BuiltInMaskedModels.families()),
            new Registry<>("masked sampler", BuiltInMaskedSamplers.families()));
    }
}
