package samplerscope.app.anatomy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.anatomy.Anatomy;
import samplerscope.anatomy.Anatomy.Quantity;
import samplerscope.anatomy.Dissection;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.Services;
import samplerscope.app.study.StudyModel;
import samplerscope.run.Progress;
import samplerscope.spec.Motion;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunSpec;

/// The anatomies of lanes: measured in the background when asked for, and kept as long as the lane is. Lives on the FX
/// thread.
public final class AnatomyModel {

    /// What the bars show.
    enum View {
        ALONG("Along", "Error after each step: what the step made and what it carried over"),
        AT_END("At the end", "What of the error at the end each step has made"),
        STABILITY("Stability", "What each step multiplies small perturbations by, beside the exact flow"),
        NETWORK("Network", "Distance from the ideal denoiser: what the solver did and what the network did");

        private final String words;
        private final String meaning;

        View(String words, String meaning) {
            this.words = words;
            this.meaning = meaning;
        }

        String words() {
            return words;
        }

        String meaning() {
            return meaning;
        }
    }

    /// Where a particle stands on the map.
    enum Place {
        START("by start"), END("by end");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// An anatomy and the run that it is of.
    record Found(Resolved run, Anatomy anatomy) {

        List<Integer> sampleShape() {
            return run.model().card().sampleShape();
        }
    }

    /// Every step together.
    static final int ALL = -1;

    private final StudyModel study;
    private final Map<Integer, Found> found = new LinkedHashMap<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes", 0);
    private final ObjectProperty<View> view = new SimpleObjectProperty<>(this, "view", View.ALONG);
    private final ObjectProperty<Quantity> quantity = new SimpleObjectProperty<>(this, "quantity", Quantity.MADE);
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(this, "place", Place.START);
    private final ObjectProperty<Optional<Integer>> beside = new SimpleObjectProperty<>(this, "beside", Optional.empty());
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", ALL);
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running", false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper(this, "remark", "");
    private Optional<Future<?>> work = Optional.empty();
    private int current;

    AnatomyModel(StudyModel study) {
        this.study = study;
    }

    StudyModel study() {
        return study;
    }

    /// Rises when an anatomy has come or gone.
    ReadOnlyIntegerProperty changes() {
        return changes.getReadOnlyProperty();
    }

    ObjectProperty<View> view() {
        return view;
    }

    /// What the map shows.
    ObjectProperty<Quantity> quantity() {
        return quantity;
    }

    ObjectProperty<Place> place() {
        return place;
    }

    /// The lane that is shown beside the focused one.
    ObjectProperty<Optional<Integer>> beside() {
        return beside;
    }

    /// Step under the mouse; {@link #ALL} for none.
    IntegerProperty hovered() {
        return hovered;
    }

    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /// In [0, 1] over the steps of a stage; negative while nobody knows.
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// What is being done, or why nothing was measured.
    public ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /// The focused lane, and the one beside it.
    List<LaneModel> lanes() {
        LaneModel focused = study.focusedLane();
        var lanes = new ArrayList<>(List.of(focused));
        beside.get().flatMap(id -> study.lanes().stream().filter(l -> l.id() == id && l != focused).findFirst())
            .ifPresent(lanes::add);
        return lanes;
    }

    Optional<Found> of(LaneModel lane) {
        return Optional.ofNullable(found.get(lane.id()));
    }

    /// Whether a lane was edited since it was taken apart.
    boolean isOld(LaneModel lane) {
        return of(lane).filter(f -> f.run().spec().equals(lane.lane().get().spec())).isEmpty();
    }

    /// The step that a lane's map shows: the one under the mouse, else the one at the timeline, else all.
    int step(LaneModel lane) {
        if (hovered.get() != ALL || study.selection().following().get() || lane.moments().isEmpty()) {
            return hovered.get();
        }
        int frame = study.axis().get().nearest(lane.moments(), study.selection().position().get(), lane.steps());
        return lane.moments().get(frame).step() - 1;
    }

    /// Moves the timeline to the end of a step.
    void scrub(LaneModel lane, int step) {
        lane.moments().stream().filter(m -> m.step() > step).findFirst().ifPresent(moment ->
            study.selection().scrub(study.axis().get().positionOf(moment, lane.steps())));
    }

    /// Measures what is shown and not known, where that takes a moment only.
    void startIfCheap() {
        boolean cheap = lanes().stream().allMatch(l -> l.planned().get().filter(Motion::isCheap).isPresent());
        if (cheap && !running.get() && lanes().stream().anyMatch(this::isOld)) {
            start();
        }
    }

    /// Measures the lanes that are shown: those not known, or all of them again.
    public void start() {
        cancel();
        int round = ++current;
        running.set(true);
        progress.set(-1);
        remark.set("");
        List<LaneModel> old = lanes().stream().filter(this::isOld).toList();
        var specs = new LinkedHashMap<Integer, RunSpec.Denoise>();
        (old.isEmpty() ? lanes() : old).forEach(l -> specs.put(l.id(), l.lane().get().spec()));
        work = Optional.of(study.services().solving().submit(() -> measure(round, specs)));
    }

    /// Stops within a step and keeps what is whole.
    public void cancel() {
        work.ifPresent(w -> w.cancel(true));
        work = Optional.empty();
        current++;
        running.set(false);
        remark.set("");
    }

    private void measure(int round, Map<Integer, RunSpec.Denoise> specs) {
        Services services = study.services();
        try {
            specs.forEach((lane, spec) -> {
                Progress hearing = (stage, done, total) -> Platform.runLater(() -> tell(round, lane, stage, done, total));
                Resolved run = services.resolver().resolve(spec, services.base(), hearing);
                Anatomy anatomy = new Dissection(services.references(), services.engine().get().threads(), hearing)
                    .of(run, Dissection.samples(run));
                Platform.runLater(() -> keep(round, lane, new Found(run, anatomy)));
            });
            Platform.runLater(() -> end(round, ""));
        } catch (CancellationException e) {
            // whoever cancelled has told the user
        } catch (RuntimeException | OutOfMemoryError e) {
            Problem problem = Problem.of(e);
            Platform.runLater(() -> end(round, "%s; %s".formatted(problem.happened(), problem.remedy())));
        }
    }

    private void tell(int round, int lane, String stage, int done, int total) {
        if (round == current) {
            progress.set(total == 0 ? -1 : (double) done / total);
            remark.set("lane %s: %s".formatted(study.study().get().letterOf(lane), stage));
        }
    }

    private void keep(int round, int lane, Found result) {
        if (round == current) {
            found.keySet().retainAll(study.lanes().stream().map(LaneModel::id).toList());
            found.put(lane, result);
            changes.set(changes.get() + 1);
        }
    }

    private void end(int round, String words) {
        if (round == current) {
            running.set(false);
            remark.set(words);
        }
    }
}
