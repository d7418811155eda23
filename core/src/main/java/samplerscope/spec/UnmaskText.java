package samplerscope.spec;

import java.util.Optional;
import samplerscope.registry.Settings;
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
        Fields fields = Fields.of("", Migrations.SPEC.migrate(object));
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
        check(spec, catalog);
        return spec;
    }

    private static String prompt(Json json) {
        if (json instanceof Json.Text(String text, var _)) {
            return text;
        }
        throw Fields.wrong("prompt", json, "must be a text in the model's tokens, with _ for what is hidden");
    }

    private static void check(RunSpec.Unmask spec, MaskedCatalog catalog) {
        Settings.of("model", catalog.models().get(spec.model().id()).parameters(), spec.model().settings());
        Settings.of("sampler", catalog.samplers().get(spec.sampler().id()).parameters(), spec.sampler().settings());
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
