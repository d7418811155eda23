package samplerscope.app.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import samplerscope.app.study.OwnModels;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Family;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// The user's own models of one kind of diffusion as entries of the list of models. An entry stands for a choice of
/// another family.
public final class RecentModels<F extends Family> {

    private static final String PREFIX = "recent-";

    private final OwnModels recent;
    private final Predicate<Choice> fits;
    private final Entry<F> entry;

    /// How an entry of the list is made.
    private interface Entry<F> {
        F of(String id, String name, String source);
    }

    private RecentModels(OwnModels recent, Predicate<Choice> fits, Entry<F> entry) {
        this.recent = recent;
        this.fits = fits;
        this.entry = entry;
    }

    static RecentModels<ModelFamily> continuous(OwnModels recent) {
        return new RecentModels<>(recent, choice -> !ModelChoice.isMasked(choice), (id, name, source) ->
            new ModelFamily(id, name, source, List.of(), (_, _) -> {
                throw standsForAnother();
            }));
    }

    public static RecentModels<MaskedModelFamily> masked(OwnModels recent) {
        return new RecentModels<>(recent, ModelChoice::isMasked, (id, name, source) ->
            new MaskedModelFamily(id, name, source, List.of(), (_, _) -> {
                throw standsForAnother();
            }));
    }

    private static IllegalStateException standsForAnother() {
        return new IllegalStateException("an entry of the list is opened by the family that it stands for");
    }

    /// The families, and behind them what the user has opened lately.
    public List<F> with(List<F> families) {
        var all = new ArrayList<>(families);
        for (int i = 0; i < recent.choices().size(); i++) {
            Choice choice = recent.choices().get(i);
            if (fits.test(choice)) {
                Path file = OwnModels.file(choice);
                all.add(entry.of(PREFIX + i, String.valueOf(file.getFileName()), "your own, " + file));
            }
        }
        return all;
    }

    /// What an entry stands for; empty for a choice of a family of its own.
    public Optional<Choice> standsFor(Choice listed) {
        return listed.id().startsWith(PREFIX)
            ? Optional.of(recent.choices().get(Integer.parseInt(listed.id().substring(PREFIX.length()))))
            : Optional.empty();
    }
}
