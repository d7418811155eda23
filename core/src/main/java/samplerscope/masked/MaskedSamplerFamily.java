package samplerscope.masked;

import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A way of uncovering a canvas that can be chosen by id. Adding one is a file, a line in the list of those that ship,
/// and a test.
public record MaskedSamplerFamily(String id, String name, String source, List<Parameter> parameters,
                                  Function<Settings, MaskedSampler> create) implements Family {
    public MaskedSamplerFamily {
        parameters = List.copyOf(parameters);
    }
}
