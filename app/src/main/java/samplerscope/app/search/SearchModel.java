package samplerscope.app.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.search.Candidate;
import samplerscope.search.Evaluation;
import samplerscope.search.SearchControl;
import samplerscope.search.plan.CellResult;
import samplerscope.search.plan.SearchFolder;
import samplerscope.search.plan.SearchPlan;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecReader;

/// The search on screen: what it has found, how it goes on, and the searches that are kept. Lives on the FX thread, and
/// takes news from the search some times a second, however fast it is.
public final class SearchModel {

    /// What the search on screen is doing.
    public enum Phase {
        /// There is none.
        NONE,
        RUNNING,
        /// It waits as soon as the schedules under way are evaluated.
        PAUSED,
        /// It was told to stop; what it found is judged on fresh noises.
        STOPPING,
        /// It does nothing any more; cells without a result can be gone on with.
        RESTED
    }

    /// What is being done now.
    ///
    /// @param total 0 when nobody knows
    public record Stage(String words, int done, int total) {
        static final Stage NONE = new Stage("", 0, 0);
    }

    private static final Duration FRAME = Duration.millis(200);

    private final Services services;
    private final SearchShelf shelf;
    private final FileThread files = new FileThread();
    private final SearchWork work;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.NONE);
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
        new ReadOnlyObjectWrapper<>(this, "problem", Optional.empty());
    private final ReadOnlyObjectWrapper<List<SearchShelf.Kept>> kept = new ReadOnlyObjectWrapper<>(this, "kept",
        List.of());
    private final ReadOnlyObjectWrapper<Optional<SearchShelf.Kept>> removed =
        new ReadOnlyObjectWrapper<>(this, "removed", Optional.empty());
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes", 0);
    private final ObjectProperty<Optional<Tried>> selected = new SimpleObjectProperty<>(this, "selected",
        Optional.empty());
    private final Set<Candidate> pinned = new LinkedHashSet<>();
    private final Map<Integer, SearchCell> cells = new LinkedHashMap<>();
    /// Each schedule with an error once, where it was tried first.
    private final Map<Candidate, Tried> tried = new LinkedHashMap<>();
    private List<Tried> ranking = List.of();
    private final Timeline frames = new Timeline(new KeyFrame(FRAME, _ -> listen()));
    private ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
    private Optional<SearchFolder> folder = Optional.empty();
    private Optional<RunSpec.Denoise> base = Optional.empty();
    private SearchControl control = new SearchControl();
    private Optional<Future<?>> task = Optional.empty();
    private Stage stage = Stage.NONE;
    /// Whether the best schedule is selected as soon as there is a better one.
    private boolean follows = true;

    /// @param root where searches are kept; need not exist yet
    public SearchModel(Services services, Path root) {
        this.services = services;
        this.shelf = new SearchShelf(root, new SpecReader(services.resolver().catalog()));
        this.work = new SearchWork(services, files);
        frames.setCycleCount(Animation.INDEFINITE);
        files.begin(() -> trying(shelf::purge));
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /// What is wrong with the search as a whole, or with its files; empty when all is well.
    public ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Counts frames with news.
    public ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /// Searches on the disk, the newest first.
    ReadOnlyObjectProperty<List<SearchShelf.Kept>> kept() {
        return kept.getReadOnlyProperty();
    }

    /// The search that was deleted last, while it can be brought back.
    ReadOnlyObjectProperty<Optional<SearchShelf.Kept>> removed() {
        return removed.getReadOnlyProperty();
    }

    /// The schedule that buttons act on: the best one until another is chosen.
    public ReadOnlyObjectProperty<Optional<Tried>> selected() {
        return selected;
    }

    public Stage stage() {
        return stage;
    }

    /// In the order in which they are done.
    public Collection<SearchCell> cells() {
        return cells.values();
    }

    public Optional<SearchPlan> plan() {
        return folder.map(SearchFolder::plan);
    }

    /// What the lanes that show its schedules are made from, with paths as the window has them.
    public Optional<RunSpec.Denoise> base() {
        return base;
    }

    /// Begins a search in a folder of its own.
    public void start(SearchPlan plan) {
        Path place = shelf.place();
        var reader = new SpecReader(services.resolver().catalog());
        begin(() -> SearchFolder.of(place, plan, services.base(), reader), SearchWork.Doing.SEARCH);
    }

    /// Goes on with the cells of the search on screen that have no result.
    public void goOn() {
        folder.ifPresent(known -> begin(() -> known, SearchWork.Doing.SEARCH));
    }

    /// Goes on with a search of earlier.
    void goOn(SearchShelf.Kept earlier) {
        begin(() -> reopened(earlier), SearchWork.Doing.SEARCH);
    }

    /// Shows a search of earlier as it was left.
    void show(SearchShelf.Kept earlier) {
        begin(() -> reopened(earlier), SearchWork.Doing.READ);
    }

    private SearchFolder reopened(SearchShelf.Kept earlier) {
        return SearchFolder.open(earlier.folder(), new SpecReader(services.resolver().catalog()));
    }

    private void begin(Supplier<SearchFolder> opening, SearchWork.Doing what) {
        clear();
        control = new SearchControl();
        var news = new ConcurrentLinkedQueue<Heard>();
        heard = news;
        phase.set(Phase.RUNNING);
        task = Optional.of(work.begin(opening, control, news::add, what));
        frames.play();
        tell();
    }

    private void clear() {
        task.ifPresent(before -> before.cancel(true));
        cells.clear();
        tried.clear();
        ranking = List.of();
        pinned.clear();
        folder = Optional.empty();
        base = Optional.empty();
        stage = Stage.NONE;
        follows = true;
        selected.set(Optional.empty());
        problem.set(Optional.empty());
    }

    public void pause() {
        if (phase.get() == Phase.RUNNING) {
            control.pause();
            phase.set(Phase.PAUSED);
        }
    }

    public void resume() {
        if (phase.get() == Phase.PAUSED) {
            control.resume();
            phase.set(Phase.RUNNING);
        }
    }

    /// Ends the search within the schedules under way and judges what it found; asked again, leaves the judging, too.
    public void stop() {
        if (phase.get() == Phase.STOPPING) {
            task.ifPresent(t -> t.cancel(true));
        } else if (phase.get() == Phase.RUNNING || phase.get() == Phase.PAUSED) {
            control.stop();
            phase.set(Phase.STOPPING);
        }
    }

    /// Looks for searches on the disk, in the background.
    public void lookForKept() {
        onShelf(() -> { });
    }

    /// Deletes a search of earlier, from the screen, too. The last one can be brought back.
    void discard(SearchShelf.Kept earlier) {
        if (folder.filter(shown -> shown.path().equals(earlier.folder())).isPresent()) {
            clear();
            phase.set(Phase.NONE);
            tell();
        }
        removed.set(Optional.of(earlier));
        onShelf(() -> shelf.remove(earlier.folder()));
    }

    void bringBack() {
        removed.get().ifPresent(gone -> onShelf(() -> shelf.putBack(gone.folder())));
        removed.set(Optional.empty());
    }

    /// Does something to the shelf, then looks what is there.
    private void onShelf(Runnable work) {
        files.begin(() -> {
            trying(work);
            trying(() -> {
                List<SearchShelf.Kept> all = shelf.all();
                Platform.runLater(() -> kept.set(all));
            });
        });
    }

    private void trying(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            Platform.runLater(() -> problem.set(Optional.of(Problem.of(e))));
        }
    }

    /// Takes a schedule out of the many; from now on the selection stays where it is.
    public void select(Tried tried) {
        follows = false;
        selected.set(Optional.of(tried));
    }

    /// Whether the best schedule is selected, and nobody has chosen another.
    boolean followsTheBest() {
        return follows;
    }

    boolean isPinned(Candidate candidate) {
        return pinned.contains(candidate);
    }

    /// Keeps the selected schedule in sight, or no longer; after a restart, too.
    public void pin() {
        selected.get().map(Tried::candidate).ifPresent(candidate -> {
            if (!pinned.remove(candidate)) {
                pinned.add(candidate);
            }
            List<Candidate> now = List.copyOf(pinned);
            folder.ifPresent(kept -> files.begin(() -> trying(() -> kept.pin(now))));
            tell();
        });
    }

    /// All schedules with an error, each once, the best first.
    public List<Tried> ranking() {
        if (ranking.size() < tried.size()) {
            ranking = tried.values().stream().sorted(Comparator.comparingDouble(Tried::error)).toList();
        }
        return ranking;
    }

    /// What nothing beats with as few evaluations, by rising number.
    public List<Tried> front() {
        var bestPerNfe = new TreeMap<Integer, Tried>();
        ranking().forEach(t -> bestPerNfe.putIfAbsent(t.nfe(), t));
        var front = new ArrayList<Tried>();
        for (Tried t : bestPerNfe.values()) {
            if (front.isEmpty() || t.error() < front.getLast().error()) {
                front.add(t);
            }
        }
        return front;
    }

    /// By rising number of evaluations: the best schedule on the noises searched on, and what it is worth on others.
    List<CellResult.Found> verdicts() {
        var best = new TreeMap<Integer, CellResult.Found>();
        cells.values().stream().flatMap(c -> c.result().stream()).flatMap(r -> r.found().stream())
            .forEach(f -> best.merge(f.nfe(), f, (old, other) -> other.score() < old.score() ? other : old));
        return List.copyOf(best.values());
    }

    /// Why candidates have no error, over all cells.
    Map<String, Integer> failures() {
        var all = new TreeMap<String, Integer>();
        cells.values().forEach(c -> c.failures().forEach((why, count) -> all.merge(why, count, Integer::sum)));
        return all;
    }

    private void listen() {
        boolean any = false;
        for (Heard next = heard.poll(); next != null; next = heard.poll()) {
            take(next);
            any = true;
        }
        if (any) {
            followTheBest();
            tell();
        }
    }

    private void take(Heard news) {
        switch (news) {
            case Heard.Opened(SearchFolder opened) -> opened(opened);
            case Heard.Pinned(var schedules) -> pinned.addAll(schedules);
            case Heard.Began(int cell) -> cells.get(cell).begin();
            case Heard.Evaluated(int cell, var evaluation, var failure) -> evaluated(cells.get(cell), evaluation,
                failure);
            case Heard.Population(int cell, var members) -> cells.get(cell).population(members);
            case Heard.Stage(int _, String words, int done, int total) -> stage = new Stage(words, done, total);
            case Heard.Ended(int cell, CellResult result) -> {
                cells.get(cell).end(result);
                stage = Stage.NONE;
            }
            case Heard.BrokenOff(int cell) -> cells.get(cell).breakOff();
            case Heard.Failed(int cell, Problem why) -> cells.get(cell).fail(why);
            case Heard.Missed(Problem why) -> problem.set(Optional.of(why));
            case Heard.Refused(Problem why) -> problem.set(Optional.of(why));
            case Heard.Rested _ -> rest();
        }
    }

    private void evaluated(SearchCell cell, Evaluation evaluation, Optional<String> failure) {
        cell.add(evaluation, failure);
        if (evaluation.isFinite()) {
            tried.putIfAbsent(evaluation.candidate(), new Tried(cell, evaluation));
        }
    }

    private void opened(SearchFolder opened) {
        folder = Optional.of(opened);
        base = Optional.of(ModelFiles.moved(opened.plan().base(), services.resolver().catalog(),
            opened.path().toAbsolutePath(), services.base().toAbsolutePath()));
        opened.plan().cells().forEach(cell -> cells.put(cell.number(), new SearchCell(cell)));
    }

    private void rest() {
        frames.stop();
        stage = Stage.NONE;
        phase.set(folder.isPresent() ? Phase.RESTED : Phase.NONE);
        lookForKept();
    }

    private void followTheBest() {
        if (follows) {
            ranking().stream().findFirst().ifPresent(best -> selected.set(Optional.of(best)));
        }
    }

    private void tell() {
        changes.set(changes.get() + 1);
    }

    /// Interrupts the search; it can be gone on with when the program runs again.
    public void close() {
        frames.stop();
        work.close();
        files.close();
    }
}
