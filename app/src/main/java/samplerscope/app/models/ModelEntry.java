package samplerscope.app.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.app.study.RecentData;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.spec.Choice;

/// One line of the page: a choice, and what is known of it in words.
///
/// @param choice  what is used
/// @param name    for people
/// @param badge   exact, trained, your data, or that it wants a file; empty when it could not be opened
/// @param facts   shape, classes, what is known for measuring, licence
/// @param about   description and source
/// @param problem why it cannot be opened
/// @param recent  whether the user added it, and can remove it
record ModelEntry(Choice choice, String name, String badge, String facts, String about, Optional<String> problem,
                  boolean recent) {

    static ModelEntry of(Choice choice, Model model) {
        ModelCard card = model.card();
        return new ModelEntry(choice, card.name(), card.kind() == ModelCard.Kind.EXACT ? "exact" : "trained",
            facts(model), card.description() + " Source: " + card.source(), Optional.empty(), false);
    }

    static ModelEntry ofFile(ModelFamily family) {
        return new ModelEntry(Choice.of(family.id()), family.name(), "with settings",
            "asks for its settings in the setup", family.source(), Optional.empty(), false);
    }

    static ModelEntry failed(ModelFamily family, String why) {
        return new ModelEntry(Choice.of(family.id()), family.name(), "", "", family.source(), Optional.of(why), false);
    }

    static ModelEntry recent(Choice choice) {
        var file = RecentData.file(choice);
        return new ModelEntry(choice, String.valueOf(file.getFileName()), "your data", choice.id(), file.toString(),
            Optional.empty(), true);
    }

    private static String facts(Model model) {
        ModelCard card = model.card();
        var facts = new ArrayList<String>();
        facts.add("shape " + String.join(" x ", card.sampleShape().stream().map(String::valueOf).toList()));
        facts.add(card.classes().isEmpty() ? "no classes" : card.classes().size() + " classes, guidance");
        facts.add(model.law().isPresent() ? "error is measured" : "no exact law");
        model.nativeSchedule().ifPresent(_ -> facts.add("own schedule"));
        facts.add(card.licence());
        return String.join(" \u00b7 ", facts);
    }

    /// Whether every word stands somewhere in what is shown.
    boolean matches(String words) {
        String all = String.join(" ", List.of(choice.id(), name, badge, facts, about)).toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
    }
}
