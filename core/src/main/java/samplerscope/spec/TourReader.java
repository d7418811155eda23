package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// From JSON to a tour, as strictly as a spec is read: an error names file, line, step and field, as in
/// `steps[2].lanes[0].grid.steps`. Lanes are specs and edits are checked on them, so a tour that is read can be shown.
///
/// `docs/tours.md` describes the format.
public final class TourReader {

    public static final String KIND = "tour";
    private static final int MOST_MINUTES = 600;

    private final SpecReader specs;

    public TourReader(Catalog catalog) {
        this.specs = new SpecReader(catalog);
    }

    /// Whether JSON calls itself a tour.
    public static boolean isTour(Json json) {
        return json instanceof Json.Obj object && object.get("kind").filter(kind -> kind instanceof Json.Text(String word,
            var _) && word.equals(KIND)).isPresent();
    }

    /// @throws SpecException       if the content is wrong
    /// @throws FileAccessException if the file cannot be read
    public Tour read(Path file) {
        return read(FileAccess.readText(file), String.valueOf(file.getFileName()));
    }

    /// @param name how messages call the text
    /// @throws SpecException if the content is wrong
    public Tour read(String text, String name) {
        return read(JsonReader.read(text, name));
    }

    /// @throws SpecException if the content is wrong
    public Tour read(Json json) {
        Fields fields = Fields.of("", json);
        if (!isTour(json)) {
            throw Fields.wrong("kind", fields.need("kind"), "must be 'tour'");
        }
        fields.take("kind");
        fields.needWhole("version", Tour.CURRENT_VERSION, Tour.CURRENT_VERSION);
        String title = fields.needText("title");
        String summary = fields.needText("summary");
        int minutes = (int) fields.needWhole("minutes", 1, MOST_MINUTES);
        List<Json> items = filled(fields, "steps");
        var steps = new ArrayList<Tour.Step>();
        for (int i = 0; i < items.size(); i++) {
            steps.add(step(Fields.of("steps[%d]".formatted(i), items.get(i)),
                steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast())));
        }
        fields.nothingElse();
        return new Tour(title, summary, minutes, steps);
    }

    /// @param before the step before, whose lanes stay where a step has none
    private Tour.Step step(Fields fields, Optional<Tour.Step> before) {
        String title = fields.needText("title");
        var text = texts(fields, "text");
        boolean fresh = before.isEmpty() || fields.take("lanes").isPresent();
        var lanes = fresh ? lanes(fields) : before.get().lanes();
        var names = fields.take("names").isPresent() ? names(fields, lanes.size())
            : fresh ? List.<String>of() : before.get().names();
        var look = new Tour.Look(word(fields, "chart", Tour.Chart.class), layers(fields), cursor(fields),
            fields.take("target").map(json -> Fields.text(fields.path("target"), json)));
        var trials = trials(fields, lanes);
        fields.nothingElse();
        return new Tour.Step(title, text, lanes, names, look, trials);
    }

    private List<RunSpec.Denoise> lanes(Fields fields) {
        List<Json> items = filled(fields, "lanes");
        var lanes = new ArrayList<RunSpec.Denoise>();
        for (int i = 0; i < items.size(); i++) {
            Json item = items.get(i);
            lanes.add(within(item, "%s[%d]".formatted(fields.path("lanes"), i), () -> specs.read(item)));
        }
        return lanes;
    }

    private static List<String> names(Fields fields, int lanes) {
        List<String> names = texts(fields, "names");
        if (names.size() != lanes) {
            throw Fields.wrong(fields.path("names"), fields.need("names"), "must be %d, one for each lane".formatted(lanes));
        }
        return names;
    }

    private static Optional<Set<Tour.Layer>> layers(Fields fields) {
        return fields.take("layers").map(json -> {
            Set<Tour.Layer> layers = EnumSet.noneOf(Tour.Layer.class);
            String path = fields.path("layers");
            Fields.list(path, json).forEach(item -> layers.add(word(path, item, Tour.Layer.class)));
            return layers;
        });
    }

    private static Tour.Cursor cursor(Fields fields) {
        String path = fields.path("cursor");
        Json json = fields.take("cursor").orElse(new Json.Text("end", Json.Position.NOWHERE));
        if (!(json instanceof Json.Text(String word, var _))) {
            return new Tour.Cursor.At(Fields.real(path, json, 0, 1));
        }
        return switch (word) {
            case "start" -> new Tour.Cursor.At(0);
            case "end" -> new Tour.Cursor.At(1);
            case "play" -> new Tour.Cursor.Playing();
            default -> throw Fields.wrong(path, json, "must be 'start', 'end', 'play' or a number from 0 to 1");
        };
    }

    private List<Tour.Trial> trials(Fields fields, List<RunSpec.Denoise> lanes) {
        List<Json> items = fields.take("try").map(json -> Fields.list(fields.path("try"), json)).orElse(List.of());
        var trials = new ArrayList<Tour.Trial>();
        for (int i = 0; i < items.size(); i++) {
            trials.add(trial(Fields.of("%s[%d]".formatted(fields.path("try"), i), items.get(i)), lanes));
        }
        return trials;
    }

    private Tour.Trial trial(Fields fields, List<RunSpec.Denoise> lanes) {
        String text = fields.needText("text");
        Optional<Integer> lane = fields.take("lane").map(json -> column(fields.path("lane"), json, lanes.size()));
        var made = new Tour.Trial(text, lane, texts(fields, "set"));
        fields.nothingElse();
        for (int i = 0; i < lanes.size(); i++) {
            RunSpec.Denoise spec = lanes.get(i);
            if (made.changes(i)) {
                within(fields.need("set"), fields.path("set"), () -> SpecEdit.apply(spec, made.assignments(), specs));
            }
        }
        return made;
    }

    private static int column(String path, Json json, int lanes) {
        String letter = Fields.text(path, json);
        int column = letter.length() == 1 ? letter.charAt(0) - 'A' : -1;
        if (column < 0 || column >= lanes) {
            throw Fields.wrong(path, json, "must be a letter from A to %c, the lanes of the step".formatted(
                (char) ('A' + lanes - 1)));
        }
        return column;
    }

    private static List<Json> filled(Fields fields, String name) {
        List<Json> items = fields.needList(name);
        if (items.isEmpty()) {
            throw Fields.wrong(fields.path(name), fields.need(name), "must hold one at least");
        }
        return items;
    }

    private static List<String> texts(Fields fields, String name) {
        return filled(fields, name).stream().map(item -> Fields.text(fields.path(name), item)).toList();
    }

    private static <E extends Enum<E>> Optional<E> word(Fields fields, String name, Class<E> kind) {
        return fields.take(name).map(json -> word(fields.path(name), json, kind));
    }

    /// `per-step` for `PER_STEP`.
    private static <E extends Enum<E>> E word(String path, Json json, Class<E> kind) {
        String word = Fields.text(path, json);
        E[] all = kind.getEnumConstants();
        return Arrays.stream(all).filter(e -> name(e).equals(word)).findFirst().orElseThrow(() -> Fields.wrong(path, json,
            "must be one of " + String.join(", ", Arrays.stream(all).map(TourReader::name).toList())));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads a part whose own errors do not know where in the tour it stands.
    private static <T> T within(Json part, String path, Supplier<T> read) {
        try {
            return read.get();
        } catch (SpecException e) {
            String place = e.place().isEmpty() ? path : path + "." + e.place();
            String where = e.line() == 0 ? part.at() + ": " : "";
            throw new SpecException(Json.Position.NOWHERE, place, "%sin %s, %s".formatted(where, place, e.happened()),
                e.remedy());
        }
    }
}
