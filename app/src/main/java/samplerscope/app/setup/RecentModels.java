package samplerscope.app.setup;

import java.util.ArrayList;
import java.util.List;
import samplerscope.app.study.OwnModels;
import samplerscope.model.ModelFamily;
import samplerscope.spec.Choice;

/// The user's own models as entries of the list of models. An entry stands for a choice of another family.
final class RecentModels {

    private static final String PREFIX = "recent-";

    private final OwnModels recent;

    RecentModels(OwnModels recent) {
        this.recent = recent;
    }

    /// The families, and behind them what the user has opened lately.
    List<ModelFamily> with(List<ModelFamily> families) {
        var all = new ArrayList<>(families);
        for (int i = 0; i < recent.choices().size(); i++) {
            var file = OwnModels.file(recent.choices().get(i));
            all.add(new ModelFamily(PREFIX + i, String.valueOf(file.getFileName()), "your own, " + file, List.of(),
                (_, _) -> {
                    throw new IllegalStateException("an entry of the list is opened by the family that it stands for");
                }));
        }
        return all;
    }

    /// What an entry stands for; a choice of a family of its own is left as it is.
    Choice choice(Choice listed) {
        return listed.id().startsWith(PREFIX)
            ? recent.choices().get(Integer.parseInt(listed.id().substring(PREFIX.length()))) : listed;
    }
}
