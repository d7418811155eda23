package samplerscope.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.registry.Setting;

/// A registered thing by id, with the settings that were given; the rest take their defaults.
public record Choice(String id, Map<String, Setting> settings) {

    public Choice {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    public static Choice of(String id) {
        return new Choice(id, Map.of());
    }

    public Choice with(String setting, Setting value) {
        var changed = new TreeMap<>(settings);
        changed.put(setting, value);
        return new Choice(id, changed);
    }

    public Choice with(String setting, double value) {
        return with(setting, new Setting.Num(value));
    }
}
