package samplerscope.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value that remembers where it was read, so that a message can name the line.
///
/// Numbers keep their digits: a seed of 64 bits and a coefficient of 17 digits come back as they were.
public sealed interface Json {

    /// Where the value stands; {@link Position#NOWHERE} for one that was made by a program.
    Position at();

    /// @param line   from 1
    /// @param column from 1
    record Position(String file, int line, int column) {

        public static final Position NOWHERE = new Position("", 0, 0);

        @Override
        public String toString() {
            return line == 0 ? file : "%s, line %d, column %d".formatted(file, line, column);
        }
    }

    /// Fields in the order of the text.
    record Obj(Map<String, Json> fields, Position at) implements Json {
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        public Optional<Json> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /// A copy with one field added at the end, or replaced where it stands.
        public Obj with(String name, Json value) {
            var changed = new LinkedHashMap<>(fields);
            changed.put(name, value);
            return new Obj(changed, at);
        }

        public Obj with(String name, String value) {
            return with(name, text(value));
        }

        public Obj with(String name, double value) {
            return with(name, number(value));
        }

        public Obj with(String name, long value) {
            return with(name, number(value));
        }

        public Obj without(String name) {
            var changed = new LinkedHashMap<>(fields);
            changed.remove(name);
            return new Obj(changed, at);
        }
    }

    record Arr(List<Json> items, Position at) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    record Text(String value, Position at) implements Json {}

    /// @param digits the literal, or `NaN`, `Infinity`, `-Infinity`, which no legal file holds
    record Num(String digits, Position at) implements Json {

        public double value() {
            return Double.parseDouble(digits);
        }

        /// The number where it is whole and fits into 64 bits; `1e3` and `4.0` are whole.
        public Optional<Long> whole() {
            try {
                return Optional.of(new BigDecimal(digits).longValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    record Flag(boolean value, Position at) implements Json {}

    record Null(Position at) implements Json {}

    static Obj object() {
        return new Obj(Map.of(), Position.NOWHERE);
    }

    static Arr array(List<? extends Json> items) {
        return new Arr(List.copyOf(items), Position.NOWHERE);
    }

    static Arr texts(List<String> items) {
        return array(items.stream().map(Json::text).toList());
    }

    static Arr numbers(List<Double> items) {
        return array(items.stream().map(Json::number).toList());
    }

    static Text text(String value) {
        return new Text(value, Position.NOWHERE);
    }

    static Flag flag(boolean value) {
        return new Flag(value, Position.NOWHERE);
    }

    static Num number(long value) {
        return new Num(Long.toString(value), Position.NOWHERE);
    }

    /// Shortest digits that give the same double; `8`, not `8.0`. What is not finite has no digits and becomes null.
    static Json number(double value) {
        if (!Double.isFinite(value)) {
            return new Null(Position.NOWHERE);
        }
        boolean whole = value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15
            && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
        return new Num(whole ? Long.toString((long) value) : Double.toString(value), Position.NOWHERE);
    }

    /// The value as canonical text: equal values give equal text. Ends without a line break.
    default String pretty() {
        return new JsonPrinter().print(this);
    }

    /// The value on one line.
    default String compact() {
        return new JsonPrinter().inline(this);
    }

    /// The value as a person calls it in a message: `'x'`, `3`, `a list of 2`.
    default String inWords() {
        return switch (this) {
            case Obj(var fields, var _) -> "an object with " + (fields.isEmpty() ? "no fields"
                : String.join(", ", new ArrayList<>(fields.keySet())));
            case Arr(var items, var _) -> "a list of " + items.size();
            case Text(String value, var _) -> "'" + value + "'";
            case Num(String digits, var _) -> digits;
            case Flag(boolean value, var _) -> Boolean.toString(value);
            case Null _ -> "null";
        };
    }
}
