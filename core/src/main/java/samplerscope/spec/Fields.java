package samplerscope.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object under a path, taken one by one with their types. What is not taken is unknown.
public final class Fields {

    private final String path;
    private final Json.Obj object;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(String path, Json.Obj object) {
        this.path = path;
        this.object = object;
    }

    /// @param path empty at the root
    public static Fields of(String path, Json json) {
        if (json instanceof Json.Obj object) {
            return new Fields(path, object);
        }
        throw wrong(path, json, "must be an object in braces");
    }

    String path() {
        return path;
    }

    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public Json.Obj object() {
        return object;
    }

    public Optional<Json> take(String name) {
        known.add(name);
        return object.get(name);
    }

    public Json need(String name) {
        return take(name).orElseThrow(() -> new SpecException(object.at(), path(name),
            "%s is missing".formatted(path(name)), "add it"));
    }

    public Fields needFields(String name) {
        return of(path(name), need(name));
    }

    public List<Json> needList(String name) {
        return list(path(name), need(name));
    }

    public String needText(String name) {
        return text(path(name), need(name));
    }

    public double needReal(String name) {
        return real(path(name), need(name), -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    public long needWhole(String name, long min, long max) {
        return whole(path(name), need(name), min, max);
    }

    public int whole(String name, int standard, int min, int max) {
        return take(name).map(json -> (int) whole(path(name), json, min, max)).orElse(standard);
    }

    public boolean flagOr(String name, boolean standard) {
        return take(name).map(json -> flag(path(name), json)).orElse(standard);
    }

    /// Fields that nobody took.
    ///
    /// @throws SpecException for the first of them
    public void nothingElse() {
        object.fields().forEach((name, json) -> {
            if (!known.contains(name)) {
                throw new SpecException(json.at(), path(name), "'%s' is no field here".formatted(path(name)),
                    "the fields are " + String.join(", ", known));
            }
        });
    }

    public static List<Json> list(String path, Json json) {
        if (json instanceof Json.Arr(var items, var _)) {
            return items;
        }
        throw wrong(path, json, "must be a list in square brackets");
    }

    public static String text(String path, Json json) {
        if (json instanceof Json.Text(String value, var _)) {
            return value;
        }
        throw wrong(path, json, "must be a text in quotes");
    }

    public static double real(String path, Json json, double min, double max) {
        if (json instanceof Json.Num n && Double.isFinite(n.value()) && n.value() >= min && n.value() <= max) {
            return n.value();
        }
        throw wrong(path, json, max == Double.MAX_VALUE ? "must be a finite number"
            : "must be a number from %s to %s".formatted(Json.number(min).compact(), Json.number(max).compact()));
    }

    public static long whole(String path, Json json, long min, long max) {
        Optional<Long> value = json instanceof Json.Num n ? n.whole() : Optional.empty();
        return value.filter(n -> n >= min && n <= max).orElseThrow(
            () -> wrong(path, json, "must be a whole number from %d to %d".formatted(min, max)));
    }

    public static boolean flag(String path, Json json) {
        if (json instanceof Json.Flag(boolean value, var _)) {
            return value;
        }
        throw wrong(path, json, "must be true or false");
    }

    /// The one of some values that a text names.
    public static <E> E word(String path, Json json, E[] values, Function<E, String> word) {
        return Arrays.stream(values).filter(v -> word.apply(v).equals(text(path, json))).findFirst().orElseThrow(
            () -> wrong(path, json, "must be one of "
                + String.join(", ", Arrays.stream(values).map(word).toList())));
    }

    public static SpecException wrong(String path, Json json, String remedy) {
        return new SpecException(json.at(), path,
            "%s is %s".formatted(path.isEmpty() ? "the file" : path, json.inWords()), "it " + remedy);
    }

    /// The value at a path such as `solvers[3].eta`, or the nearest one around it.
    static Json find(Json root, String place) {
        Json here = root;
        for (String part : parts(place)) {
            Json next = child(here, part);
            if (next == null) {
                return here;
            }
            here = next;
        }
        return here;
    }

    private static @Nullable Json child(Json json, String part) {
        return switch (json) {
            case Json.Obj object -> object.get(part).orElse(null);
            case Json.Arr(var items, var _) when part.matches("\\d{1,9}") && Integer.parseInt(part) < items.size() ->
                items.get(Integer.parseInt(part));
            case Json.Arr _, Json.Text _, Json.Num _, Json.Flag _, Json.Null _ -> null;
        };
    }

    private static List<String> parts(String place) {
        var parts = new ArrayList<String>();
        for (String part : place.split("[.\\[\\]]+")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }
}
