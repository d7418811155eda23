package samplerscope.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A model, or a way of making one from a file, that can be chosen by id.
///
/// @param summary what is known before it is opened; empty where that depends on the settings
public record ModelFamily(String id, String name, String source, List<Parameter> parameters, Opener open,
                          Optional<ModelSummary> summary) implements Family {

    public ModelFamily {
        parameters = List.copyOf(parameters);
    }

    /// A family of which nothing is known before settings are given.
    public ModelFamily(String id, String name, String source, List<Parameter> parameters, Opener open) {
        this(id, name, source, parameters, open, Optional.empty());
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
            (_, _) -> model, Optional.of(ModelSummary.of(model)));
    }
}
