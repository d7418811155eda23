package samplerscope.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import samplerscope.spec.Json;

/// The options of a published sampler, as it names them, with its own defaults for those that are not given.
///
/// Asking with a default is how a reader states what the program would do.
///
/// @param owner  how messages call the sampler
/// @param fields as given
public record Options(String owner, Json.Obj fields) {

    private Optional<Json> get(String name) {
        return fields.get(name).filter(json -> !(json instanceof Json.Null));
    }

    public boolean has(String name) {
        return get(name).isPresent();
    }

    public boolean flag(String name, boolean standard) {
        return get(name).map(json -> switch (json) {
            case Json.Flag(boolean value, var _) -> value;
            default -> throw wrong(name, json, "true or false");
        }).orElse(standard);
    }

    public double number(String name, double standard) {
        return get(name).map(json -> number(name, json)).orElse(standard);
    }

    public int whole(String name, int standard) {
        return get(name).map(json -> json instanceof Json.Num n && n.whole().filter(Options::fits).isPresent()
            ? n.whole().get().intValue() : this.<Integer>fail(name, json, "a whole number")).orElse(standard);
    }

    public String text(String name, String standard) {
        return get(name).map(json -> json instanceof Json.Text(String value, var _) ? value
            : this.<String>fail(name, json, "a text in quotes")).orElse(standard);
    }

    private static boolean fits(long whole) {
        return whole == (int) whole;
    }

    /// A list of numbers, nested lists joined in order; empty where the option is not given.
    public Optional<double[]> numbers(String name) {
        return get(name).map(json -> flat(name, json));
    }

    /// A list of lists of numbers.
    public Optional<double[][]> rows(String name) {
        return get(name).map(json -> json instanceof Json.Arr(var items, var _)
            ? items.stream().map(item -> flat(name, item)).toArray(double[][]::new) : fail(name, json, "a list"));
    }

    /// The object that an option holds; an empty one where it is not given.
    public Options inner(String name) {
        return new Options(owner + "." + name, get(name).map(json -> json instanceof Json.Obj object ? object
            : this.<Json.Obj>fail(name, json, "an object in braces")).orElse(Json.object()));
    }

    /// @throws UnknownOptionException if there are other options than these, so that none is ignored unnoticed
    public Options knowingOnly(String... names) {
        return knowingOnly(List.of(names));
    }

    /// @throws UnknownOptionException if there are other options than these, so that none is ignored unnoticed
    public Options knowingOnly(List<String> names) {
        Set<String> unknown = new TreeSet<>(fields.fields().keySet());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new UnknownOptionException("%s has the option %s, which is not known here".formatted(
                owner, String.join(", ", unknown)), "remove it, or report it with the file");
        }
        return this;
    }

    private double[] flat(String name, Json json) {
        List<Double> numbers = new ArrayList<>();
        collect(name, json, numbers);
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void collect(String name, Json json, List<Double> into) {
        if (json instanceof Json.Arr(var items, var _)) {
            items.forEach(item -> collect(name, item, into));
        } else {
            into.add(number(name, json));
        }
    }

    private double number(String name, Json json) {
        return switch (json) {
            case Json.Num n -> n.value();
            // Writers of JSON without infinities spell them as text.
            case Json.Text(String word, var _) when List.of("inf", "Infinity").contains(word) ->
                Double.POSITIVE_INFINITY;
            case Json.Text(String word, var _) when List.of("-inf", "-Infinity").contains(word) ->
                Double.NEGATIVE_INFINITY;
            default -> throw wrong(name, json, "a number");
        };
    }

    private <T> T fail(String name, Json json, String expected) {
        throw wrong(name, json, expected);
    }

    private UnknownOptionException wrong(String name, Json json, String expected) {
        String where = json.at().file().isEmpty() ? owner : json.at() + ": " + owner;
        return UnknownOptionException.of(where, name, json.inWords(), "it must be " + expected);
    }
}
