package samplerscope.spec;

import java.nio.file.Path;
import java.util.Optional;
import samplerscope.run.Recording;

/// Specs of masked diffusion as JSON: strict like {@link SpecReader}, canonical like {@link SpecWriter}.
public final class UnmaskText {

    /// What `kind` says in such a file.
    public static final String KIND = "unmask";

    private UnmaskText() {}

    /// Whether JSON calls itself a spec of masked diffusion.
    public static boolean isUnmask(Json json) {
        return json instanceof Json.Obj object && object.get("kind").filter(
            kind -> kind instanceof Json.Text(String word, var _) && word.equals(KIND)).isPresent();
    }

    /// The spec of masked diffusion that JSON is, or that the run in it repeats; empty for another family and for what is
    /// neither spec nor run.
    static Optional<Json> specIn(Json json) {
        if (isUnmask(json)) {
            return Optional.of(json);
        }
        boolean isRun = json instanceof Json.Obj o && o.get("kind").filter(
            kind -> kind instanceof Json.Text(String word, var _) && word.equals(RunFile.KIND)).isPresent();
        return isRun && json instanceof Json.Obj run ? run.get("spec").filter(UnmaskText::isUnmask) : Optional.empty();
    }

    /// The spec of masked diffusion in a file, or of the run that the file holds; empty for another family.
    ///
    /// @throws SpecException       if the content is wrong
    /// @throws FileAccessException if the file cannot be read
    public static Optional<RunSpec.Unmask> find(Path file, MaskedCatalog catalog) {
        return specIn(JsonReader.read(FileAccess.readText(file), file.getFileName().toString()))
            .map(json -> read(json, catalog));
    }

    /// @throws SpecException if the content is wrong
    public static RunSpec.Unmask read(String text, String name, MaskedCatalog catalog) {
        return read(JsonReader.read(text, name), catalog);
    }

    /// Fields may be left out, all but `kind`, `version` and `model`; see {@link RunSpec.Unmask#of}.
    ///
    /// @throws SpecException if the content is wrong
    public static RunSpec.Unmask read(Json json, MaskedCatalog catalog) {
        Json.Obj object = Fields.of("", json).object();
        if (!isUnmask(object)) {
            throw Fields.wrong("kind", object.get("kind").orElse(object), "must be '" + KIND + "' here");
        }
        Json.Obj current = Migrations.SPEC.migrate(object);
        Fields fields = Fields.of("", current);
        fields.take("kind");
        fields.take("version");
        var standard = RunSpec.Unmask.of(SpecReader.choice("model", fields.need("model")));
        var spec = standard
            .withSampler(fields.take("sampler").map(s -> SpecReader.choice("sampler", s)).orElse(standard.sampler()))
            .withPrompt(fields.take("prompt").map(UnmaskText::prompt).orElse(standard.prompt()))
            .withSamples(fields.whole("samples", standard.samples(), 1, RunSpec.MOST_SAMPLES))
            .withSeed(fields.take("seed").map(s -> Fields.whole("seed", s, Long.MIN_VALUE, Long.MAX_VALUE))
                .orElse(standard.seed()))
            .withRecording(fields.take("recording").map(SpecReader::recording).orElse(standard.recording()));
        fields.nothingElse();
        SpecReader.check("model", catalog.models(), spec.model(), current);
        SpecReader.check("sampler", catalog.samplers(), spec.sampler(), current);
        return spec;
    }

    private static String prompt(Json json) {
        if (json instanceof Json.Text(String text, var _)) {
            return text;
        }
        throw Fields.wrong("prompt", json, "must be a text in the model's tokens, with _ for what is hidden");
    }

    /// The canonical text, with a line break at its end.
    public static String text(RunSpec.Unmask spec) {
        return json(spec).pretty() + "\n";
    }

    public static Json.Obj json(RunSpec.Unmask spec) {
        Json.Obj object = Json.object()
            .with("kind", KIND)
            .with("version", RunSpec.CURRENT_VERSION)
            .with("model", SpecWriter.choice(spec.model()))
            .with("sampler", SpecWriter.choice(spec.sampler()))
            .with("prompt", spec.prompt())
            .with("samples", spec.samples())
            .with("seed", spec.seed());
        return recording(spec.recording()).map(r -> object.with("recording", r)).orElse(object);
    }

    private static Optional<Json> recording(Recording recording) {
        return recording.equals(Recording.ALL) ? Optional.empty()
            : Optional.of(Json.object().with("every", recording.every()).with("samples", recording.samples()));
    }
}
