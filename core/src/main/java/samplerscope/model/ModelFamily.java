package samplerscope.model;

import java.nio.file.Path;
import java.util.List;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A model, or a way of making one from a file, that can be chosen by id.
public record ModelFamily(String id, String name, String source, List<Parameter> parameters, Opener open)
    implements Family {

    public ModelFamily {
        parameters = List.copyOf(parameters);
    }

    /// Makes the model.
    @FunctionalInterface
    public interface Opener {
        /// @param base folder that relative paths in the settings start from
        Model open(Settings settings, Path base);
    }

    /// A family without parameters.
    public static ModelFamily of(Model model) {
        return new ModelFamily(model.card().id(), model.card().name(), model.card().source(), List.of(),
            (_, _) -> model);
    }
}
