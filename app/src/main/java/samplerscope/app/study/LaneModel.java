package samplerscope.app.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import samplerscope.app.study.ClockAxis.Moment;
import samplerscope.metric.PathError;
import samplerscope.run.Outcome;
import samplerscope.run.PlanTable;
import samplerscope.run.StepRecord;
import samplerscope.run.Trajectory;
import samplerscope.spec.Engine;
import samplerscope.spec.Resolved;

/// One lane as the window sees it: its spec, its run so far, its errors. Read by panes, written by the {@link Runner}.
public final class LaneModel {

    private final ReadOnlyObjectWrapper<Lane> lane;
    private final ReadOnlyObjectWrapper<LaneState> state =
        new ReadOnlyObjectWrapper<>(this, "state", new LaneState.Draft(Optional.empty()));
    private final ReadOnlyObjectWrapper<Optional<Resolved>> planned =
        new ReadOnlyObjectWrapper<>(this, "planned", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LanePreparation>> preparing =
        new ReadOnlyObjectWrapper<>(this, "preparing", Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Resolved>> ran =
        new ReadOnlyObjectWrapper<>(this, "ran", Optional.empty());
    private final ReadOnlyIntegerWrapper frameCount = new ReadOnlyIntegerWrapper(this, "frameCount", 0);
    private final ReadOnlyBooleanWrapper old = new ReadOnlyBooleanWrapper(this, "old", false);
    private final ReadOnlyObjectWrapper<ReferenceState> reference =
        new ReadOnlyObjectWrapper<>(this, "reference", new ReferenceState.None("nothing has run yet"));
    private final ReadOnlyObjectWrapper<List<PathError>> errors =
        new ReadOnlyObjectWrapper<>(this, "errors", List.of());
    private final ReadOnlyObjectWrapper<List<PathError>> localErrors =
        new ReadOnlyObjectWrapper<>(this, "localErrors", List.of());
    private final LatentPictures latents;
    private final List<Frame> frames = new ArrayList<>();
    private List<Moment> moments = List.of();
    private Optional<Tabled> tabled = Optional.empty();
    private Optional<Engine> ranOn = Optional.empty();

    /// The table of a plan, which takes a while to make and is asked for with every picture.
    private record Tabled(Resolved of, PlanTable table) {}

    /// @param decoding thread that makes pictures of latents
    LaneModel(Lane lane, ExecutorService decoding) {
        this.lane = new ReadOnlyObjectWrapper<>(this, "lane", lane);
        this.latents = new LatentPictures(decoding);
    }

    public int id() {
        return lane.get().id();
    }

    public ReadOnlyObjectProperty<Lane> lane() {
        return lane.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<LaneState> state() {
        return state.getReadOnlyProperty();
    }

    /// The current spec, resolved; empty while that is under way or when it cannot be, for which see the state.
    public ReadOnlyObjectProperty<Optional<Resolved>> planned() {
        return planned.getReadOnlyProperty();
    }

    /// The work that the plan is waiting for; empty when there is none.
    public ReadOnlyObjectProperty<Optional<LanePreparation>> preparing() {
        return preparing.getReadOnlyProperty();
    }

    /// What the frames come from; differs from {@link #planned} after an edit.
    public ReadOnlyObjectProperty<Optional<Resolved>> ran() {
        return ran.getReadOnlyProperty();
    }

    /// Whether the lane was edited since it ran, so that its frames belong to another spec.
    public ReadOnlyBooleanProperty old() {
        return old.getReadOnlyProperty();
    }

    /// Changes when frames arrive or are cleared; {@link #frames} holds that many.
    public ReadOnlyIntegerProperty frameCount() {
        return frameCount.getReadOnlyProperty();
    }

    /// What was recorded, oldest first; index 0 is the start. A view: read it on the FX thread.
    public List<Frame> frames() {
        return Collections.unmodifiableList(frames);
    }

    /// Pictures of the frames of a model of latents.
    public LatentPictures latents() {
        return latents;
    }

    public ReadOnlyObjectProperty<ReferenceState> reference() {
        return reference.getReadOnlyProperty();
    }

    /// Distance to the reference per measured frame, oldest first; grows while a run of more than a second goes on.
    public ReadOnlyObjectProperty<List<PathError>> errors() {
        return errors.getReadOnlyProperty();
    }

    /// Error that each step alone would make from an exact history, by step; empty until known.
    public ReadOnlyObjectProperty<List<PathError>> localErrors() {
        return localErrors.getReadOnlyProperty();
    }

    /// When each frame of the whole planned run is or will be, index 0 the start.
    public List<Moment> moments() {
        return moments;
    }

    /// The coefficients of what the lane ran or is to run.
    PlanTable tableOf(Resolved resolved) {
        Tabled made = tabled.filter(t -> t.of == resolved).orElseGet(() -> new Tabled(resolved, resolved.table()));
        tabled = Optional.of(made);
        return made.table;
    }

    /// Steps of the whole run.
    public int steps() {
        return Math.max(0, moments.size() - 1);
    }

    /// Network evaluations of the whole run.
    public int plannedNfe() {
        return moments.isEmpty() ? 0 : moments.getLast().nfe();
    }

    public Optional<Frame> newest() {
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.getLast());
    }

    /// Index of the frame that a cursor selects; -1 without frames.
    public int frameAt(ClockAxis axis, double position, boolean following) {
        if (frames.isEmpty() || following) {
            return frames.size() - 1;
        }
        return axis.nearest(moments.subList(0, Math.min(frames.size(), moments.size())), position, steps());
    }

    /// Wall time of all recorded steps, in seconds.
    public double seconds() {
        return frames.stream().mapToLong(Frame::nanos).sum() * 1e-9;
    }

    /// Model evaluations per second of the run so far; NaN before the first step.
    public double evaluationsPerSecond() {
        return newest().map(Frame::nfe).orElse(0) / seconds();
    }

    /// What was recorded, in the form that files and metrics take; partial while the run goes on or after it was stopped.
    public Optional<Trajectory> trajectory() {
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        List<StepRecord.Denoised> records = frames.stream().skip(1).map(f ->
            new StepRecord.Denoised(f.step() - 1, f.nfe(), f.at(), f.state(), f.data(), f.nanos(), f.density())).toList();
        boolean whole = frames.size() == moments.size();
        return Optional.of(new Trajectory(frames.getFirst().at(), frames.getFirst().state(), records,
            whole ? new Outcome.Completed(records.size()) : new Outcome.Cancelled(records.size())));
    }

    /// What computed the frames.
    public Optional<Engine> ranOn() {
        return ranOn;
    }

    void setLane(Lane changed) {
        lane.set(changed);
    }

    void setState(LaneState changed) {
        state.set(changed);
    }

    void setPlanned(Optional<Resolved> resolved) {
        if (resolved.isPresent() && frames.isEmpty()) {
            moments = momentsOf(resolved.get()); // before anybody is told
        }
        planned.set(resolved);
    }

    /// Begins to resolve the spec, whatever was under way for the one before it.
    void prepare(Services services) {
        preparing.get().ifPresent(LanePreparation::cancel);
        setPlanned(Optional.empty());
        var work = LanePreparation.begin(lane.get().spec(), services);
        preparing.set(Optional.of(work));
        work.result().whenComplete((resolved, failure) -> Platform.runLater(() -> prepared(work, resolved, failure)));
    }

    /// The current spec, resolved: known, on its way, or begun now after somebody stopped it.
    CompletableFuture<Resolved> resolved(Services services) {
        return planned.get().map(CompletableFuture::completedFuture).orElseGet(() -> {
            if (preparing.get().filter(work -> !work.isCancelled()).isEmpty()) {
                prepare(services);
            }
            return preparing.get().orElseThrow().result();
        });
    }

    private void prepared(LanePreparation work, @Nullable Resolved resolved, @Nullable Throwable failure) {
        if (preparing.get().filter(now -> now == work).isEmpty()) {
            return; // edited again meanwhile
        }
        preparing.set(Optional.empty());
        setPlanned(Optional.ofNullable(resolved));
        if (failure != null && !(failure instanceof CancellationException) && state.get() instanceof LaneState.Draft) {
            state.set(new LaneState.Draft(Optional.of(LaneState.Problem.of(failure))));
        }
    }

    void markOld(boolean isOld) {
        old.set(isOld && !frames.isEmpty());
    }

    /// A run has begun: what was shown before goes away.
    void begin(Resolved resolved, Engine engine, Frame start) {
        errors.set(List.of());
        localErrors.set(List.of());
        replace(resolved, engine, start);
    }

    /// Another run takes the place of what is shown. Errors stay until those of the new run are known.
    void replace(Resolved resolved, Engine engine, Frame start) {
        ranOn = Optional.of(engine);
        latents.clear();
        frames.clear();
        frames.add(start);
        moments = momentsOf(resolved);
        ran.set(Optional.of(resolved));
        old.set(false);
        frameCount.set(0);
        frameCount.set(1);
    }

    void append(List<StepRecord> records) {
        for (StepRecord record : records) {
            switch (record) {
                case StepRecord.Denoised(int index, int nfe, var at, var state, var data, long nanos,
                                          var density) ->
                    frames.add(new Frame(index + 1, nfe, at, state, data, nanos, density));
                case StepRecord.Unmasked _ -> throw new IllegalStateException("a lane of this study has no masks");
            }
        }
        frameCount.set(frames.size());
    }

    void setReference(ReferenceState changed) {
        reference.set(changed);
        switch (changed) {
            case ReferenceState.None _, ReferenceState.Failed _ -> {
                errors.set(List.of());
                localErrors.set(List.of());
            }
            case ReferenceState.Computing _, ReferenceState.Ready _ -> { }
        }
    }

    void setErrors(List<PathError> measured) {
        errors.set(List.copyOf(measured));
    }

    void setLocalErrors(List<PathError> measured) {
        localErrors.set(List.copyOf(measured));
    }

    private List<Moment> momentsOf(Resolved resolved) {
        var moments = new ArrayList<Moment>();
        moments.add(new Moment(0, 0, resolved.levels().getFirst().lambda()));
        int every = resolved.spec().recording().every();
        int nfe = 0;
        // Not from the table, whose many words are made when somebody reads them.
        List<Integer> evaluations = resolved.evaluations();
        for (int step = 1; step <= evaluations.size(); step++) {
            nfe += evaluations.get(step - 1);
            if (step % every == 0 || step == evaluations.size()) {
                moments.add(new Moment(step, nfe, resolved.levels().get(step).lambda()));
            }
        }
        return List.copyOf(moments);
    }
}
