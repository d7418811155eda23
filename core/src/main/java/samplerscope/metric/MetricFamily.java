package samplerscope.metric;

import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A metric that can be chosen by id.
public record MetricFamily(String id, String name, String source, List<Parameter> parameters,
                           Function<Settings, Metric> create) implements Family {
    public MetricFamily {
        parameters = List.copyOf(parameters);
    }
}
