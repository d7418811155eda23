package samplerscope.registry;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Families of one kind, by id, in the order in which they were registered.
public final class Registry<F extends Family> {

    private final String kind;
    private final Map<String, F> families = new LinkedHashMap<>();

    /// @param kind what the families are, in one word, for messages: `solver`
    /// @throws IllegalArgumentException if two families share an id or one is malformed: a mistake in the program
    public Registry(String kind, Collection<? extends F> families) {
        this.kind = kind;
        for (F family : families) {
            if (!family.id().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new IllegalArgumentException("'%s' is not an id".formatted(family.id()));
            }
            if (this.families.putIfAbsent(family.id(), family) != null) {
                throw new IllegalArgumentException("two %ss are called '%s'".formatted(kind, family.id()));
            }
        }
    }

    public String kind() {
        return kind;
    }

    /// @throws UnknownIdException that lists the known ids
    public F get(String id) {
        F family = families.get(id);
        if (family == null) {
            throw new UnknownIdException(kind, id, families.keySet());
        }
        return family;
    }

    public boolean contains(String id) {
        return families.containsKey(id);
    }

    public List<F> all() {
        return List.copyOf(families.values());
    }
}
