package samplerscope.masked;

import java.nio.file.Path;
import java.util.List;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A predictor, or a way of opening one, that can be chosen by id.
public record MaskedModelFamily(String id, String name, String source, List<Parameter> parameters, Opener open)
    implements Family {

    public MaskedModelFamily {
        parameters = List.copyOf(parameters);
    }

    /// Makes the predictor.
    @FunctionalInterface
    public interface Opener {
        /// @param base folder that relative paths in the settings start from
        MaskedModel open(Settings settings, Path base);
    }
}
