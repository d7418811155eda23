package samplerscope.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Changes single fields of a spec by their path, as in `grid.steps=8`.
public final class SpecEdit {

    /// What is a text even where it reads like a number.
    private static final Set<String> PROMPTS = Set.of("guidance.prompt", "guidance.negative", "prompt");

    private SpecEdit() {}

    /// The spec with some fields changed, checked as if it had been read.
    ///
    /// A thing that stood as a bare id becomes an object when it is given a setting: `grid=karras` takes all defaults,
    /// `grid.id=karras` keeps the settings. `solvers=ddim,heun` names one per step. `model=mine.csv` makes a model of a
    /// file or folder of data.
    ///
    /// @param assignments `path=value`; a value that is no JSON is a text
    /// @throws SpecException that names the assignment
    public static RunSpec.Denoise apply(RunSpec.Denoise spec, List<String> assignments, SpecReader reader) {
        Json.Obj json = SpecWriter.json(spec);
        for (String assignment : assignments) {
            json = set(json, assignment, (path, value) -> path.equals("model") && value instanceof Json.Text(var word,
                var at)
                ? at(SpecWriter.choice(ModelChoice.of(word, reader.catalog())), at) : value);
        }
        return assignments.isEmpty() ? spec : reader.read(json);
    }

    /// The same for a spec of masked diffusion: `sampler.threshold=0.9`, `prompt=ab__c`.
    ///
    /// @throws SpecException that names the assignment
    public static RunSpec.Unmask apply(RunSpec.Unmask spec, List<String> assignments, MaskedCatalog catalog) {
        return assignments.isEmpty() ? spec : UnmaskText.read(set(UnmaskText.json(spec), assignments), catalog);
    }

    /// Any object with some fields changed; nothing is checked but that the paths lead somewhere.
    ///
    /// @throws SpecException that names the assignment
    static Json.Obj set(Json.Obj json, List<String> assignments) {
        Json.Obj changed = json;
        for (String assignment : assignments) {
            changed = set(changed, assignment, (_, value) -> value);
        }
        return changed;
    }

    /// What a word stands for where an assignment gives it.
    private interface Reading {
        Json of(String path, Json value);
    }

    private static Json.Obj set(Json.Obj json, String assignment, Reading reading) {
        int equals = assignment.indexOf('=');
        var at = new Json.Position("--set " + assignment, 0, 0);
        if (equals < 1) {
            throw new SpecException(at, "", "there is no = behind a path", "write it as grid.steps=8");
        }
        String path = assignment.substring(0, equals).strip();
        Json value = value(path, assignment.substring(equals + 1).strip(), at);
        return (Json.Obj) set(json, List.of(path.split("[.\\[\\]]+")), path, reading.of(path, value));
    }

    private static Json value(String path, String text, Json.Position at) {
        if (PROMPTS.contains(path) && !text.startsWith("\"")) {
            return new Json.Text(text, at);
        }
        Json value;
        try {
            value = at(JsonReader.read(text, ""), at);
        } catch (SpecException e) {
            value = new Json.Text(text, at);
        }
        if (path.equals("solvers") && value instanceof Json.Text(String ids, var _)) {
            return new Json.Arr(Arrays.stream(ids.split(",")).<Json>map(id -> new Json.Text(id.strip(), at)).toList(),
                at);
        }
        return value;
    }

    /// The same value, everywhere at one position.
    private static Json at(Json json, Json.Position at) {
        return switch (json) {
            case Json.Obj(var fields, var _) -> {
                Json.Obj object = new Json.Obj(Map.of(), at);
                for (var entry : fields.entrySet()) {
                    object = object.with(entry.getKey(), at(entry.getValue(), at));
                }
                yield object;
            }
            case Json.Arr(var items, var _) -> new Json.Arr(items.stream().map(item -> at(item, at)).toList(), at);
            case Json.Text(String text, var _) -> new Json.Text(text, at);
            case Json.Num(String digits, var _) -> new Json.Num(digits, at);
            case Json.Flag(boolean flag, var _) -> new Json.Flag(flag, at);
            case Json.Null _ -> new Json.Null(at);
        };
    }

    private static Json set(Json here, List<String> path, String whole, Json value) {
        if (path.isEmpty()) {
            return value;
        }
        String name = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        return switch (here) {
            case Json.Obj object -> object.with(name, set(object.get(name).orElse(value), rest, whole, value));
            case Json.Arr(var items, var at) when name.matches("\\d{1,9}") && Integer.parseInt(name) < items.size() -> {
                var changed = new ArrayList<>(items);
                int index = Integer.parseInt(name);
                changed.set(index, set(items.get(index), rest, whole, value));
                yield new Json.Arr(changed, at);
            }
            case Json.Text(String id, var at) ->
                set(new Json.Obj(Map.of("id", new Json.Text(id, at)), at), path, whole, value);
            case Json.Arr _, Json.Num _, Json.Flag _, Json.Null _ -> throw new SpecException(value.at(), whole,
                "there is no '%s' in %s".formatted(name, here.inWords()), "see the paths in `samplerscope spec check`");
        };
    }
}
