package samplerscope.spec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Prints JSON as a person would: what fits on a line stays on it, the rest is indented by two.
final class JsonPrinter {

    private static final int WIDTH = 100;

    String print(Json json) {
        return print(json, 0, 0);
    }

    private String print(Json json, int indent, int before) {
        String line = inline(json);
        boolean fits = indent > 0 && indent + before + line.length() <= WIDTH;
        return switch (json) {
            case Json.Obj(var fields, var _) when !fits && !fields.isEmpty() -> {
                List<String> lines = new ArrayList<>();
                fields.forEach((name, value) -> lines.add(
                    quote(name) + ": " + print(value, indent + 2, name.length() + 5)));
                yield block("{", lines, "}", indent);
            }
            case Json.Arr(var items, var _) when !fits && !items.isEmpty() ->
                block("[", items.stream().map(item -> print(item, indent + 2, 1)).toList(), "]", indent);
            case Json.Obj _, Json.Arr _, Json.Text _, Json.Num _, Json.Flag _, Json.Null _ -> line;
        };
    }

    private static String block(String open, List<String> lines, String close, int indent) {
        String margin = "\n" + " ".repeat(indent);
        return open + margin + "  " + String.join("," + margin + "  ", lines) + margin + close;
    }

    String inline(Json json) {
        return switch (json) {
            case Json.Obj(var fields, var _) -> fields.entrySet().stream()
                .map(e -> quote(e.getKey()) + ": " + inline(e.getValue())).collect(Collectors.joining(", ", "{", "}"));
            case Json.Arr(var items, var _) -> items.stream().map(this::inline)
                .collect(Collectors.joining(", ", "[", "]"));
            case Json.Text(String value, var _) -> quote(value);
            case Json.Num(String digits, var _) -> digits;
            case Json.Flag(boolean value, var _) -> Boolean.toString(value);
            case Json.Null _ -> "null";
        };
    }

    private static String quote(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
