package samplerscope.registry;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One thing that can be set on a family: feeds the generated form, the JSON reader and the help text.
///
/// @param id   stable, lower case with hyphens
/// @param name label in a form
/// @param help one sentence with unit or formula
/// @param kind what values are legal, and the default
public record Parameter(String id, String name, String help, Kind kind) {

    public sealed interface Kind {
        /// A number in `[min, max]`; `logarithmic` asks for a log slider.
        record Real(double standard, double min, double max, boolean logarithmic) implements Kind {
            public Real {
                ordered(standard, min, max);
                if (logarithmic && min <= 0) {
                    throw new IllegalArgumentException("a logarithmic parameter starts at " + min);
                }
            }
        }

        /// A whole number in `[min, max]`.
        ///
        /// @param stride what a slider moves by, where few of the numbers between are of use; any can be typed
        record Whole(int standard, int min, int max, int stride) implements Kind {
            public Whole {
                ordered(standard, min, max);
                if (stride < 1) {
                    throw new IllegalArgumentException("a slider that moves by " + stride);
                }
            }
        }

        /// One of a few words; the first is the default.
        record OneOf(List<String> words) implements Kind {
            public OneOf {
                words = List.copyOf(words);
                if (words.isEmpty()) {
                    throw new IllegalArgumentException("a choice without words");
                }
            }
        }

        record Switch(boolean standard) implements Kind {}

        /// A list of numbers, in the order that matters to the family; the empty list is the default where the family
        /// can do without.
        record Numbers(String meaning, boolean optional) implements Kind {}

        /// A file or folder, relative to the file that names it or absolute; `extensions` without the dot.
        record Path(List<String> extensions) implements Kind {
            public Path {
                extensions = List.copyOf(extensions);
            }
        }
    }

    private static void ordered(double standard, double min, double max) {
        if (!(min <= standard) || !(standard <= max)) {
            throw new IllegalArgumentException("the default %s is not in [%s, %s]".formatted(standard, min, max));
        }
    }

    public static Parameter real(String id, String name, String help, double standard, double min, double max) {
        return new Parameter(id, name, help, new Kind.Real(standard, min, max, false));
    }

    public static Parameter logReal(String id, String name, String help, double standard, double min, double max) {
        return new Parameter(id, name, help, new Kind.Real(standard, min, max, true));
    }

    public static Parameter whole(String id, String name, String help, int standard, int min, int max) {
        return strided(id, name, help, standard, min, max, 1);
    }

    /// A whole number that a slider moves by `stride`.
    public static Parameter strided(String id, String name, String help, int standard, int min, int max, int stride) {
        return new Parameter(id, name, help, new Kind.Whole(standard, min, max, stride));
    }

    public static Parameter oneOf(String id, String name, String help, String... words) {
        return new Parameter(id, name, help, new Kind.OneOf(List.of(words)));
    }

    public static Parameter onOff(String id, String name, String help, boolean standard) {
        return new Parameter(id, name, help, new Kind.Switch(standard));
    }

    /// A list that the family can do without; it is then empty.
    public static Parameter numbers(String id, String name, String help, String meaning) {
        return new Parameter(id, name, help, new Kind.Numbers(meaning, true));
    }

    /// The value used when nothing is given; empty where there is no sensible one (a file, a list of numbers).
    public Optional<Setting> standard() {
        return Optional.ofNullable(switch (kind) {
            case Kind.Real r -> new Setting.Num(r.standard());
            case Kind.Whole w -> new Setting.Num(w.standard());
            case Kind.OneOf o -> new Setting.Word(o.words().getFirst());
            case Kind.Switch s -> new Setting.Flag(s.standard());
            case Kind.Numbers n -> n.optional() ? new Setting.Numbers(List.of()) : null;
            case Kind.Path _ -> null;
        });
    }

    /// The same with another value where nothing is given.
    ///
    /// @throws InvalidParameterException unless it is legal
    /// @throws IllegalArgumentException  for lists and paths, which have no default of their own
    public Parameter withStandard(Setting value) {
        check(id, value);
        return new Parameter(id, name, help, switch (kind) {
            case Kind.Real(var _, double min, double max, boolean logarithmic) ->
                new Kind.Real(((Setting.Num) value).value(), min, max, logarithmic);
            case Kind.Whole(var _, int min, int max, int stride) ->
                new Kind.Whole((int) ((Setting.Num) value).value(), min, max, stride);
            case Kind.OneOf(var words) -> new Kind.OneOf(Stream.concat(Stream.of(((Setting.Word) value).value()),
                words.stream().filter(w -> !new Setting.Word(w).equals(value))).toList());
            case Kind.Switch _ -> new Kind.Switch(((Setting.Flag) value).value());
            case Kind.Numbers _, Kind.Path _ -> throw new IllegalArgumentException("no default for " + id);
        });
    }

    /// @throws InvalidParameterException unless the value is legal; `place` is how a file names it
    public void check(String place, Setting value) {
        switch (kind) {
            case Kind.Real(var _, double min, double max, var _) -> inRange(place, value, min, max);
            case Kind.Whole(var _, int min, int max, var _) -> {
                double number = inRange(place, value, min, max);
                if (number != StrictMath.rint(number)) {
                    throw new InvalidParameterException(place, value, "must be a whole number");
                }
            }
            case Kind.OneOf(var words) -> {
                if (!(value instanceof Setting.Word(String word)) || !words.contains(word)) {
                    throw new InvalidParameterException(place, value, "must be one of " + String.join(", ", words));
                }
            }
            case Kind.Switch _ -> {
                if (!(value instanceof Setting.Flag)) {
                    throw new InvalidParameterException(place, value, "must be true or false");
                }
            }
            case Kind.Numbers(String meaning, boolean _) -> {
                if (!(value instanceof Setting.Numbers)) {
                    throw new InvalidParameterException(place, value, "must be a list of numbers: " + meaning);
                }
            }
            case Kind.Path _ -> {
                if (!(value instanceof Setting.Word(String word)) || word.isBlank() || !isPath(word)) {
                    throw new InvalidParameterException(place, value, "must name a file or folder");
                }
            }
        }
    }

    private static boolean isPath(String word) {
        try {
            Path.of(word);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static double inRange(String place, Setting value, double min, double max) {
        if (!(value instanceof Setting.Num(double number)) || !(number >= min) || !(number <= max)) {
            throw new InvalidParameterException(place, value, "must be a number from %s to %s".formatted(
                Setting.Num.plain(min), Setting.Num.plain(max)));
        }
        return number;
    }
}
