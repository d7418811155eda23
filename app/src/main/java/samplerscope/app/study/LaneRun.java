package samplerscope.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.metric.PathError;
import samplerscope.run.BackgroundRun;
import samplerscope.run.DenoisingRun;
import samplerscope.run.ExactHistory;
import samplerscope.run.Outcome;
import samplerscope.run.ReferencePath;
import samplerscope.run.StepRecord;
import samplerscope.spec.Engine;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;

/// One run of one lane, from the click to the last error bar. Lives on the FX thread; work goes to the services.
///
/// A quiet run leaves what the lane shows until it has ended, and then takes its place in one piece, so that a picture
/// that follows a hand never falls back to noise. One that takes longer than a hand waits shows itself as any other.
///
/// While a run goes on, its processors are left to it as far as they can be: its steps are shown in a measured pace, and
/// what they are compared with is computed after a short run, beside a long one only.
final class LaneRun {

    private static final Duration REFERENCE_DELAY = Duration.millis(60);
    private static final long PATIENCE_NANOS = 400_000_000;
    /// A run that takes longer is one that people watch: its errors are to be seen while it goes on.
    private static final long SHORT_NANOS = 1_000_000_000;

    private static final System.Logger LOG = System.getLogger(LaneRun.class.getName());

    /// @param thread of the run, which waits before its first step or has begun
    private record Opened(Resolved resolved, Engine engine, DenoisingRun run, BackgroundRun thread) {}

    private final LaneModel lane;
    private final Services services;
    private final References.Truth truth;
    /// From the engine of the settings to that of this run.
    private final UnaryOperator<Engine> where;
    /// What the user wants; a run that is still being prepared begins that way.
    private boolean paused;
    private boolean quiet;
    /// Called on the FX thread once the last step is taken, to have it shown.
    private final Runnable whole;
    private final Runnable onEnd;
    /// What is not shown yet; empty once it is.
    private Optional<Opened> held = Optional.empty();
    /// Steps that are not shown yet.
    private final List<StepRecord> arrived = new ArrayList<>();
    /// What the reference is still to be asked for.
    private Optional<Resolved> unsolved = Optional.empty();
    private final long began = System.nanoTime();
    private Optional<BackgroundRun> background = Optional.empty();
    private Optional<ReferencePath> reference = Optional.empty();
    private final List<PathError> measured = new ArrayList<>();
    private int handedOver;
    private boolean cancelled;
    private boolean abandoned;
    private boolean finished;
    private final List<Future<?>> work = new ArrayList<>();

    /// @param whole called on the FX thread once the last step is taken, to have it shown
    LaneRun(LaneModel lane, Services services, References.Truth truth, UnaryOperator<Engine> where,
            boolean startPaused, Runnable whole) {
        this(lane, services, truth, where, startPaused, false, whole, () -> {});
    }

    private LaneRun(LaneModel lane, Services services, References.Truth truth, UnaryOperator<Engine> where,
            boolean startPaused, boolean quiet, Runnable whole, Runnable onEnd) {
        this.lane = lane;
        this.services = services;
        this.truth = truth;
        this.where = where;
        this.paused = startPaused;
        this.quiet = quiet;
        this.whole = whole;
        this.onEnd = onEnd;
    }

    /// @param whole as above
    /// @param onEnd called on the FX thread when it has ended in any way but by being abandoned
    static LaneRun quiet(LaneModel lane, Services services, References.Truth truth, Runnable whole,
                         Runnable onEnd) {
        return new LaneRun(lane, services, truth, UnaryOperator.identity(), false, true, whole, onEnd);
    }

    void start() {
        boolean waits = paused;
        // First of all: the window takes its time to tell everyone that the lane prepares.
        lane.resolved(services).thenApplyAsync(resolved -> opened(resolved, waits), services.opening())
            .whenComplete((opened, failure) -> Platform.runLater(() -> {
                if (opened != null) {
                    begin(opened);
                } else {
                    fail(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
                }
            }));
        if (!quiet) {
            lane.setState(new LaneState.Preparing());
        }
    }

    /// @param waits whether it is to wait before its first step
    private Opened opened(Resolved resolved, boolean waits) {
        Engine engine = where.apply(services.engine().get());
        DenoisingRun run = engine.open(resolved);
        // Started here, the thread of the run is as nice as this one, and gives way to the window.
        return new Opened(resolved, engine, run, waits ? BackgroundRun.paused(run) : BackgroundRun.start(run));
    }

    boolean isFinished() {
        return finished;
    }

    /// Whether it has taken the lane, or will when it has something to show.
    boolean isQuiet() {
        return quiet;
    }

    private void begin(Opened opened) {
        if (cancelled) {
            opened.thread().close();
            return;
        }
        background = Optional.of(opened.thread());
        if (paused) {
            opened.thread().pause();
        } else {
            opened.thread().resume();
        }
        held = Optional.of(opened);
        if (paused && !quiet) {
            show(opened);
        }
        // At once rather than with the next pulse: somebody waits for it.
        opened.thread().outcome().whenComplete((_, _) -> Platform.runLater(whole));
    }

    private void show(Opened opened) {
        held = Optional.empty();
        DenoisingRun run = opened.run();
        Resolved resolved = opened.resolved();
        var start = new Frame(0, 0, run.start(), run.initial(), run.initial(), 0, run.initialDensity());
        if (quiet) {
            lane.replace(resolved, opened.engine(), start);
        } else {
            lane.begin(resolved, opened.engine(), start);
            lane.setState(paused ? new LaneState.Paused() : new LaneState.Running());
        }
        if (resolved.isStochastic()) {
            lane.setReference(new ReferenceState.None("a stochastic sampler follows no ODE; compare sample sets instead"));
        } else {
            lane.setReference(new ReferenceState.Computing());
            unsolved = Optional.of(resolved);
        }
    }

    private void solveNow() {
        Optional<Resolved> now = unsolved;
        unsolved = Optional.empty();
        now.ifPresent(resolved -> {
            if (quiet) { // while a hand drags, the next run is more urgent than the truth of this one
                var rest = new PauseTransition(REFERENCE_DELAY);
                rest.setOnFinished(_ -> solve(resolved));
                rest.play();
            } else {
                solve(resolved);
            }
        });
    }

    /// The reference takes as much as the run; while the window opens, the run goes first.
    private void solve(Resolved resolved) {
        services.shown().thenRun(() -> {
            if (!cancelled) {
                work.add(services.solving().submit(() -> findReference(resolved)));
            }
        });
    }

    private void findReference(Resolved resolved) {
        try {
            var asked = resolved.model().law().isPresent() ? truth : References.Truth.MODEL;
            ReferencePath path = services.references().of(resolved, References.samples(resolved, asked), asked);
            tell(() -> {
                reference = Optional.of(path);
                lane.setReference(new ReferenceState.Ready(path));
                measureNewFrames();
            });
            if (asked == References.Truth.MODEL) {
                measureSteps(resolved, path);
            }
        } catch (CancellationException e) {
            tell(() -> lane.setReference(new ReferenceState.None("the run was stopped")));
        } catch (RuntimeException | OutOfMemoryError e) {
            tell(() -> lane.setReference(new ReferenceState.Failed(Problem.of(e))));
        }
    }

    /// News for the lane, on the FX thread; dropped when another run has taken this one's place.
    private void tell(Runnable news) {
        Platform.runLater(() -> {
            if (!abandoned) {
                news.run();
            }
        });
    }

    private void measureSteps(Resolved resolved, ReferencePath path) {
        List<PathError> errors = services.references().localErrors(resolved, path);
        tell(() -> lane.setLocalErrors(errors));
    }

    /// Takes what has arrived, and shows it in the lane when it is time to; once per pulse.
    ///
    /// @param due whether it is time for steps on the way; the end and what a hand stepped to are shown at once
    void pulse(boolean due) {
        background.ifPresent(run -> {
            boolean ended = run.outcome().isDone(); // ask before draining, or the tail is lost
            run.drainTo(arrived);
            boolean shows = !quiet || isDue(ended);
            if (shows && (due || ended || paused)) {
                showArrived();
            }
            if (ended) {
                finish(run.outcome().join());
            }
            if (ended || paused || System.nanoTime() - began > SHORT_NANOS) {
                solveNow();
            }
        });
    }

    private void showArrived() {
        held.ifPresent(this::show);
        if (!arrived.isEmpty()) {
            lane.append(arrived);
            arrived.clear();
            measureNewFrames();
        }
    }

    /// A quiet run shows itself when it is whole, or as any other once that takes too long.
    private boolean isDue(boolean ended) {
        if (!ended && System.nanoTime() - began > PATIENCE_NANOS) {
            quiet = false;
            lane.setState(new LaneState.Running());
        }
        return ended || !quiet;
    }

    private void measureNewFrames() {
        reference.ifPresent(path -> {
            List<Frame> fresh = List.copyOf(lane.frames().subList(handedOver, lane.frames().size()));
            if (fresh.isEmpty()) {
                return;
            }
            handedOver = lane.frames().size();
            services.measuring().submit(() -> {
                var errors = fresh.stream().<PathError>mapMulti((frame, sink) -> path.at(frame.at()).ifPresent(truth ->
                    sink.accept(PathError.between(frame.state(), truth, frame.at(), frame.nfe())))).toList();
                tell(() -> publish(errors));
            });
        });
    }

    private void publish(List<PathError> errors) {
        measured.addAll(errors);
        lane.setErrors(measured);
    }

    private void finish(Outcome outcome) {
        finished = true;
        lane.setState(switch (outcome) {
            case Outcome.Completed _ -> new LaneState.Done((System.nanoTime() - began) * 1e-9);
            case Outcome.Cancelled _ -> new LaneState.Cancelled();
            case Outcome.Failed(int _, RuntimeException cause) -> new LaneState.Failed(Problem.of(cause));
        });
        onEnd.run();
    }

    private void fail(Throwable cause) {
        finished = true;
        if (cancelled) {
            return;
        }
        if (cause instanceof CancellationException) {
            lane.setState(new LaneState.Draft(Optional.empty()));
        } else if (quiet) { // nothing that anybody has started: the spec is at fault
            lane.markOld(true);
            lane.setState(new LaneState.Draft(Optional.of(Problem.of(cause))));
        } else {
            lane.setState(new LaneState.Failed(Problem.of(cause)));
        }
        onEnd.run();
    }

    void pause() {
        paused = true;
        background.filter(_ -> !finished).ifPresent(run -> {
            run.pause();
            lane.setState(new LaneState.Paused());
        });
    }

    void resume() {
        paused = false;
        background.filter(_ -> !finished).ifPresent(run -> {
            run.resume();
            lane.setState(new LaneState.Running());
        });
    }

    void step() {
        background.filter(_ -> !finished).ifPresent(BackgroundRun::step);
    }

    /// Stops between two steps; what was recorded stays.
    void cancel() {
        cancelled = true;
        work.forEach(w -> w.cancel(true));
        if (lane.reference().get() instanceof ReferenceState.Computing) {
            lane.setReference(new ReferenceState.None("the run was stopped"));
        }
        background.ifPresentOrElse(BackgroundRun::close, () -> {
            if (!finished) {
                lane.preparing().get().ifPresent(LanePreparation::cancel);
            }
            finished = true;
            if (!abandoned) {
                lane.setState(new LaneState.Draft(Optional.empty())); // nothing of it has begun
            }
        });
    }

    /// Waits until the thread of a cancelled run has ended, but no longer than until a time of `System.nanoTime`.
    void await(long deadline) {
        background.ifPresent(run -> {
            try {
                run.outcome().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.log(System.Logger.Level.WARNING, "a run did not end in time", e);
            }
        });
    }

    /// Stops and lets go of the lane: another run takes its place.
    void abandon() {
        abandoned = true;
        cancel();
        finished = true;
    }
}
