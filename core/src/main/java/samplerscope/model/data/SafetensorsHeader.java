package samplerscope.model.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON in front of a safetensors file, which is of one fixed form: an object of objects with a type, a shape and two
/// offsets, and one object of texts. Anything else is an error.
final class SafetensorsHeader {

    private static final String METADATA = "__metadata__";

    /// @param type of the numbers, such as `F32`
    /// @param from first byte, counted from the end of the header
    /// @param to   behind the last byte
    record Entry(String type, List<Integer> shape, long from, long to) {

        /// Fits: shapes with more are refused when read.
        int numbers() {
            return shape.stream().reduce(1, (a, b) -> a * b);
        }
    }

    private final Path file;
    private final String text;
    private int at;

    private SafetensorsHeader(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /// @throws DataException if the header is not of that form
    static Map<String, Entry> read(Path file, String text) {
        try {
            return new SafetensorsHeader(file, text).entries();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw SafetensorsFile.damaged(file, "its header ends too early or has a number that is none");
        }
    }

    private Map<String, Entry> entries() {
        var entries = new LinkedHashMap<String, Entry>();
        object(name -> {
            if (name.equals(METADATA)) {
                object(_ -> string());
            } else {
                entries.put(name, entry());
            }
        });
        return entries;
    }

    private Entry entry() {
        var type = new String[] {""};
        var shape = new ArrayList<Integer>();
        var offsets = new ArrayList<Long>();
        object(field -> {
            switch (field) {
                case "dtype" -> type[0] = string();
                case "shape" -> numbers().forEach(n -> shape.add((int) StrictMath.min(n, Integer.MAX_VALUE)));
                case "data_offsets" -> offsets.addAll(numbers());
                default -> throw wrong("a field '%s'".formatted(field));
            }
        });
        if (offsets.size() != 2 || shape.stream().mapToDouble(n -> n).reduce(1, (a, b) -> a * b) > Integer.MAX_VALUE) {
            throw wrong("a tensor of the shape %s with %d offsets".formatted(shape, offsets.size()));
        }
        return new Entry(type[0], List.copyOf(shape), offsets.getFirst(), offsets.getLast());
    }

    /// What to do at the value behind a name.
    private interface Value {
        void read(String name);
    }

    private void object(Value value) {
        expect('{');
        for (char end = next(); end != '}'; end = next()) {
            if (end == ',') {
                at++;
                continue;
            }
            String name = string();
            expect(':');
            value.read(name);
        }
        at++;
    }

    private List<Long> numbers() {
        var numbers = new ArrayList<Long>();
        expect('[');
        for (char end = next(); end != ']'; end = next()) {
            if (end == ',') {
                at++;
                continue;
            }
            int from = at;
            while (Character.isDigit(text.charAt(at))) {
                at++;
            }
            numbers.add(Long.parseLong(text, from, at, 10));
        }
        at++;
        return numbers;
    }

    private String string() {
        expect('"');
        var string = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            string.append(c != '\\' ? c : escaped());
        }
        return string.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> c;
        };
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw wrong("'%s' where %s is expected".formatted(text.charAt(at), wanted));
        }
        at++;
    }

    /// The next character that is no space.
    private char next() {
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.charAt(at);
    }

    private DataException wrong(String what) {
        return SafetensorsFile.damaged(file, "its header has " + what);
    }
}
