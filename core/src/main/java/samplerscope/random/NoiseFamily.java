package samplerscope.random;

import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A source of initial noise that can be chosen by id.
public record NoiseFamily(String id, String name, String source, List<Parameter> parameters,
                          Function<Settings, NoiseSource> create) implements Family {
    public NoiseFamily {
        parameters = List.copyOf(parameters);
    }
}
