package samplerscope.app.schedule;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.StudyModel;
import samplerscope.model.Model;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.HandMade;
import samplerscope.spec.LevelText;
import samplerscope.spec.Motion;
import samplerscope.spec.Resolved;
import samplerscope.spec.StepEdit;

/// The schedule of the focused lane while hands work on it. Lives on the FX thread.
///
/// What is shown follows the hand at once; the study follows as fast as runs allow.
final class ScheduleModel {

    private static final System.Logger LOG = System.getLogger(ScheduleModel.class.getName());

    /// @param schedule as far as it is known and can be edited
    /// @param problem  why it cannot be
    record Shown(Optional<HandMade> schedule, Optional<Problem> problem) {
        static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());
    }

    private final StudyModel study;
    private final BooleanProperty live = new SimpleBooleanProperty(this, "live", true);
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(this, "shown", Shown.NOTHING);
    private final BooleanProperty moving = new SimpleBooleanProperty(this, "moving", true);
    private final ReadOnlyObjectWrapper<Optional<Motion>> motion =
        new ReadOnlyObjectWrapper<>(this, "motion", Optional.empty());
    private Optional<Asked> asked = Optional.empty();
    private Optional<Future<?>> measuring = Optional.empty();
    private boolean said;
    private boolean open;
    /// A hand is at work: the plans that arrive are those of a moment ago.
    private boolean held;

    ScheduleModel(StudyModel study) {
        this.study = study;
        moving.addListener((_, _, _) -> measure());
        study.study().addListener((_, before, now) -> {
            if (before.focusedLane().id() != now.focusedLane().id()) {
                held = false;
                read();
            }
        });
        study.eachLane(lane -> {
            lane.planned().addListener((_, _, _) -> planned(lane));
            lane.state().addListener((_, _, _) -> planned(lane));
        });
    }

    StudyModel study() {
        return study;
    }

    ReadOnlyObjectProperty<Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Whether every edit runs the lane.
    BooleanProperty live() {
        return live;
    }

    /// Whether the motion of the model's prediction is wanted.
    BooleanProperty moving() {
        return moving;
    }

    /// The user has said whether the motion is wanted; until then it is where it is cheap.
    void sayMoving() {
        said = true;
    }

    /// How fast what the focused lane's model predicts moves; empty until it is measured.
    ReadOnlyObjectProperty<Optional<Motion>> motion() {
        return motion.getReadOnlyProperty();
    }

    /// Nothing is run for an editor that nobody sees.
    void setOpen(boolean isOpen) {
        open = isOpen;
        if (isOpen) {
            read();
        }
    }

    /// Changes the schedule as one undoable step.
    void edit(String words, UnaryOperator<HandMade> change) {
        drag(words, "", change);
        release();
    }

    /// Changes the schedule while a hand drags; changes in a row with the same gesture are one undoable step.
    void drag(String words, String gesture, UnaryOperator<HandMade> change) {
        shown.get().schedule().ifPresent(now -> {
            HandMade next = change.apply(now);
            if (next.equals(now)) {
                return;
            }
            held = true;
            shown.set(new Shown(Optional.of(next), Optional.empty()));
            if (live.get()) {
                study.live().offer(words, gesture, next::in);
            } else {
                study.editSpec(words, gesture, false, next::in);
            }
        });
    }

    /// The hand has let go.
    void release() {
        held = false;
        if (live.get()) {
            study.live().settle();
        }
    }

    /// Another solver for one step; the others are named first where one stands for all.
    void setSolver(int step, Choice solver) {
        String words = "solver of step %d".formatted(step + 1);
        boolean named = shown.get().schedule().filter(s -> s.solvers().size() > 1 || s.steps() == 1).isPresent();
        if (named) {
            edit(words, s -> s.withSolver(step, step + 1, solver));
        } else {
            study.editSteps(words, spec -> StepEdit.withSolver(spec, step, solver),
                e -> shown.set(new Shown(shown.get().schedule(), Optional.of(Problem.of(e)))));
        }
    }

    /// A list of levels from elsewhere in the place of the schedule.
    ///
    /// @throws samplerscope.schedule.InvalidGridException naming the number that does not fit
    void paste(LevelText.Reading read) {
        shown.get().schedule().ifPresent(now -> {
            HandMade pasted = HandMade.of(read, now.schedule(), now.solvers());
            edit("pasted levels", _ -> pasted);
        });
    }

    private void planned(LaneModel lane) {
        if (!open || lane != study.focusedLane()) {
            return;
        }
        if (!held) {
            read();
        }
        boolean edited = lane.state().get() instanceof LaneState.Draft(var problem) && problem.isEmpty()
            && lane.old().get() && lane.planned().get().isPresent();
        if (edited && live.get()) { // by undo, or in the setup
            study.live().follow(lane);
        }
    }

    /// What a motion is of: neither the grid nor the solver changes it.
    private record Asked(Model model, Choice schedule, Guidance guidance) {
        static Asked of(Resolved run) {
            return new Asked(run.model(), run.spec().schedule(), run.spec().guidance());
        }
    }

    /// Measures in the background what is not known yet; what nobody waits for any more is stopped.
    private void measure() {
        Optional<Resolved> run = study.focusedLane().planned().get();
        if (!said) {
            run.ifPresent(r -> moving.set(Motion.isCheap(r)));
        }
        if (!open || !moving.get() || run.isEmpty() || asked.equals(run.map(Asked::of))) {
            return;
        }
        Asked wanted = Asked.of(run.get());
        asked = Optional.of(wanted);
        motion.set(Optional.empty());
        measuring.ifPresent(work -> work.cancel(true));
        measuring = Optional.of(study.services().solving().submit(() -> {
            try {
                Motion measured = Motion.of(run.get());
                Platform.runLater(() -> {
                    if (asked.filter(wanted::equals).isPresent()) {
                        motion.set(Optional.of(measured));
                    }
                });
            } catch (CancellationException | SamplerscopeException e) {
                LOG.log(System.Logger.Level.DEBUG, "no motion of this model", e);
            }
        }));
    }

    private void read() {
        LaneModel lane = study.focusedLane();
        measure();
        if (lane.state().get() instanceof LaneState.Draft(var problem) && problem.isPresent()) {
            shown.set(new Shown(shown.get().schedule(), problem));
        } else {
            lane.planned().get().ifPresent(run -> shown.set(of(run)));
        }
    }

    private static Shown of(Resolved run) {
        try {
            return new Shown(Optional.of(HandMade.of(run)), Optional.empty());
        } catch (SamplerscopeException e) {
            return new Shown(Optional.empty(), Optional.of(Problem.of(e)));
        }
    }

    /// Schedules of the other lanes in sight, with their letters.
    List<Ghost> others() {
        return study.shownLanes().stream().filter(lane -> lane != study.focusedLane())
            .flatMap(lane -> lane.planned().get().stream().map(run ->
                new Ghost(study.study().get().letterOf(lane.id()), run))).toList();
    }

    record Ghost(String letter, Resolved run) {}
}
