package samplerscope.app.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import samplerscope.app.models.ModelEntry.Kind;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.Services;
import samplerscope.app.study.UsedModels;
import samplerscope.model.ModelFamily;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// What stands on the page of models, and adding and removing. Files are read in the background. Lives on the FX
/// thread.
final class ModelShelf {

    static final String USED_LATELY = "Recently used";

    private final Services services;
    private final OwnModels own;
    private final UsedModels used;
    private final ReadOnlyObjectWrapper<Map<String, List<ModelEntry>>> sections =
        new ReadOnlyObjectWrapper<>(this, "sections", Map.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<Optional<ModelEntry>> removed =
        new ReadOnlyObjectWrapper<>(this, "removed", Optional.empty());
    private Runnable putBack = () -> {};
    private Map<Choice, ModelEntry> known = Map.of();
    private int round;

    ModelShelf(Services services, OwnModels own, UsedModels used) {
        this.services = services;
        this.own = own;
        this.used = used;
        read();
    }

    /// Reads again whenever a model is added, removed or used, until unsubscribed.
    Subscription watch() {
        return own.choices().subscribe(this::read).and(used.choices().subscribe(this::read));
    }

    /// By title, in the order of the page; empty until the first are read.
    ReadOnlyObjectProperty<Map<String, List<ModelEntry>>> sections() {
        return sections.getReadOnlyProperty();
    }

    /// Why something could not be added; empty when all went well.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// What was taken off last, and can come back.
    ReadOnlyObjectProperty<Optional<ModelEntry>> removed() {
        return removed.getReadOnlyProperty();
    }

    /// Reads what is known of each model from its files; opens none.
    private void read() {
        int mine = ++round;
        Catalog catalog = services.resolver().catalog();
        List<Choice> ownNow = List.copyOf(own.choices());
        services.background().submit(() -> {
            var entries = new LinkedHashMap<Choice, ModelEntry>();
            for (Choice choice : ownNow) {
                entries.put(choice, ModelEntry.of(choice, catalog, services.base()));
            }
            for (ModelFamily family : catalog.models().all()) {
                Choice choice = Choice.of(family.id());
                entries.put(choice, family.summary().isPresent() ? ModelEntry.of(choice, catalog, services.base())
                    : ModelEntry.maker(family));
            }
            Platform.runLater(() -> {
                if (mine == round) {
                    known = entries;
                    arrange();
                }
            });
        });
    }

    /// Every model once: those used lately first, then by kind.
    private void arrange() {
        var made = new LinkedHashMap<String, List<ModelEntry>>();
        var left = new LinkedHashMap<>(known);
        var lately = new ArrayList<ModelEntry>();
        for (Choice choice : used.choices()) {
            left.keySet().stream().filter(c -> isSame(c, choice)).findFirst().ifPresent(c ->
                lately.add(left.remove(c)));
        }
        if (!lately.isEmpty()) {
            made.put(USED_LATELY, List.copyOf(lately));
        }
        var kinds = new HashMap<Kind, List<ModelEntry>>();
        left.values().forEach(entry -> kinds.computeIfAbsent(entry.kind(), _ -> new ArrayList<>()).add(entry));
        kinds.keySet().stream().sorted(Comparator.naturalOrder())
            .forEach(kind -> made.put(kind.title(), kinds.get(kind)));
        sections.set(made);
    }

    private static boolean isSame(Choice one, Choice other) {
        return one.id().equals(other.id()) && ModelChoice.path(one).equals(ModelChoice.path(other));
    }

    /// Adds the model that lies at a path.
    ///
    /// @param undescribed called on the FX thread with a network that has no sidecar
    void add(Path path, Consumer<Path> undescribed) {
        problem.set("");
        Catalog catalog = services.resolver().catalog();
        services.background().submit(() -> {
            try {
                Optional<Choice> found = ModelChoice.ofPath(path.toString());
                Optional<ModelEntry> entry = found.map(choice -> ModelEntry.of(choice, catalog, services.base()));
                boolean isBare = found.isPresent() && ModelChoice.lacksSidecar(found.get());
                Platform.runLater(() -> added(path, found, entry, isBare, undescribed));
            } catch (RuntimeException e) {
                Problem why = Problem.of(e);
                Platform.runLater(() -> problem.set("%s; %s.".formatted(why.happened(), why.remedy())));
            }
        });
    }

    private void added(Path path, Optional<Choice> found, Optional<ModelEntry> entry, boolean isBare,
                       Consumer<Path> undescribed) {
        if (isBare) {
            undescribed.accept(path);
        } else if (found.isEmpty()) {
            problem.set(("'%s' is no model: choose a network (.onnx), a model folder, of masked diffusion too, a "
                + "folder of pictures, a table or an array.").formatted(path.getFileName()));
        } else if (entry.orElseThrow().problem().isPresent()) {
            problem.set(entry.get().problem().get() + ".");
        } else {
            own.used(found.get(), services.base());
        }
    }

    /// Takes an own model off the list; its files stay.
    void remove(ModelEntry entry) {
        putBack = own.remove(entry.choice());
        removed.set(Optional.of(entry));
    }

    /// Puts back what was taken off last.
    void undo() {
        putBack.run();
        putBack = () -> {};
        removed.set(Optional.empty());
    }
}
