package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import samplerscope.SamplerscopeException;
import samplerscope.model.Condition;
import samplerscope.registry.Family;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.registry.UnknownIdException;
import samplerscope.run.Recording;
import samplerscope.solver.Threshold;

/// From JSON to a spec, strictly: what is not understood is an error that names file, line and field.
///
/// Fields may be left out, all but `kind`, `version` and `model`; see {@link RunSpec.Denoise#of}. A thing with settings
/// is an object, `{"id": "karras", "steps": 8}`; without, its id alone will do. A model may be the path of its folder.
public final class SpecReader {

    /// Far beyond use; it keeps typing errors out.
    private static final double LARGEST_CEILING = 1e6;

    private final Catalog catalog;
    private final Migrations migrations;

    public SpecReader(Catalog catalog) {
        this(catalog, Migrations.SPEC);
    }

    SpecReader(Catalog catalog, Migrations migrations) {
        this.catalog = catalog;
        this.migrations = migrations;
    }

    public Catalog catalog() {
        return catalog;
    }

    /// The spec in a file, or the spec of the run that the file holds.
    ///
    /// @throws SpecException       if the content is wrong
    /// @throws FileAccessException if the file cannot be read
    public RunSpec.Denoise read(Path file) {
        return read(FileAccess.readText(file), file.getFileName().toString());
    }

    /// @param name how messages call the text: a file name, or `the clipboard`
    public RunSpec.Denoise read(String text, String name) {
        return read(JsonReader.read(text, name));
    }

    /// As above, of JSON that may have been changed since it was read.
    public RunSpec.Denoise read(Json json) {
        Json.Obj object = Fields.of("", json).object();
        if (kind(object).equals(RunFile.KIND)) {
            return denoise(Fields.of("", Fields.of("", Migrations.RUN_FILE.migrate(object)).need("spec")).object());
        }
        return denoise(object);
    }

    static String kind(Json.Obj object) {
        Json kind = object.get("kind").orElseThrow(() -> new SpecException(object.at(), "kind",
            "kind is missing", "a spec begins with \"kind\": \"denoise\""));
        if (UnmaskText.isUnmask(object)) {
            throw new SpecException(kind.at(), "kind", "this is a spec of masked diffusion",
                "open it in the masked lab, or with 'run' and 'compare' of the command line");
        }
        if (kind instanceof Json.Text(String word, var _) && List.of("denoise", RunFile.KIND).contains(word)) {
            return word;
        }
        throw Fields.wrong("kind", kind, "must be 'denoise', or 'run' in the file of a finished run");
    }

    private RunSpec.Denoise denoise(Json.Obj object) {
        if (!kind(object).equals("denoise")) {
            throw Fields.wrong("kind", object.get("kind").orElseThrow(), "must be 'denoise' here");
        }
        Json.Obj current = migrations.migrate(object);
        Fields fields = Fields.of("", current);
        fields.take("kind");
        fields.take("version");
        var standard = RunSpec.Denoise.of(model(fields.need("model")));
        try {
            var spec = standard
                .withSchedule(choice(fields, "schedule", standard.schedule()))
                .withGrid(choice(fields, "grid", standard.grid()))
                .withSolvers(fields.take("solvers").map(SpecReader::solvers).orElse(standard.solvers()))
                .withGuidance(fields.take("guidance").map(SpecReader::guidance).orElse(standard.guidance()))
                .withSamples(fields.whole("samples", standard.samples(), 1, RunSpec.MOST_SAMPLES))
                .withBatch(fields.whole("batch", standard.batch(), 0, RunSpec.MOST_SAMPLES))
                .withSeed(fields.take("seed").map(SpecReader::seed).orElse(standard.seed()))
                .withNoise(choice(fields, "noise", standard.noise()))
                .withCall(fields.take("call").map(SpecReader::call).orElse(standard.call()))
                .withRecording(fields.take("recording").map(SpecReader::recording).orElse(standard.recording()));
            fields.nothingElse();
            checkChoices(spec, current);
            return spec;
        } catch (InvalidParameterException e) {
            throw located(e.place(), current, e);
        }
    }

    /// A model may be named by its folder.
    private static Choice model(Json json) {
        return (json instanceof Json.Text(String word, var _) ? ModelChoice.ofWord(word) : Optional.<Choice>empty())
            .orElseGet(() -> choice("model", json));
    }

    private static Choice choice(Fields fields, String name, Choice standard) {
        return fields.take(name).map(json -> choice(name, json)).orElse(standard);
    }

    /// A choice as {@link SpecWriter#choice} writes it; whether there is such a thing is not checked.
    ///
    /// @param place how messages call it
    public static Choice choice(String place, Json json) {
        return switch (json) {
            case Json.Text(String id, var _) -> Choice.of(id);
            case Json.Obj object -> {
                String id = Fields.of(place, object).needText("id");
                var settings = new TreeMap<String, Setting>();
                object.without("id").fields().forEach(
                    (name, value) -> settings.put(name, setting(place + "." + name, value)));
                yield new Choice(id, settings);
            }
            case Json.Arr _, Json.Num _, Json.Flag _, Json.Null _ ->
                throw Fields.wrong(place, json, "must be an id in quotes, or an object with an id and settings");
        };
    }

    private static Setting setting(String place, Json json) {
        return switch (json) {
            case Json.Num _ -> new Setting.Num(finite(place, json));
            case Json.Text(String word, var _) -> new Setting.Word(word);
            case Json.Flag(boolean value, var _) -> new Setting.Flag(value);
            case Json.Arr(var items, var _) -> {
                var numbers = new ArrayList<Double>();
                for (int i = 0; i < items.size(); i++) {
                    numbers.add(finite("%s[%d]".formatted(place, i), items.get(i)));
                }
                yield new Setting.Numbers(numbers);
            }
            case Json.Obj _, Json.Null _ ->
                throw Fields.wrong(place, json, "must be a number, a text, true or false, or a list of numbers");
        };
    }

    private static double finite(String place, Json json) {
        return Fields.real(place, json, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static List<Choice> solvers(Json json) {
        List<Json> items = Fields.list("solvers", json);
        if (items.isEmpty()) {
            throw Fields.wrong("solvers", json, "must name one solver, or one per step");
        }
        var solvers = new ArrayList<Choice>();
        for (int i = 0; i < items.size(); i++) {
            solvers.add(choice("solvers[%d]".formatted(i), items.get(i)));
        }
        return solvers;
    }

    private static Guidance guidance(Json json) {
        Fields fields = Fields.of("guidance", json);
        Condition condition = condition(fields);
        double scale = fields.take("scale").map(s -> Fields.real("guidance.scale", s, 0, Guidance.LARGEST_SCALE))
            .orElse(Guidance.NONE.scale());
        fields.nothingElse();
        return new Guidance(condition, scale);
    }

    private static Condition condition(Fields fields) {
        Optional<Json> label = fields.take("class");
        Optional<Json> prompt = fields.take("prompt");
        Optional<Json> negative = fields.take("negative");
        if (prompt.isEmpty() && negative.isEmpty()) {
            return label.map(SpecReader::condition).orElse(Condition.NONE);
        }
        if (label.isPresent() && !(condition(label.get()) instanceof Condition.None)) {
            throw Fields.wrong("guidance.class", label.get(), "must be left out beside a prompt");
        }
        return new Condition.OfText(prompt.map(json -> Fields.text("guidance.prompt", json)).orElse(""),
            negative.map(json -> Fields.text("guidance.negative", json)).orElse(""));
    }

    private static Condition condition(Json json) {
        if (json instanceof Json.Text(String word, var _)) {
            switch (word) {
                case "none" -> {
                    return Condition.NONE;
                }
                case "each" -> {
                    return new Condition.EachClass();
                }
                default -> { }
            }
        }
        if (json instanceof Json.Num) {
            return new Condition.OfClass((int) Fields.whole("guidance.class", json, 0, Integer.MAX_VALUE));
        }
        throw Fields.wrong("guidance.class", json, "must be 'none', 'each' or the number of a class");
    }

    private static long seed(Json json) {
        return Fields.whole("seed", json, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static ModelCall call(Json json) {
        Fields fields = Fields.of("call", json);
        var threshold = fields.take("threshold").map(SpecReader::threshold);
        var labels = fields.take("labels").map(text -> labels(text)).orElse(ModelCall.PLAIN.labels());
        fields.nothingElse();
        return new ModelCall(threshold, labels);
    }

    private static Threshold threshold(Json json) {
        Fields fields = Fields.of("call.threshold", json);
        double quantile = real(fields, "quantile", 0.995, 0, 1);
        double floor = real(fields, "floor", 1, 1e-6, 1e6);
        double ceiling = real(fields, "ceiling", floor, floor, LARGEST_CEILING);
        fields.nothingElse();
        return new Threshold(quantile, floor, ceiling);
    }

    private static double real(Fields fields, String name, double standard, double min, double max) {
        return fields.take(name).map(json -> Fields.real(fields.path(name), json, min, max)).orElse(standard);
    }

    private static ModelCall.Labels labels(Json json) {
        String word = Fields.text("call.labels", json);
        return switch (word) {
            case "exact" -> ModelCall.Labels.EXACT;
            case "nearest-training-step" -> ModelCall.Labels.NEAREST_TRAINING_STEP;
            default -> throw Fields.wrong("call.labels", json, "must be 'exact' or 'nearest-training-step'");
        };
    }

    static Recording recording(Json json) {
        Fields fields = Fields.of("recording", json);
        int every = fields.whole("every", Recording.ALL.every(), 1, RunSpec.MOST_SAMPLES);
        int samples = fields.whole("samples", Recording.ALL.samples(), 0, RunSpec.MOST_SAMPLES);
        fields.nothingElse();
        return new Recording(every, samples);
    }

    private void checkChoices(RunSpec.Denoise spec, Json.Obj root) {
        check("model", catalog.models(), spec.model(), root);
        check("schedule", catalog.schedules(), spec.schedule(), root);
        check("grid", catalog.grids(), spec.grid(), root);
        check("noise", Catalog.noises(), spec.noise(), root);
        for (int i = 0; i < spec.solvers().size(); i++) {
            check("solvers[%d]".formatted(i), catalog.solvers(), spec.solvers().get(i), root);
        }
    }

    static void check(String place, Registry<? extends Family> registry, Choice choice, Json.Obj root) {
        try {
            Settings.of(place, registry.get(choice.id()).parameters(), choice.settings());
        } catch (UnknownIdException e) {
            throw located(place + ".id", root, e);
        } catch (InvalidParameterException e) {
            throw located(e.place(), root, e);
        }
    }

    private static SpecException located(String place, Json root, SamplerscopeException e) {
        return new SpecException(Fields.find(root, place).at(), place, e.happened(), e.remedy());
    }
}
