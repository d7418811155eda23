package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.sampler.BuiltInMaskedSamplers;
import samplerscope.masked.world.BuiltInMaskedModels;
import samplerscope.registry.Registry;
import samplerscope.spec.folder.MaskedNetworks;

/// Everything of masked diffusion that can be chosen by id.
public record MaskedCatalog(Registry<MaskedModelFamily> models, Registry<MaskedSamplerFamily> samplers) {

    /// What ships with the program.
    public static MaskedCatalog standard() {
        return standard(Home.assets());
    }

    /// @param assets folder of the bundled models
    public static MaskedCatalog standard(Path assets) {
        var models = new ArrayList<>(BuiltInMaskedModels.families());
        models.addAll(MaskedNetworks.families(assets));
        return new MaskedCatalog(new Registry<>("masked model", models),
            new Registry<>("masked sampler", BuiltInMaskedSamplers.families()));
    }
}
