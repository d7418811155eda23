package samplerscope.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// The user's own models, which are made of files, with their settings, newest first. Lives on the FX thread.
public final class OwnModels {

    private static final int MOST = 24;

    private final ObservableList<Choice> choices = FXCollections.observableArrayList();
    /// One for all: a view that nobody holds is collected, and its listeners with it.
    private final ObservableList<Choice> view = FXCollections.unmodifiableObservableList(choices);

    /// @param lines what {@link #lines} once gave; those that cannot be read are left out
    public OwnModels(List<String> lines) {
        lines.forEach(line -> ModelChoice.parse(line).filter(OwnModels::isOwn).ifPresent(choices::add));
    }

    public ObservableList<Choice> choices() {
        return view;
    }

    /// A model was opened or added; one that is not made of a file is of no interest.
    ///
    /// @param base folder that a relative name starts from
    public void used(Choice model, Path base) {
        if (!isOwn(model)) {
            return;
        }
        Choice absolute = ModelChoice.absolute(model, base);
        if (!choices.isEmpty() && choices.getFirst().equals(absolute)) {
            return;
        }
        var next = new ArrayList<Choice>();
        next.add(absolute);
        choices.stream().filter(c -> !file(c).equals(file(absolute))).limit(MOST - 1).forEach(next::add);
        choices.setAll(next);
    }

    /// Takes a model off the list; its files stay.
    ///
    /// @return puts it back where it was
    public Runnable remove(Choice model) {
        int index = choices.indexOf(model);
        choices.remove(model);
        return () -> {
            if (index >= 0 && !choices.contains(model)) {
                choices.add(Math.min(index, choices.size()), model);
            }
        };
    }

    public static boolean isOwn(Choice model) {
        return ModelChoice.path(model).isPresent();
    }

    /// Where the files of an own model lie.
    public static Path file(Choice model) {
        return ModelChoice.path(model).orElseThrow();
    }

    /// For a file of settings, one line each.
    public List<String> lines() {
        return choices.stream().map(ModelChoice::text).toList();
    }
}
