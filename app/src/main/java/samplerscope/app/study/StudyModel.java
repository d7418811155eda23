package samplerscope.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Duration;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.model.Model;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelSwitch;
import samplerscope.spec.RunSpec;

/// The study being worked on: its value, its undo, its lanes and its runs.
///
/// Every edit makes a new {@link Study}; lanes whose spec changed become drafts and are resolved again.
public final class StudyModel {

    private final Services services;
    private final StudySelection selection = new StudySelection();
    private final Runner runner;
    private final RunLog log;
    private final Playback playback = new Playback(this);
    private UndoStack<Study> undo = new UndoStack<>();
    /// Whose place others have taken for a while.
    private final List<StudyAside> away = new ArrayList<>();
    /// A hand that rests this long has finished its gesture; what comes next is another undo step.
    private final PauseTransition rest = new PauseTransition(Duration.seconds(1));
    private final ReadOnlyObjectWrapper<Study> study;
    private final ReadOnlyObjectWrapper<ClockAxis> axis =
        new ReadOnlyObjectWrapper<>(this, "axis", new ClockAxis(Clock.LAMBDA, 0, 1));
    private final ReadOnlyStringWrapper undoWords = new ReadOnlyStringWrapper(this, "undoWords", "");
    private final ReadOnlyStringWrapper redoWords = new ReadOnlyStringWrapper(this, "redoWords", "");
    private final ObservableList<LaneModel> lanes = FXCollections.observableArrayList();
    /// Lanes whose edits are followed by a quiet run, which alone changes what they show.
    private final LiveEdits live;
    private final Probes probes;
    private final Inversions inversions;
    private final ObservableList<LaneModel> lanesView = FXCollections.unmodifiableObservableList(lanes);

    public StudyModel(Services services, Study start) {
        this(services, start, Pace.ofThisMachine());
    }

    StudyModel(Services services, Study start, Pace pace) {
        this.services = services;
        this.runner = new Runner(services, selection, pace);
        this.log = new RunLog(services);
        this.live = new LiveEdits(this);
        rest.setOnFinished(_ -> undo.endGesture());
        this.study = new ReadOnlyObjectWrapper<>(this, "study", start);
        this.probes = new Probes(this);
        this.inversions = new Inversions(this);
        show(start);
    }

    public Services services() {
        return services;
    }

    public StudySelection selection() {
        return selection;
    }

    public Runner runner() {
        return runner;
    }

    public Playback playback() {
        return playback;
    }

    /// Edits of the focused lane that show their result at once.
    public LiveEdits live() {
        return live;
    }

    /// Probes, and where the lanes take them.
    public Probes probes() {
        return probes;
    }

    /// Data that were encoded and came back.
    public Inversions inversions() {
        return inversions;
    }

    /// Every run of the session.
    public RunLog log() {
        return log;
    }

    public ReadOnlyObjectProperty<Study> study() {
        return study.getReadOnlyProperty();
    }

    /// The lanes in the order of the columns, hidden ones included; a lane keeps its model through every edit.
    public ObservableList<LaneModel> lanes() {
        return lanesView;
    }

    /// Calls a watcher with every lane, now and when one is added. Its listeners need no removing: they go with the lane.
    public void eachLane(Consumer<LaneModel> watcher) {
        lanes.forEach(watcher);
        lanes.addListener((ListChangeListener<LaneModel>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(lane -> {
                    if (!change.getRemoved().contains(lane)) {
                        watcher.accept(lane);
                    }
                });
            }
        });
    }

    /// What the cursor moves along.
    public ReadOnlyObjectProperty<ClockAxis> axis() {
        return axis.getReadOnlyProperty();
    }

    /// The words of the change that undo would take back; empty when there is none.
    public ReadOnlyStringProperty undoWords() {
        return undoWords.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty redoWords() {
        return redoWords.getReadOnlyProperty();
    }

    public LaneModel focusedLane() {
        // Who listens to the lanes hears of new ones before the study names the one in focus among them.
        return lane(study.get().focusedLane().id()).orElseGet(lanes::getFirst);
    }

    public Optional<LaneModel> lane(int id) {
        return lanes.stream().filter(l -> l.id() == id).findFirst();
    }

    /// The frame that a lane shows under the cursor; empty without frames.
    public Optional<Frame> frameOf(LaneModel lane) {
        int index = lane.frameAt(axis.get(), selection.position().get(), selection.following().get());
        return index < 0 ? Optional.empty() : Optional.of(lane.frames().get(index));
    }

    /// Where the cursor stands, in [0, 1] along the axis: at the frame that is furthest on while a run is followed.
    public double cursor() {
        return selection.following().get() ? newestPosition() : selection.position().get();
    }

    private double newestPosition() {
        return shownLanes().stream().filter(l -> !l.frames().isEmpty()).mapToDouble(l -> axis.get().positionOf(
            l.moments().get(Math.min(l.frames().size(), l.moments().size()) - 1), l.steps())).max().orElse(0);
    }

    /// Changes the study as one undoable step.
    public void edit(String words, UnaryOperator<Study> change) {
        edit(words, "", change);
    }

    /// Changes the study; changes in a row with the same gesture are one undoable step.
    public void edit(String words, String gesture, UnaryOperator<Study> change) {
        Study before = study.get();
        Study after = change.apply(before);
        if (!after.equals(before)) {
            undo.note(before, words, gesture);
            rest.playFromStart();
            show(after);
        }
    }

    /// Changes what is looked at rather than what is run: not undoable.
    public void look(UnaryOperator<Study> change) {
        show(change.apply(study.get()));
    }

    /// Changes the spec of the focused lane, or of all lanes where the study links what is changed.
    ///
    /// @param shared whether the changed part is one that linked lanes share: model, guidance, samples, seed
    public void editSpec(String words, String gesture, boolean shared, UnaryOperator<RunSpec.Denoise> change) {
        edit(words, gesture, ofSpec(shared, change));
    }

    private static UnaryOperator<Study> ofSpec(boolean shared, UnaryOperator<RunSpec.Denoise> change) {
        UnaryOperator<Lane> ofLane = lane -> lane.withSpec(change.apply(lane.spec()));
        return s -> shared && s.linked() ? s.withEachLane(ofLane) : s.withLane(s.focusedLane().id(), ofLane);
    }

    /// Undoable edits of one study, whenever they come.
    @FunctionalInterface
    public interface Edits {
        void edit(String words, UnaryOperator<Study> change);
    }

    /// Edits of the study that is worked on now, for work that takes its time. Where another has taken its place until they
    /// come, they change the one that they were meant for, which shows them when it is back; once that other is gone, its
    /// edits go to the one that is back.
    public Edits here() {
        UndoStack<Study> own = undo;
        return (words, change) -> away.stream().filter(a -> a.undo() == own).findFirst().ifPresentOrElse(
            a -> a.edit(words, change), () -> edit(words, change));
    }

    /// Changes the solvers of the focused lane step by step, once all of its steps are named.
    ///
    /// @param change    of a spec with one solver per step
    /// @param otherwise called on the FX thread when the steps cannot be named; nothing has changed then
    public void editSteps(String words, UnaryOperator<RunSpec.Denoise> change, Consumer<Throwable> otherwise) {
        RunSpec.Denoise before = focusedLane().lane().get().spec();
        int id = focusedLane().id();
        Edits into = here();
        services.background().submit(() -> {
            try {
                RunSpec.Denoise named = change.apply(services.resolver().stepByStep(before, services.base()));
                Platform.runLater(() -> into.edit(words, s -> s.withLane(id,
                    lane -> lane.spec().equals(before) ? lane.withSpec(named) : lane)));
            } catch (RuntimeException | OutOfMemoryError e) {
                Platform.runLater(() -> otherwise.accept(e));
            }
        });
    }

    /// Changes the model, once it has been opened in the background, and what has to change with it.
    ///
    /// @param otherwise called on the FX thread when the model cannot be opened; nothing has changed then
    public void useModel(String words, Choice choice, Consumer<Throwable> otherwise) {
        useModel(here(), words, choice, otherwise);
    }

    /// As above, into a study that may have stepped aside since the model was asked for.
    public void useModel(Edits into, String words, Choice choice, Consumer<Throwable> otherwise) {
        services.background().submit(() -> {
            try {
                Model model = services.resolver().model(choice, services.base());
                Platform.runLater(() -> into.edit(words, ofSpec(true,
                    s -> ModelSwitch.fitted(s, choice, model, services.resolver()))));
            } catch (RuntimeException | OutOfMemoryError e) {
                Platform.runLater(() -> otherwise.accept(e));
            }
        });
    }

    /// Keeps the study and its undo apart, so that another can be worked on in their place.
    ///
    /// @return the way back: brings both back as they were, and runs again what had run
    public Runnable stepAside() {
        var before = new StudyAside(study.get(), undo,
            lanes.stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
        away.add(before);
        undo = new UndoStack<>();
        show(before.study());
        return () -> comeBack(before);
    }

    private void comeBack(StudyAside before) {
        away.remove(before);
        undo = before.undo();
        show(before.study());
        if (before.ran()) {
            runner.run(drafts());
        }
    }

    public void undo() {
        live.takeNow();
        undo.undo(study.get()).ifPresent(this::show);
    }

    public void redo() {
        live.takeNow();
        undo.redo(study.get()).ifPresent(this::show);
    }

    /// Lanes that have not run as they are now.
    public List<LaneModel> drafts() {
        return lanes.stream().filter(l -> l.state().get() instanceof LaneState.Draft(Optional<Problem> problem)
            && problem.isEmpty() && !l.lane().get().hidden()).toList();
    }

    public List<LaneModel> shownLanes() {
        return lanes.stream().filter(l -> !l.lane().get().hidden()).toList();
    }

    private void show(Study next) {
        var models = new ArrayList<LaneModel>();
        var changed = new ArrayList<LaneModel>();
        for (Lane lane : next.lanes()) {
            LaneModel model = lane(lane.id()).orElseGet(() -> watched(new LaneModel(lane, services.measuring())));
            boolean fresh = !lanes.contains(model);
            boolean edited = fresh || !model.lane().get().spec().equals(lane.spec());
            model.setLane(lane);
            models.add(model);
            if (edited) {
                changed.add(model);
            }
        }
        lanes.stream().filter(l -> !models.contains(l)).forEach(removed -> {
            runner.forget(removed);
            removed.preparing().get().ifPresent(LanePreparation::cancel);
            removed.latents().clear();
        });
        if (!lanes.equals(models)) {
            lanes.setAll(models);
        }
        study.set(next);
        undoWords.set(undo.undoWords().orElse(""));
        redoWords.set(undo.redoWords().orElse(""));
        changed.forEach(this::prepare);
        refreshAxis();
    }

    private LaneModel watched(LaneModel lane) {
        log.watch(lane);
        lane.planned().addListener((_, _, _) -> refreshAxis());
        return lane;
    }

    /// Resolves an edited lane in the background, so that its plan and its problems show before it runs.
    private void prepare(LaneModel lane) {
        RunSpec.Denoise spec = lane.lane().get().spec();
        runner.interrupt(lane);
        lane.prepare(services); // first: who hears of the draft must not find the plan of the spec before it
        if (live.isFollowing(lane) && lane.state().get() instanceof LaneState.Done) {
            return;
        }
        boolean unchanged = lane.ran().get().filter(r -> r.spec().equals(spec)).isPresent();
        lane.markOld(!unchanged);
        lane.setState(unchanged ? new LaneState.Done(lane.seconds()) : new LaneState.Draft(Optional.empty()));
    }

    private void refreshAxis() {
        axis.set(ClockAxis.over(study.get().clock(),
            lanes.stream().filter(l -> !l.lane().get().hidden()).map(LaneModel::moments).toList()));
    }
}
