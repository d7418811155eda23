package samplerscope.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import samplerscope.model.Condition;
import samplerscope.registry.Setting;
import samplerscope.solver.Threshold;

/// From a spec to canonical JSON: equal specs give equal text, and {@link SpecReader} gives the spec back.
public final class SpecWriter {

    private SpecWriter() {}

    /// @throws FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(RunSpec.Denoise spec, Path file) {
        FileAccess.writeText(file, text(spec));
    }

    /// The canonical text, with a line break at its end.
    public static String text(RunSpec.Denoise spec) {
        return json(spec).pretty() + "\n";
    }

    public static Json.Obj json(RunSpec.Denoise spec) {
        Json.Obj object = Json.object()
            .with("kind", "denoise")
            .with("version", RunSpec.CURRENT_VERSION)
            .with("model", choice(spec.model()))
            .with("schedule", choice(spec.schedule()))
            .with("grid", choice(spec.grid()))
            .with("solvers", Json.array(spec.solvers().stream().map(SpecWriter::choice).toList()))
            .with("guidance", guidance(spec.guidance()))
            .with("samples", spec.samples())
            .with("batch", spec.batch())
            .with("seed", spec.seed())
            .with("recording", Json.object()
                .with("every", spec.recording().every())
                .with("samples", spec.recording().samples()));
        if (!spec.noise().equals(RunSpec.Denoise.OWN_NOISE)) {
            object = object.with("noise", choice(spec.noise()));
        }
        return spec.call().equals(ModelCall.PLAIN) ? object : object.with("call", call(spec.call()));
    }

    private static Json call(ModelCall call) {
        Json.Obj object = Json.object();
        if (call.threshold().isPresent()) {
            Threshold t = call.threshold().get();
            object = object.with("threshold", Json.object().with("quantile", t.quantile()).with("floor", t.floor())
                .with("ceiling", t.ceiling()));
        }
        return object.with("labels", switch (call.labels()) {
            case EXACT -> "exact";
            case NEAREST_TRAINING_STEP -> "nearest-training-step";
        });
    }

    /// An id, or an object with the id and the settings that were given.
    public static Json choice(Choice choice) {
        if (choice.settings().isEmpty()) {
            return Json.text(choice.id());
        }
        Json.Obj object = Json.object().with("id", choice.id());
        for (Map.Entry<String, Setting> entry : choice.settings().entrySet()) {
            object = object.with(entry.getKey(), setting(entry.getValue()));
        }
        return object;
    }

    private static Json setting(Setting setting) {
        return switch (setting) {
            case Setting.Num(double value) -> Json.number(value);
            case Setting.Word(String value) -> Json.text(value);
            case Setting.Flag(boolean value) -> Json.flag(value);
            case Setting.Numbers(List<Double> values) -> Json.numbers(values);
        };
    }

    private static Json guidance(Guidance guidance) {
        Json.Obj condition = switch (guidance.condition()) {
            case Condition.None _ -> Json.object().with("class", "none");
            case Condition.EachClass _ -> Json.object().with("class", "each");
            case Condition.OfClass(int label) -> Json.object().with("class", label);
            case Condition.OfText(String prompt, String negative) ->
                Json.object().with("prompt", prompt).with("negative", negative);
        };
        return condition.with("scale", guidance.scale());
    }
}
