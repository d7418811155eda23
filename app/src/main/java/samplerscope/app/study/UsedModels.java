package samplerscope.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// The models that runs were planned for lately, whoever they come from, newest first. Lives on the FX thread.
public final class UsedModels {

    private static final int MOST = 6;

    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    /// One for all: a view that nobody holds is collected, and its listeners with it.
    private final ObservableList<Choice> view = FXCollections.unmodifiableObservableList(choices);

    /// @param lines what {@link #lines} once gave; those that cannot be read are left out
    public UsedModels(List<String> lines) {
        lines.forEach(line -> ModelChoice.parse(line).ifPresent(choices::add));
    }

    public ObservableList<Choice> choices() {
        return view;
    }

    /// @param base folder that a relative name starts from
    public void used(Choice model, Path base) {
        Choice absolute = ModelChoice.absolute(model, base);
        if (!choices.isEmpty() && choices.getFirst().equals(absolute)) {
            return;
        }
        var next = new ArrayList<Choice>();
        next.add(absolute);
        choices.stream().filter(c -> !isSame(c, absolute)).limit(MOST - 1).forEach(next::add);
        choices.setAll(next);
    }

    /// Other settings do not make another model of a list.
    private static boolean isSame(Choice one, Choice other) {
        return one.id().equals(other.id()) && ModelChoice.path(one).equals(ModelChoice.path(other));
    }

    /// For a file of settings, one line each.
    public List<String> lines() {
        return choices.stream().map(ModelChoice::text).toList();
    }
}
