package samplerscope.app;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How the window was arranged: what stands open, which chart is in front, where dividers are. Each part knows how to
/// read and restore itself; a value that no part takes, such as that of another version, changes nothing.
final class Arrangement {

    private record Part(Supplier<String> now, Consumer<String> restore) {}

    private final Map<String, Part> parts = new TreeMap<>();

    /// @param restore takes what `now` once gave, or anything else that stood in the file
    void part(String name, Supplier<String> now, Consumer<String> restore) {
        parts.put(name, new Part(now, restore));
    }

    /// For the settings.
    Map<String, String> now() {
        var all = new TreeMap<String, String>();
        parts.forEach((name, part) -> all.put(name, part.now().get()));
        return all;
    }

    void restore(Map<String, String> kept) {
        parts.forEach((name, part) -> {
            String value = kept.get(name);
            if (value != null) {
                part.restore().accept(value);
            }
        });
    }
}
