package samplerscope.app.sweep;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.SamplerscopeException;
import samplerscope.app.kit.Later;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.StudySelection;
import samplerscope.export.PlanePicture;
import samplerscope.metric.MetricFamily;
import samplerscope.run.Progress;
import samplerscope.spec.Engine;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.RunSpec;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor.Measure;
import samplerscope.sweep.CellResult;
import samplerscope.sweep.KeptSweep;
import samplerscope.sweep.PlaneWindow;
import samplerscope.sweep.Sweep;
import samplerscope.sweep.SweepSpec;
import samplerscope.sweep.SweepStore;

/// What is swept, what was found, and which cells are looked at. Runs in the background; lives on the FX thread, longer
/// than the page that shows it.
public final class SweepModel {

    /// What the draft amounts to.
    sealed interface Plan {
        record Ready(SweepSpec spec) implements Plan {}

        record Wrong(Problem problem) implements Plan {}
    }

    /// What a sweep began with; what is typed or chosen since is the next one's.
    ///
    /// @param base folder that relative paths in the spec start from
    private record Begun(SweepSpec spec, List<MetricFamily> metrics, Path base) {

        List<String> metricIds() {
            return metrics.stream().map(MetricFamily::id).toList();
        }
    }

    private final StudyModel study;
    private final BiConsumer<Executed, Path> keep;
    private final SweepFiles files;
    private final SweepDraft draft;
    private final ReadOnlyObjectWrapper<Plan> plan;
    private final ReadOnlyObjectWrapper<Optional<SweepResults>> results =
        new ReadOnlyObjectWrapper<>(this, "results", Optional.empty());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ObjectProperty<List<Integer>> chosen = new SimpleObjectProperty<>(this, "chosen", List.of());
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    /// Cells that have arrived since the last refresh; a table is not made for each of them.
    private final Map<Integer, CellResult> arrived = new HashMap<>();
    private final Later refresh = new Later(this::refresh);
    private Optional<PlanePicture.Window> window = Optional.empty();
    private Optional<Begun> begun = Optional.empty();
    /// Id of the one that ran the cells which were found.
    private Optional<String> engine = Optional.empty();
    private Optional<Future<?>> work = Optional.empty();
    private int current;

    /// @param keep  hears of every run that a sweep completes, with the folder that its relative paths start from, on the
    ///              thread that ran it
    /// @param store where sweeps outlive the program
    /// @param keeps whether they are to, asked on any thread
    public SweepModel(StudyModel study, BiConsumer<Executed, Path> keep, SweepStore store, BooleanSupplier keeps) {
        this.study = study;
        this.keep = keep;
        this.files = new SweepFiles(store, keeps, study.services().background());
        this.draft = new SweepDraft(base());
        this.plan = new ReadOnlyObjectWrapper<>(this, "plan", read());
        draft.all().forEach(value -> value.subscribe((_, _) -> plan.set(read())));
        study.study().subscribe((_, _) -> plan.set(read()));
    }

    SweepDraft draft() {
        return draft;
    }

    Services services() {
        return study.services();
    }

    StudyModel study() {
        return study;
    }

    /// The samples that are chosen here and in the lanes.
    StudySelection selection() {
        return study.selection();
    }

    /// The spec that a sweep starts from: that of the focused lane.
    RunSpec.Denoise base() {
        return study.study().get().focusedLane().spec();
    }

    ReadOnlyObjectProperty<Plan> plan() {
        return plan.getReadOnlyProperty();
    }

    /// The newest sweep; empty before the first.
    ReadOnlyObjectProperty<Optional<SweepResults>> results() {
        return results.getReadOnlyProperty();
    }

    /// Sweeps that outlive the program.
    SweepFiles files() {
        return files;
    }

    /// Cells that were tried by the newest sweep.
    public int found() {
        return results.get().map(r -> r.cells().size()).orElse(0);
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /// Cells that {@link #goOn} would run: those that the newest sweep has not tried, once it was stopped.
    Set<Integer> missing() {
        return running.get() ? Set.of() : results.get().map(SweepResults::missing).orElse(Set.of());
    }

    /// Cells that {@link #again} would run: those that failed, unless the sweep is at work.
    Set<Integer> failed() {
        return running.get() ? Set.of() : results.get().map(SweepResults::failed).orElse(Set.of());
    }

    /// Of the cells that are run now, in [0, 1].
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// Indices of the chosen cells, the last one on the stage.
    public ObjectProperty<List<Integer>> chosen() {
        return chosen;
    }

    /// Index of the cell under the mouse, in whatever view; -1 for none.
    IntegerProperty hovered() {
        return hovered;
    }

    /// The cell that is shown large: the last one chosen, else the first one that ran.
    Optional<Integer> staged() {
        Optional<Integer> last = chosen.get().isEmpty() ? Optional.empty() : Optional.of(chosen.get().getLast());
        return last.or(() -> results.get().flatMap(r -> r.cells().keySet().stream().findFirst()));
    }

    /// The cell that the staged one is compared with: the one chosen before it, else its baseline.
    Optional<Integer> partner() {
        int count = chosen.get().size();
        return count > 1 ? Optional.of(chosen.get().get(count - 2))
            : staged().flatMap(cell -> results.get().flatMap(r -> r.baselineOf(cell)));
    }

    /// Chooses a cell alone, or adds it to the others or takes it away.
    void choose(int cell, boolean toggles) {
        var cells = new ArrayList<>(toggles ? chosen.get() : List.of());
        if (!cells.remove((Integer) cell) || !toggles) {
            cells.add(cell);
        }
        chosen.set(List.copyOf(cells));
    }

    /// Adds a lane for each cell that has run, named after it; one undoable step.
    public void addLanes(List<Integer> cells) {
        results.get().ifPresent(r -> study.edit(cells.size() == 1 ? "add a cell as lane" : "add cells as lanes", s -> {
            var changed = s;
            for (int cell : cells) {
                Optional<Executed> run = r.run(cell);
                if (run.isPresent()) {
                    changed = changed.adding(asSeenFromHere(run.get().run().spec()));
                    changed = changed.withLane(changed.focused(), l -> l.withName(r.spec().cell(cell).words()));
                }
            }
            return changed;
        }));
    }

    /// With relative paths that start where those of the window do.
    private RunSpec.Denoise asSeenFromHere(RunSpec.Denoise spec) {
        return begun.map(sweep -> ModelFiles.moved(spec, services().resolver().catalog(), sweep.base(), services().base()))
            .orElse(spec);
    }

    /// Shows an earlier sweep as far as it came, and its axes on the shelf; {@link #goOn} runs what is missing. What was
    /// found is as good as run in this window: the next sweep takes it from there.
    void show(KeptSweep sweep) {
        cancel();
        chosen.set(List.of());
        hovered.set(-1);
        draft.take(sweep);
        var again = new Begun(sweep.spec(), services().resolver().catalog().metrics().all().stream()
            .filter(m -> sweep.metrics().contains(m.id())).toList(), sweep.base());
        begun = Optional.of(again);
        engine = Optional.of(sweep.engine());
        empty(sweep.spec());
        submit(round -> recall(round, again, sweep.engine()));
    }

    private void recall(int round, Begun sweep, String on) {
        attempt(round, () -> {
            Sweep whole = sweep(sweep, services().engine().get());
            whole.recall(on, found -> hand(round, found, 0));
        });
    }

    /// Runs the draft, unless something is wrong with it; what ran before is not run again.
    public void start() {
        if (plan.get() instanceof Plan.Ready(SweepSpec spec)) {
            cancel();
            chosen.set(List.of());
            hovered.set(-1);
            List<MetricFamily> metrics = SweepDraft.metrics(services().resolver().catalog()).stream()
                .filter(m -> m.id().equals(draft.metric().get())).toList();
            begin(new Begun(spec, metrics, services().base()));
        }
    }

    /// Runs those cells of the newest sweep that were not tried; what was found and what is chosen stays. On another
    /// device since, all of them: the cells of one table come from one device.
    public void goOn() {
        refresh(); // what has just arrived is not missing
        resume(missing());
    }

    /// Runs failed cells of the newest sweep once more, after what they lacked was put right; as {@link #goOn} otherwise.
    ///
    /// @param cells those that did not fail are passed by
    void again(Set<Integer> cells) {
        refresh();
        resume(failed().stream().filter(cells::contains).collect(Collectors.toUnmodifiableSet()));
    }

    private void resume(Set<Integer> cells) {
        if (cells.isEmpty()) {
            return;
        }
        begun.ifPresent(sweep -> {
            results.set(results.get().map(r -> r.without(cells)));
            submit(sweep, cells);
        });
    }

    private void begin(Begun sweep) {
        begun = Optional.of(sweep);
        engine = Optional.empty();
        empty(sweep.spec());
        submit(sweep, results.get().orElseThrow().missing());
    }

    private void empty(SweepSpec spec) {
        arrived.clear();
        window = Optional.empty();
        results.set(Optional.of(SweepResults.of(spec, Map.of(), Optional.empty())));
    }

    private void submit(Begun sweep, Set<Integer> cells) {
        Optional<String> before = engine;
        submit(round -> run(round, sweep, before, cells));
    }

    private void submit(IntConsumer ofRound) {
        int round = ++current;
        progress.set(0);
        running.set(true);
        work = Optional.of(services().solving().submit(() -> ofRound.accept(round)));
    }

    /// Stops within a step; what was found stays.
    public void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        current++;
        running.set(false);
    }

    private void run(int round, Begun begun, Optional<String> before, Set<Integer> cells) {
        attempt(round, () -> {
            Engine now = services().engine().get();
            boolean moved = before.filter(id -> !id.equals(now.id())).isPresent();
            Platform.runLater(() -> takeEngine(round, begun.spec(), now.id(), moved));
            files.keep(new KeptSweep(begun.spec(), begun.metricIds(), now.id(), begun.base(), Instant.now()));
            Sweep whole = sweep(begun, now);
            Sweep sweep = moved ? whole : whole.only(cells);
            for (var result = sweep.advance(Progress.NONE); result.isPresent(); result = sweep.advance(Progress.NONE)) {
                CellResult made = result.get();
                if (sweep.isFresh() && made instanceof CellResult.Done(var _, Executed executed)) {
                    keep.accept(executed, begun.base());
                }
                hand(round, made, (double) sweep.done() / sweep.size());
            }
        });
    }

    /// Does the work of a round, and says how it ended.
    private void attempt(int round, Runnable work) {
        try {
            work.run();
            Platform.runLater(() -> finish(round, Optional.empty()));
        } catch (CancellationException e) {
            return; // whoever cancelled has said so already
        } catch (RuntimeException | OutOfMemoryError e) {
            Platform.runLater(() -> finish(round, Optional.of(Problem.of(e))));
        }
    }

    private Sweep sweep(Begun sweep, Engine on) {
        return new Sweep(services().resolver(), services().references(), on, sweep.base(), sweep.spec(), Measure.MODEL_END,
            sweep.metrics(), files.cache());
    }

    private void hand(int round, CellResult made, double share) {
        Optional<PlanePicture.Window> seen = made instanceof CellResult.Done(var _, Executed run)
            ? PlaneWindow.of(run) : Optional.empty();
        Platform.runLater(() -> take(round, made, seen, share));
    }

    private void takeEngine(int round, SweepSpec spec, String now, boolean moved) {
        if (round == current) {
            engine = Optional.of(now);
            if (moved) {
                empty(spec);
            }
        }
    }

    private void take(int round, CellResult result, Optional<PlanePicture.Window> seen, double share) {
        if (round == current) {
            arrived.put(result.cell().index(), result);
            window = window.or(() -> seen);
            progress.set(share);
            refresh.request();
        }
    }

    private void refresh() {
        results.get().ifPresent(before -> {
            var cells = new HashMap<>(before.cells());
            cells.putAll(arrived);
            arrived.clear();
            results.set(Optional.of(SweepResults.of(before.spec(), cells, window)));
        });
    }

    private void finish(int round, Optional<Problem> problem) {
        if (round == current) {
            refresh();
            running.set(false);
            progress.set(1);
            files.hear();
            plan.set(problem.<Plan>map(Plan.Wrong::new).orElseGet(this::read));
        }
    }

    private Plan read() {
        try {
            return new Plan.Ready(draft.read(base(), services().resolver().catalog()));
        } catch (SamplerscopeException e) {
            return new Plan.Wrong(Problem.of(e));
        }
    }
}
