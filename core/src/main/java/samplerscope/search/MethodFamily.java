package samplerscope.search;

import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A search method that can be chosen by id.
///
/// @param asks whether candidates are evaluated one after the other; otherwise a formula gives the schedule at once
public record MethodFamily(String id, String name, String source, List<Parameter> parameters, boolean asks,
                           Function<Settings, SearchMethod> create) implements Family {
    public MethodFamily {
        parameters = List.copyOf(parameters);
    }
}
