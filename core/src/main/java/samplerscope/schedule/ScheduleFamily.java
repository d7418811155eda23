package samplerscope.schedule;

import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// A noise schedule that can be chosen by id.
public record ScheduleFamily(String id, String name, String source, List<Parameter> parameters,
                             Function<Settings, NoiseSchedule> create) implements Family {
    public ScheduleFamily {
        parameters = List.copyOf(parameters);
    }
}
