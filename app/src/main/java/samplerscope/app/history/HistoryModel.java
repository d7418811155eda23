package samplerscope.app.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.StudyModel;
import samplerscope.history.History;
import samplerscope.history.HistoryEntry;
import samplerscope.history.HistoryPlace;
import samplerscope.history.HistoryQuery.Condition;
import samplerscope.history.HistoryQuery.Field;
import samplerscope.history.HistoryQuery;
import samplerscope.history.InvalidQueryException;
import samplerscope.history.Marks;
import samplerscope.history.QueryReader;
import samplerscope.history.RunFacts;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.RunSpec;

/// What the page of the history shows and does: a search, what it found, and what can be done with it. On the FX
/// thread.
public final class HistoryModel {

    /// Rows that a screen and its neighbours hold; the rest follows when these are shown.
    private static final int FIRST_ROWS = 200;

    /// How far back to look.
    public enum Since {
        EVER("any time", -1), TODAY("today", 0), WEEK("last 7 days", 6), MONTH("last 30 days", 29);

        private final String words;
        private final int days;

        Since(String words, int days) {
            this.words = words;
            this.days = days;
        }

        String words() {
            return words;
        }
    }

    /// What is known besides the rows.
    ///
    /// @param budget in bytes; empty where it cannot be read
    public record Surroundings(History.Words words, History.Usage usage, OptionalLong budget) {}

    /// One run, looked at closely.
    ///
    /// @param thumbnail the picture's file; empty when there is none
    /// @param folder    where the run's files are; empty when they have gone
    public record Detail(HistoryEntry entry, Optional<Path> thumbnail, Optional<Path> folder) {}

    private final HistoryDesk desk;
    private final StudyModel study;
    private Consumer<List<RunSpec.Unmask>> lab = _ -> {};
    private final BooleanSupplier keeping;
    private final QueryReader reader = new QueryReader(ZoneId.systemDefault());
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<Optional<String>> model = new SimpleObjectProperty<>(this, "model", Optional.empty());
    private final ObjectProperty<Optional<String>> solver =
        new SimpleObjectProperty<>(this, "solver", Optional.empty());
    private final ObjectProperty<Optional<String>> tag = new SimpleObjectProperty<>(this, "tag", Optional.empty());
    private final ObjectProperty<Since> since = new SimpleObjectProperty<>(this, "since", Since.EVER);
    private final BooleanProperty favourites = new SimpleBooleanProperty(this, "favourites", false);
    private final BooleanProperty deleted = new SimpleBooleanProperty(this, "deleted", false);
    private final ObservableList<HistoryEntry> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Surroundings>> surroundings =
        new ReadOnlyObjectWrapper<>(this, "surroundings", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
        new ReadOnlyObjectWrapper<>(this, "problem", Optional.empty());
    private final ReadOnlyObjectWrapper<List<String>> undoable =
        new ReadOnlyObjectWrapper<>(this, "undoable", List.of());
    private final Deque<List<String>> deletions = new ArrayDeque<>();
    private final Later later = new Later(this::refresh);
    private Subscription life = Subscription.EMPTY;
    /// Counts searches, so that a late answer to an old one is not shown.
    private long search;

    /// @param keeping whether runs go into the history now
    public HistoryModel(HistoryDesk desk, StudyModel study, BooleanSupplier keeping) {
        this.desk = desk;
        this.study = study;
        this.keeping = keeping;
    }

    boolean isKeeping() {
        return keeping.getAsBoolean();
    }

    HistoryPlace place() {
        return desk.place();
    }

    /// Begins to follow what is asked for and what changes.
    void open() {
        life = Changes.of(later::request, text, model, solver, tag, since, favourites, deleted, desk.changes(),
            desk.trouble());
        refresh();
    }

    void close() {
        life.unsubscribe();
        search++;
    }

    StringProperty text() {
        return text;
    }

    ObjectProperty<Optional<String>> model() {
        return model;
    }

    ObjectProperty<Optional<String>> solver() {
        return solver;
    }

    ObjectProperty<Optional<String>> tag() {
        return tag;
    }

    ObjectProperty<Since> since() {
        return since;
    }

    BooleanProperty favourites() {
        return favourites;
    }

    /// Whether the deleted runs are shown, and only they.
    BooleanProperty deleted() {
        return deleted;
    }

    /// What was found, the newest first.
    public ObservableList<HistoryEntry> rows() {
        return rows;
    }

    /// Empty until the history has been opened.
    ReadOnlyObjectProperty<Optional<Surroundings>> surroundings() {
        return surroundings.getReadOnlyProperty();
    }

    /// Why the last thing that was asked for was not done.
    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Ids of the runs that {@link #undoDelete} would bring back.
    ReadOnlyObjectProperty<List<String>> undoable() {
        return undoable.getReadOnlyProperty();
    }

    /// Whether anything is asked for at all; if not, an empty list means an empty history.
    boolean isFiltered() {
        return !text.get().isBlank() || model.get().isPresent() || solver.get().isPresent() || tag.get().isPresent()
            || since.get() != Since.EVER || favourites.get() || deleted.get();
    }

    private void refresh() {
        HistoryQuery query;
        try {
            query = query();
        } catch (InvalidQueryException e) {
            problem.set(Optional.of(Problem.of(e))); // what was found before stays: the word is only half typed
            return;
        }
        problem.set(desk.trouble().get());
        long now = ++search;
        look(history -> history.find(query.first(FIRST_ROWS)), now, first -> {
            rows.setAll(first);
            if (first.size() == FIRST_ROWS) {
                look(history -> history.find(query), now, rows::setAll);
            }
            look(history -> new Surroundings(history.words(), history.usage(), history.budget()), now,
                found -> surroundings.set(Optional.of(found)));
        });
    }

    private <T> void look(Function<History, T> work, long number, Consumer<T> then) {
        desk.look(work, result -> {
            if (number == search) {
                then.accept(result);
            }
        }, e -> problem.set(Optional.of(e)));
    }

    private HistoryQuery query() {
        var conditions = new ArrayList<>(reader.read(text.get()).conditions());
        model.get().ifPresent(id -> conditions.add(new Condition.Is(Field.MODEL, id)));
        solver.get().ifPresent(id -> conditions.add(new Condition.Is(Field.SOLVER, id)));
        tag.get().ifPresent(word -> conditions.add(new Condition.Is(Field.TAG, word)));
        if (since.get() != Since.EVER) {
            Instant from = LocalDate.now().minusDays(since.get().days).atStartOfDay(ZoneId.systemDefault()).toInstant();
            conditions.add(new Condition.During(from, Instant.MAX));
        }
        if (favourites.get()) {
            conditions.add(new Condition.Favourite());
        }
        if (deleted.get()) {
            conditions.add(new Condition.Deleted());
        }
        return new HistoryQuery(conditions, HistoryQuery.Order.NEWEST, Integer.MAX_VALUE);
    }

    /// Looks for the files of a run.
    ///
    /// @param then called with them on the FX thread
    void detail(HistoryEntry entry, Consumer<Detail> then) {
        desk.look(history -> new Detail(entry, Optional.of(desk.place().thumbnail(entry.id())).filter(Files::exists),
            Optional.of(history.folder(entry)).filter(_ -> history.hasFolder(entry))), then,
            e -> problem.set(Optional.of(e)));
    }

    /// Changes what the user did to some runs.
    void mark(List<HistoryEntry> entries, UnaryOperator<Marks> change) {
        List<String> ids = ids(entries);
        desk.change(history -> ids.stream().map(id -> history.mark(id, change)).toList(), _ -> {});
    }

    /// Deletes runs until somebody wants them back.
    void delete(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        mark(entries, m -> m.deletedAt(Instant.now()));
        deletions.push(ids(entries));
        undoable.set(ids(entries));
    }

    /// Brings back what was deleted last.
    void undoDelete() {
        if (!deletions.isEmpty()) {
            List<String> ids = deletions.pop();
            desk.change(history -> ids.stream().map(id -> history.mark(id, Marks::restored)).toList(), _ -> {});
        }
        undoable.set(deletions.isEmpty() ? List.of() : deletions.peek());
    }

    void bringBack(List<HistoryEntry> entries) {
        mark(entries, Marks::restored);
        deletions.clear();
        undoable.set(List.of());
    }

    private static List<String> ids(List<HistoryEntry> entries) {
        return entries.stream().map(HistoryEntry::id).toList();
    }

    /// @param lab takes runs of masked diffusion, which no lane of this study can show
    public void onMasked(Consumer<List<RunSpec.Unmask>> lab) {
        this.lab = lab;
    }

    /// Runs of masked diffusion go to their lab, whatever was asked for.
    ///
    /// @return whether there is any among them
    private boolean toLab(List<HistoryEntry> entries, Runnable done) {
        List<HistoryEntry> masked = entries.stream().filter(e -> e.facts().family() == RunFacts.Family.MASKED).toList();
        if (masked.isEmpty()) {
            return false;
        }
        Path base = study.services().base();
        MaskedCatalog catalog = MaskedCatalog.standard();
        desk.look(history -> masked.stream().map(entry -> history.unmaskSpec(entry, catalog, base)).toList(), specs -> {
            done.run();
            lab.accept(specs);
        }, e -> problem.set(Optional.of(e)));
        return true;
    }

    /// Gives the spec of a run to the focused lane; one of masked diffusion opens in its lab.
    ///
    /// @param done called on the FX thread when that is done; not when the spec cannot be read
    void restore(HistoryEntry entry, Runnable done) {
        if (toLab(List.of(entry), done)) {
            return;
        }
        StudyModel.Edits into = study.here();
        specs(List.of(entry), specs -> {
            into.edit("restore a run", s -> s.withLane(s.focusedLane().id(), lane -> lane.withSpec(specs.getFirst())));
            done.run();
        });
    }

    /// Adds a lane for each run.
    void addLanes(List<HistoryEntry> entries, Runnable done) {
        if (toLab(entries, done)) {
            return;
        }
        StudyModel.Edits into = study.here();
        specs(entries, specs -> {
            specs.forEach(spec -> into.edit("add lane", s -> s.adding(spec)));
            done.run();
        });
    }

    /// Puts the runs into lanes, in the place of those there are, and runs them again.
    void compare(List<HistoryEntry> entries, Runnable done) {
        if (toLab(entries, done)) {
            return;
        }
        specs(entries, specs -> {
            study.edit("compare %d runs".formatted(specs.size()), s -> s.comparing(specs));
            study.runner().run(study.shownLanes());
            done.run();
        });
    }

    private void specs(List<HistoryEntry> entries, Consumer<List<RunSpec.Denoise>> then) {
        Path base = study.services().base();
        desk.look(history -> entries.stream().map(entry -> history.spec(entry, base)).toList(), then,
            e -> problem.set(Optional.of(e)));
    }
}
