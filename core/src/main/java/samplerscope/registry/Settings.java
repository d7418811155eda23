package samplerscope.registry;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The settings of one chosen family, complete and legal: what was given, and the defaults for the rest.
///
/// Immutable; iterates in the order of ids, so that equal settings print the same.
public final class Settings {

    private final Map<String, Setting> values;

    private Settings(Map<String, Setting> values) {
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /// Fills in defaults and checks every value.
    ///
    /// @param place how a file names the choice, for messages: `solvers[3]`
    /// @throws InvalidParameterException for an unknown name, an illegal value, or a missing one without default
    public static Settings of(String place, List<Parameter> parameters, Map<String, Setting> given) {
        var values = new TreeMap<String, Setting>();
        for (Parameter p : parameters) {
            Setting value = given.containsKey(p.id()) ? given.get(p.id()) : p.standard().orElseThrow(
                () -> new InvalidParameterException(place + "." + p.id(), null, "must be given: " + p.help()));
            p.check(place + "." + p.id(), value);
            values.put(p.id(), value);
        }
        for (var entry : given.entrySet()) {
            if (!values.containsKey(entry.getKey())) {
                String known = parameters.isEmpty() ? "takes no settings"
                    : "knows only " + String.join(", ", parameters.stream().map(Parameter::id).toList());
                throw new InvalidParameterException(place + "." + entry.getKey(), entry.getValue(),
                    "is not a setting here, which " + known);
            }
        }
        return new Settings(values);
    }

    public double number(String id) {
        return ((Setting.Num) value(id)).value();
    }

    public int whole(String id) {
        return (int) number(id);
    }

    public String word(String id) {
        return ((Setting.Word) value(id)).value();
    }

    public boolean flag(String id) {
        return ((Setting.Flag) value(id)).value();
    }

    public List<Double> numbers(String id) {
        return ((Setting.Numbers) value(id)).values();
    }

    private Setting value(String id) {
        if (!values.containsKey(id)) {
            throw new IllegalArgumentException("no parameter is called " + id);
        }
        return values.get(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
