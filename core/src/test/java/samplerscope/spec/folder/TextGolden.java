package samplerscope.spec.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samplerscope.model.Condition;
import samplerscope.registry.Setting;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// What `assets/training/tiny_texts.py` wrote of one folder. Samples stand one behind the other.
record TextGolden(Json.Obj root) {

    static TextGolden read(String name) {
        Path file = Folders.of(name + ".json");
        return new TextGolden((Json.Obj) JsonReader.read(FileAccess.readText(file), file.toString()));
    }

    Condition.OfText condition() {
        return new Condition.OfText(text("prompt"), text("negative"));
    }

    double scale() {
        return number("scale");
    }

    Map<String, Setting> size() {
        return Map.of("height", new Setting.Num(number("height")), "width", new Setting.Num(number("width")));
    }

    List<Integer> shape() {
        var shape = new ArrayList<Integer>();
        for (double side : row(get("shape"))) {
            shape.add((int) side);
        }
        return shape;
    }

    /// By the folder of the tokenizer: tokens of the prompt, of the negative prompt, and of a text that is too long.
    Map<String, List<double[]>> tokens() {
        return rowsByName("tokens");
    }

    /// By the name of the input: values for the prompt, and for the negative prompt.
    Map<String, List<double[]>> told() {
        return rowsByName("told");
    }

    /// Signal, noise and time.
    List<double[]> levels() {
        return rows(get("levels"));
    }

    /// Of a step, with the prompt and with the negative one.
    List<double[]> outputs(int step) {
        return rows(((Json.Arr) get("outputs")).items().get(step));
    }

    List<double[]> states() {
        return rows(get("states"));
    }

    /// The first sample, decoded.
    double[] picture() {
        return rows(get("pictures")).getFirst();
    }

    private Json get(String name) {
        return root.get(name).orElseThrow();
    }

    private String text(String name) {
        return ((Json.Text) get(name)).value();
    }

    private double number(String name) {
        return ((Json.Num) get(name)).value();
    }

    private Map<String, List<double[]>> rowsByName(String name) {
        var all = new LinkedHashMap<String, List<double[]>>();
        ((Json.Obj) get(name)).fields().forEach((key, value) -> all.put(key, rows(value)));
        return all;
    }

    private static List<double[]> rows(Json json) {
        return ((Json.Arr) json).items().stream().map(TextGolden::row).toList();
    }

    private static double[] row(Json json) {
        return ((Json.Arr) json).items().stream().mapToDouble(n -> ((Json.Num) n).value()).toArray();
    }
}
