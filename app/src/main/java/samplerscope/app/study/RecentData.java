package samplerscope.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// The user's data that models were made of lately, with their settings, newest first. Lives on the FX thread.
public final class RecentData {

    private static final int MOST = 8;
    private static final String FILE = "file";

    private final ObservableList<Choice> choices = FXCollections.observableArrayList();

    /// @param lines what {@link #lines} once gave; those that cannot be read are left out
    public RecentData(List<String> lines) {
        lines.forEach(line -> ModelChoice.parse(line).filter(RecentData::isData).ifPresent(choices::add));
    }

    public ObservableList<Choice> choices() {
        return FXCollections.unmodifiableObservableList(choices);
    }

    /// A model was opened; one that is not made of a file is of no interest.
    ///
    /// @param base folder that a relative name starts from
    public void used(Choice model, Path base) {
        if (!isData(model)) {
            return;
        }
        Path file = base.resolve(file(model)).toAbsolutePath().normalize();
        Choice absolute = model.with(FILE, new Setting.Word(file.toString()));
        if (!choices.isEmpty() && choices.getFirst().equals(absolute)) {
            return;
        }
        var next = new ArrayList<Choice>();
        next.add(absolute);
        choices.stream().filter(c -> !file(c).equals(file)).limit(MOST - 1).forEach(next::add);
        choices.setAll(next);
    }

    /// Takes a choice off the list; its file stays.
    public void remove(Choice data) {
        choices.remove(data);
    }

    private static boolean isData(Choice model) {
        return ModelChoice.DATA_FAMILIES.contains(model.id()) && model.settings().get(FILE) instanceof Setting.Word;
    }

    /// Where the data of a choice lie.
    public static Path file(Choice data) {
        return Path.of(((Setting.Word) data.settings().get(FILE)).value());
    }

    /// For a file of settings, one line each.
    public List<String> lines() {
        return choices.stream().map(ModelChoice::text).toList();
    }
}
