package samplerscope.app.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.OwnModels;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.model.ModelSummary;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.ModelSummaries;
import samplerscope.spec.folder.MaskedCard;
import samplerscope.spec.folder.MaskedNetworks;

/// One card of the page: a choice, and what is known of it in words.
///
/// @param choice  what is used
/// @param kind    where it stands
/// @param name    for people
/// @param able    shape, classes, what is known for measuring: what it can do
/// @param facts   size, parameters, prediction and path, licence
/// @param about   description and source
/// @param problem why it cannot be used
record ModelEntry(Choice choice, Kind kind, String name, String able, String facts, String about,
                  Optional<String> problem) {

    private static final String BETWEEN = " \u00b7 ";
    private static final int NAMED_CLASSES = 10;
    private static final long KILO = 1000;

    /// The parts of the page, in their order, and the badge of a card.
    enum Kind {
        OWN("Your own", "your own"),
        TRAINED("Trained networks", "trained"),
        EXACT("Exact laws", "exact"),
        /// A way of making a model of a file.
        MAKER("From your files", "from a file");

        private final String title;
        private final String badge;

        Kind(String title, String badge) {
            this.title = title;
            this.badge = badge;
        }

        String title() {
            return title;
        }

        String badge() {
            return badge;
        }
    }

    /// Of a model, from its files but without opening it.
    static ModelEntry of(Choice choice, Catalog catalog, Path base) {
        if (ModelChoice.isMasked(choice)) {
            return masked(choice);
        }
        Kind own = OwnModels.isOwn(choice) ? Kind.OWN : Kind.EXACT;
        try {
            ModelSummary known = ModelSummaries.of(choice, catalog, base);
            ModelCard card = known.card();
            Kind kind = own == Kind.OWN ? own : card.kind() == ModelCard.Kind.EXACT ? Kind.EXACT : Kind.TRAINED;
            return new ModelEntry(choice, kind, card.name(), able(known), facts(known, kind, catalog),
                about(card, place(choice).orElse(card.source())), Optional.empty());
        } catch (SamplerscopeException e) {
            return refused(choice, own, e);
        }
    }

    /// A folder of masked diffusion, by its card or what is guessed instead.
    private static ModelEntry masked(Choice choice) {
        Path folder = OwnModels.file(choice);
        try {
            MaskedCard card = MaskedNetworks.card(folder);
            String able = String.join(BETWEEN, "masked diffusion", "up to %d positions".formatted(card.canvas()),
                card.maskToken() + " is hidden");
            return new ModelEntry(choice, Kind.OWN, card.name(), able, "", folder.toString(), Optional.empty());
        } catch (SamplerscopeException e) {
            return refused(choice, Kind.OWN, e);
        }
    }

    private static ModelEntry refused(Choice choice, Kind kind, SamplerscopeException e) {
        return new ModelEntry(choice, kind, place(choice).map(ModelEntry::last).orElse(choice.id()), "", "",
            place(choice).orElse(""), Optional.of("%s; %s".formatted(e.happened(), e.remedy())));
    }

    /// Whether it is asked with a mask, which pictures and checks of denoisers know nothing of.
    boolean isMasked() {
        return ModelChoice.isMasked(choice);
    }

    /// A description may say where the model comes from.
    private static String about(ModelCard card, String source) {
        return card.description().contains(source) ? card.description()
            : "%s Source: %s".formatted(card.description(), source);
    }

    static ModelEntry maker(ModelFamily family) {
        return new ModelEntry(Choice.of(family.id()), Kind.MAKER, family.name(), family.parameters().getFirst().help(),
            "", family.source(), Optional.empty());
    }

    private static Optional<String> place(Choice choice) {
        return OwnModels.isOwn(choice) ? Optional.of(OwnModels.file(choice).toString()) : Optional.empty();
    }

    private static String last(String path) {
        return path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    }

    private static String able(ModelSummary known) {
        ModelCard card = known.card();
        var words = new ArrayList<String>();
        if (!card.sampleShape().isEmpty()) {
            words.add("shape " + String.join(" \u00d7 ", card.sampleShape().stream().map(String::valueOf).toList()));
        }
        if (!card.classes().isEmpty()) {
            words.add("%d classes with guidance: %s%s".formatted(card.classes().size(), String.join(", ",
                card.classes().stream().limit(NAMED_CLASSES).toList()),
                card.classes().size() > NAMED_CLASSES ? " \u2026" : ""));
        }
        words.add(known.law().isPresent() || card.kind() == ModelCard.Kind.EXACT ? "error is measured"
            : "no exact law");
        return String.join(BETWEEN, words);
    }

    private static String facts(ModelSummary known, Kind kind, Catalog catalog) {
        var words = new ArrayList<String>();
        known.bytes().ifPresent(n -> words.add(scaled(n, "B")));
        known.parameters().ifPresent(n -> words.add(scaled(n, "").strip() + " parameters"));
        known.predicts().ifPresent(word -> words.add("predicts " + word + known.schedule().map(
            s -> " on " + catalog.schedules().get(s.id()).name()).orElse("")));
        words.add((kind == Kind.OWN ? "licence: " : "") + known.card().licence());
        return String.join(BETWEEN, words);
    }

    /// `6.1 MB`, `1.5 M`.
    static String scaled(long count, String unit) {
        double value = count;
        int power = 0;
        for (; value >= KILO && power < 3; power++) {
            value /= KILO;
        }
        return String.format(Locale.ROOT, power == 0 ? "%.0f %s%s" : "%.1f %s%s", value,
            List.of("", "k", "M", "G").get(power), unit);
    }

    /// Tells its card from all others: an id, or the name of an own file.
    String key() {
        return kind == Kind.OWN ? "own-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") : choice.id();
    }

    /// Whether every word stands somewhere in what is shown.
    boolean matches(String words) {
        String all = String.join(" ", List.of(choice.id(), name, kind.badge(), able, facts, about))
            .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
    }
}
