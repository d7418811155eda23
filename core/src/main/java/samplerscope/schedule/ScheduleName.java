package samplerscope.schedule;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// A registered schedule by id, with the settings that differ from its standard ones: what a spec calls it.
public record ScheduleName(String id, Map<String, Setting> settings) {

    public ScheduleName {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /// @throws samplerscope.registry.UnknownIdException         if there is no such schedule
    /// @throws samplerscope.registry.InvalidParameterException for a setting that it does not take
    public NoiseSchedule schedule() {
        ScheduleFamily family = new Registry<>("schedule", BuiltInSchedules.families()).get(id);
        return family.create().apply(Settings.of(id, family.parameters(), settings));
    }
}
