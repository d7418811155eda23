package samplerscope.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import samplerscope.registry.Settings;

/// From JSON to a tour of the masked lab, as strictly as a spec is read. Samplers and models are checked, so a tour that is
/// read can be shown.
public final class MaskedTourReader {

    public static final String KIND = "masked-tour";
    private static final int MOST_MINUTES = 600;
    private static final int MOST_LANES = 6;

    private final MaskedCatalog catalog;

    public MaskedTourReader(MaskedCatalog catalog) {
        this.catalog = catalog;
    }

    /// @param name how messages call the text
    /// @throws SpecException                    if the content is wrong
    /// @throws samplerscope.SamplerscopeException if a lane names what there is not, or settings that it does not know
    public MaskedTour read(String text, String name) {
        Json json = JsonReader.read(text, name);
        Fields fields = Fields.of("", json);
        if (!fields.needText("kind").equals(KIND)) {
            throw Fields.wrong("kind", fields.need("kind"), "must be '" + KIND + "'");
        }
        fields.needWhole("version", MaskedTour.CURRENT_VERSION, MaskedTour.CURRENT_VERSION);
        String title = fields.needText("title");
        String summary = fields.needText("summary");
        int minutes = (int) fields.needWhole("minutes", 1, MOST_MINUTES);
        List<Json> items = filled(fields, "steps");
        var steps = new ArrayList<MaskedTour.Step>();
        for (int i = 0; i < items.size(); i++) {
            steps.add(step(Fields.of("steps[%d]".formatted(i), items.get(i))));
        }
        fields.nothingElse();
        return new MaskedTour(title, summary, minutes, steps);
    }

    private MaskedTour.Step step(Fields fields) {
        String title = fields.needText("title");
        List<String> text = filled(fields, "text").stream().map(t -> Fields.text(fields.path("text"), t)).toList();
        RunSpec.Unmask run = UnmaskText.read(fields.need("run"), catalog);
        List<Choice> others = fields.take("against").map(a -> others(fields.path("against"), a)).orElse(List.of());
        var step = new MaskedTour.Step(title, text, run, others,
            word(fields, "ask", MaskedTour.Ask.values()).orElse(MaskedTour.Ask.DECISION),
            word(fields, "clock", MaskedTour.Clock.values()).orElse(MaskedTour.Clock.PASSES),
            word(fields, "quality", MaskedTour.Quality.values()),
            fields.take("at").map(at -> Fields.real(fields.path("at"), at, 0, 1)).orElse(1.0));
        fields.nothingElse();
        return step;
    }

    private List<Choice> others(String path, Json json) {
        List<Json> items = Fields.list(path, json);
        if (items.size() >= MOST_LANES) {
            throw Fields.wrong(path, json, "must hold less than %d".formatted(MOST_LANES));
        }
        var others = new ArrayList<Choice>();
        for (int i = 0; i < items.size(); i++) {
            Choice choice = SpecReader.choice("%s[%d]".formatted(path, i), items.get(i));
            Settings.of(path, catalog.samplers().get(choice.id()).parameters(), choice.settings());
            others.add(choice);
        }
        return others;
    }

    private static List<Json> filled(Fields fields, String name) {
        List<Json> items = fields.needList(name);
        if (items.isEmpty()) {
            throw Fields.wrong(fields.path(name), fields.need(name), "must hold one at least");
        }
        return items;
    }

    /// `path-kl` for `PATH_KL`.
    private static <E extends Enum<E>> Optional<E> word(Fields fields, String name, E[] all) {
        return fields.take(name).map(json -> {
            String word = Fields.text(fields.path(name), json);
            return Arrays.stream(all).filter(e -> name(e).equals(word)).findFirst().orElseThrow(() -> Fields.wrong(
                fields.path(name), json, "must be one of " + String.join(", ", Arrays.stream(all)
                    .map(MaskedTourReader::name).toList())));
        });
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
