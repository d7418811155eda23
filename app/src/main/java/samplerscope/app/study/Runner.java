package samplerscope.app.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import samplerscope.app.kit.Later;
import samplerscope.spec.Engine;
import samplerscope.spec.References;

/// Runs lanes: starts, pauses, steps and stops them, and brings what they record to the FX thread, once per pulse at most.
public final class Runner {

    private static final long PATIENCE_SECONDS = 3;

    private final Services services;
    private final StudySelection selection;
    /// The last run of each lane, ended or not: an ended one may still wait for its reference.
    private final Map<LaneModel, LaneRun> runs = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(this, "active", false);
    private final Pace pace;
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper(this, "paused", false);
    private final ObjectProperty<References.Truth> truth =
        new SimpleObjectProperty<>(this, "truth", References.Truth.MODEL);
    /// Behind a pulse: what panes do later about what changes then goes into one frame with what they do at once.
    private final Later news = new Later(this::pulse);
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            news.request();
        }
    };

    /// What errors of the next runs are measured against. A model without an exact law behind it is its own truth.
    public ObjectProperty<References.Truth> truth() {
        return truth;
    }

    Runner(Services services, StudySelection selection, Pace pace) {
        this.services = services;
        this.selection = selection;
        this.pace = pace;
    }

    /// Whether any lane is being run, paused ones included.
    public ReadOnlyBooleanProperty active() {
        return active.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty paused() {
        return paused.getReadOnlyProperty();
    }

    /// Runs lanes anew, side by side.
    public void run(List<LaneModel> lanes) {
        launch(lanes, UnaryOperator.identity(), false);
    }

    /// Runs a lane whose picture follows a hand: what it shows stays until the new run is whole, the cursor where it is, and
    /// no row of the run table is made of it.
    ///
    /// @param onEnd called when it has ended, unless another run took its place
    void runQuietly(LaneModel lane, Runnable onEnd) {
        forget(lane);
        var run = LaneRun.quiet(lane, services, truth.get(), this::pulse, onEnd);
        runs.put(lane, run);
        run.start();
        pulse.start();
    }

    /// Whether a lane is being run, paused or quietly included.
    boolean isRunning(LaneModel lane) {
        LaneRun run = runs.get(lane);
        return run != null && !run.isFinished();
    }

    /// Repeats what a device failed at on the CPU, which every machine has; other lanes keep what they have.
    public void runFailedOnCpu(List<LaneModel> lanes) {
        launch(lanes.stream().filter(lane -> lane.state().get().couldRunOnCpu()).toList(),
            engine -> engine.onCpu(services.resolver().catalog().backends()), false);
    }

    /// Starts lanes and stops before their first step.
    public void runPaused(List<LaneModel> lanes) {
        launch(lanes, UnaryOperator.identity(), true);
    }

    private void launch(List<LaneModel> lanes, UnaryOperator<Engine> where, boolean startPaused) {
        selection.following().set(true);
        paused.set(startPaused);
        for (LaneModel lane : lanes) {
            LaneRun before = runs.get(lane);
            if (before != null) {
                before.abandon();
            }
            var run = new LaneRun(lane, services, truth.get(), where, startPaused, this::pulse);
            runs.put(lane, run);
            run.start();
        }
        active.set(true);
        pace.rest(System.nanoTime());
        pulse.start();
    }

    public void pause() {
        runs.values().forEach(LaneRun::pause);
        paused.set(active.get());
    }

    public void resume() {
        runs.values().forEach(LaneRun::resume);
        paused.set(false);
        selection.following().set(true);
    }

    /// One step in every paused lane.
    public void step() {
        selection.following().set(true);
        runs.values().forEach(LaneRun::step);
    }

    public void stop() {
        runs.values().stream().filter(run -> !run.isFinished()).forEach(LaneRun::cancel);
    }

    /// Stops everything and waits for it, at the end of the program.
    public void close() {
        runs.values().forEach(LaneRun::cancel); // all of them before the first is waited for
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        runs.values().forEach(run -> run.await(deadline));
        services.close();
    }

    /// Stops a lane that was edited. A run that has ended keeps its frames, and its reference may still come.
    void interrupt(LaneModel lane) {
        LaneRun run = runs.get(lane);
        if (run != null && !run.isFinished()) {
            forget(lane);
        }
    }

    /// Stops a lane and all that was still to come of its run.
    void forget(LaneModel lane) {
        LaneRun run = runs.remove(lane);
        if (run != null) {
            run.abandon();
        }
    }

    private void pulse() {
        boolean due = pace.isDue(System.nanoTime());
        // What a run does when it ends may start another.
        List.copyOf(runs.values()).stream().filter(run -> !run.isFinished()).forEach(run -> run.pulse(due));
        List<LaneRun> going = runs.values().stream().filter(run -> !run.isFinished()).toList();
        active.set(!going.stream().allMatch(LaneRun::isQuiet));
        if (!active.get()) {
            paused.set(false);
        }
        if (going.isEmpty()) {
            pulse.stop();
        }
    }
}
