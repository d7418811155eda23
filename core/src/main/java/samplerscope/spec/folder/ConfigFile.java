package samplerscope.spec.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import samplerscope.SamplerscopeException;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// A config of a model folder: optional fields by name, with an error that names file, line and field for a wrong one.
/// A `null` counts as not given, as the programs that write these files have it.
record ConfigFile(Path file, Json.Obj fields) {

    /// @throws FolderException if the file is no JSON object
    static ConfigFile read(Path file) {
        try {
            if (JsonReader.read(FileAccess.readText(file), file.getFileName().toString()) instanceof Json.Obj object) {
                return new ConfigFile(file, object);
            }
        } catch (SamplerscopeException e) {
            throw new FolderException(file, e.happened(), e.remedy(), e);
        }
        throw new FolderException(file, "this is no object in braces", "get the folder again");
    }

    private Optional<Json> get(String name) {
        return fields.get(name).filter(json -> !(json instanceof Json.Null));
    }

    boolean has(String name) {
        return get(name).isPresent();
    }

    String text(String name, String standard) {
        return get(name).map(json -> json instanceof Json.Text(String value, var _) ? value
            : this.<String>fail(name, json, "a text in quotes")).orElse(standard);
    }

    /// A special token of a tokenizer: a text, or an object that describes it.
    Optional<String> token(String name) {
        return get(name).map(json -> json instanceof Json.Obj object ? object.get("content").orElse(json) : json)
            .map(json -> json instanceof Json.Text(String value, var _) ? value
                : this.<String>fail(name, json, "a text in quotes, or an object with 'content'"));
    }

    boolean flag(String name) {
        return get(name).map(json -> json instanceof Json.Flag(boolean value, var _) ? value
            : this.<Boolean>fail(name, json, "true or false")).orElse(false);
    }

    double number(String name, double standard) {
        return get(name).map(json -> json instanceof Json.Num n && Double.isFinite(n.value()) ? n.value()
            : this.<Double>fail(name, json, "a number")).orElse(standard);
    }

    /// A whole number above 0.
    OptionalInt count(String name) {
        return get(name).map(json -> OptionalInt.of(count(name, json))).orElse(OptionalInt.empty());
    }

    /// Whole numbers above 0: a list, or a single one.
    List<Integer> counts(String name) {
        return get(name).map(json -> json instanceof Json.Arr(var items, var _)
            ? items.stream().map(item -> count(name, item)).toList() : List.of(count(name, json))).orElse(List.of());
    }

    List<Double> numbers(String name) {
        return get(name).map(json -> json instanceof Json.Arr(var items, var _) ? items.stream()
            .map(item -> item instanceof Json.Num n ? n.value() : this.<Double>fail(name, item, "a number")).toList()
            : this.<List<Double>>fail(name, json, "a list of numbers")).orElse(List.of());
    }

    /// The texts of an object whose keys are the numbers 0, 1, 2, and so on; empty where it is not given.
    List<String> names(String name) {
        if (get(name).isEmpty()) {
            return List.of();
        }
        Map<String, Json> entries = get(name).get() instanceof Json.Obj object ? object.fields()
            : fail(name, get(name).get(), "an object from number to name");
        var names = new ArrayList<String>();
        for (int i = 0; i < entries.size(); i++) {
            if (!(entries.get(String.valueOf(i)) instanceof Json.Text(String text, var _))) {
                throw wrong(name, "it has no name for the number %d".formatted(i), "number the names from 0 on");
            }
            names.add(text);
        }
        return names;
    }

    private int count(String name, Json json) {
        return json instanceof Json.Num n && n.whole().filter(w -> w >= 1 && w <= Integer.MAX_VALUE).isPresent()
            ? n.whole().get().intValue() : this.<Integer>fail(name, json, "a whole number above 0");
    }

    private <T> T fail(String name, Json json, String expected) {
        throw wrong(name, "line %d: %s is %s".formatted(json.at().line(), name, json.inWords()),
            "it must be " + expected);
    }

    FolderException wrong(String name, String happened, String remedy) {
        return new FolderException(file, happened, "correct '%s' in the file: %s".formatted(name, remedy));
    }
}
