package samplerscope.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import samplerscope.model.Denoiser;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Step;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// A plan taken along a given path: after each step the state is put back on the path, so that the next one starts from
/// there with a history that lies there. On the way, a perturbation of the path can be followed, and the rest of the plan
/// can be run out without being put back.
///
/// Draws depend on the seed and the step alone: whatever is tried sees the same noise.
///
/// Source: Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, Sec. III.2 (local error) and Fig.
/// II.3.2 (the fan of Lady Windermere).
public final class PinnedRun {

    private final Plan plan;
    private final Shape shape;
    private final StepMachine machine;
    /// The steps that a perturbation may have to come through, oldest first; the last is the one that would be taken now.
    private final Deque<Stop> stops = new ArrayDeque<>();
    private int next;

    /// A step that was taken from the path.
    ///
    /// @param before how it began
    /// @param after  how it ended, before anybody put it back
    private record Stop(int index, StepMachine.Standing before, StepMachine.Standing after) {}

    /// A perturbation on its way.
    ///
    /// @param before what it is when the step begins, shape [B, ...]
    /// @param after  what the step makes of it
    public record Perturbed(double[] before, double[] after) {}

    /// @param denoiser bound to `backend`; not closed here
    /// @param seed     of what the plan draws; the first row belongs to sample 0
    /// @param start    shape [B, ...] row-major, at the first level of the plan
    public PinnedRun(Plan plan, Denoiser denoiser, TensorBackend backend, Shape shape, long seed, double[] start) {
        this.plan = plan;
        this.shape = shape;
        this.machine = new StepMachine(backend, denoiser, shape, seed, 0);
        machine.set(Slot.X, start);
        stand(machine.standing());
    }

    private void stand(StepMachine.Standing before) {
        machine.restore(before);
        execute(next);
        stops.addLast(new Stop(next, before, machine.standing()));
    }

    /// The states after this step and after each later one, when nobody puts them back.
    ///
    /// @throws CancellationException   when the thread is interrupted
    /// @throws NonFiniteStateException if a step makes a NaN or an infinity
    public List<double[]> runOut() {
        machine.restore(stops.getLast().after());
        List<double[]> states = rest(next + 1);
        states.addFirst(stateOf(stops.getLast().after()));
        return states;
    }

    /// The states after each later step, when this one ends at a given state; its own end is not among them.
    public List<double[]> runOutAfter(double[] end) {
        machine.restore(pinned(stops.getLast(), end));
        return rest(next + 1);
    }

    /// Goes on from a state of the path at the end of this step.
    public void advance(double[] onPath) {
        StepMachine.Standing before = pinned(stops.getLast(), onPath);
        next++;
        if (next == plan.steps().size()) {
            stops.clear();
            return;
        }
        stand(before);
        while (stops.size() > longest() + 1) {
            stops.removeFirst();
        }
    }

    /// Follows a perturbation through this step. What the step remembers of earlier ones is perturbed, too: the
    /// perturbation enters where the oldest of that was computed, and comes along the steps of the solver.
    ///
    /// @param entering shape [B, ...], small
    public Perturbed follow(double[] entering) {
        List<Stop> way = stops.stream().skip(stops.size() - 1 - lag(next)).toList();
        double[] before = entering;
        double[] after = entering;
        StepMachine.Standing standing = shifted(way.getFirst().before(), entering);
        for (int i = 0; i < way.size(); i++) {
            machine.restore(standing);
            execute(way.get(i).index());
            StepMachine.Standing end = machine.standing();
            before = after;
            after = difference(stateOf(end), stateOf(way.get(i).after()));
            standing = i + 1 < way.size() ? beside(way.get(i), way.get(i + 1), end) : end;
        }
        return new Perturbed(before, after);
    }

    /// Whoever corrects a step later starts from where it began on the path.
    private static StepMachine.Standing pinned(Stop stop, double[] end) {
        var put = with(stop.after(), Slot.X, end);
        return put.registers().containsKey(Slot.Kept.START)
            ? with(put, Slot.Kept.START, stop.before().registers().get(Slot.X)) : put;
    }

    /// As if state and start of the step before lay somewhere else.
    private static StepMachine.Standing shifted(StepMachine.Standing standing, double[] by) {
        var put = with(standing, Slot.X, sum(standing.registers().get(Slot.X), by));
        double[] start = standing.registers().get(Slot.Kept.START);
        return start == null ? put : with(put, Slot.Kept.START, sum(start, by));
    }

    /// How the next step begins, as far off the path as this one has ended off its own end.
    private static StepMachine.Standing beside(Stop stop, Stop following, StepMachine.Standing end) {
        var put = end;
        for (Slot slot : List.of(Slot.X, Slot.Kept.START)) {
            if (end.registers().containsKey(slot)) {
                double[] off = difference(end.registers().get(slot), stop.after().registers().get(slot));
                put = with(put, slot, sum(following.before().registers().get(slot), off));
            }
        }
        return put;
    }

    /// How many steps ago the oldest of what a step reads was computed.
    private int lag(int index) {
        int lag = readsStart(index) ? 1 : 0;
        for (int i = 0; i < index; i++) {
            if (plan.memory().get(i).lastUser() >= index) {
                lag = StrictMath.max(lag, index - i);
            }
        }
        return StrictMath.min(lag, index);
    }

    /// Of all steps from here on, how many steps back they need.
    private int longest() {
        int longest = 0;
        for (int i = next; i < plan.steps().size(); i++) {
            longest = StrictMath.max(longest, lag(i) - (i - next));
        }
        return longest;
    }

    private boolean readsStart(int index) {
        return plan.steps().get(index).ops().stream().anyMatch(op -> op instanceof Op.Combine c
            && c.terms().stream().anyMatch(term -> term.slot().equals(Slot.Kept.START)));
    }

    private static StepMachine.Standing with(StepMachine.Standing standing, Slot slot, double[] values) {
        var registers = new HashMap<>(standing.registers());
        registers.put(slot, values);
        return new StepMachine.Standing(registers, standing.past());
    }

    private List<double[]> rest(int from) {
        var states = new ArrayList<double[]>();
        for (int i = from; i < plan.steps().size(); i++) {
            execute(i);
            var values = new double[shape.size()];
            machine.state().copyTo(values);
            states.add(values);
        }
        return states;
    }

    private void execute(int index) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("following the steps of a run was cancelled");
        }
        Step step = plan.steps().get(index);
        machine.execute(index, step, plan.memory().get(index));
    }

    private static double[] stateOf(StepMachine.Standing standing) {
        return standing.registers().get(Slot.X).clone();
    }

    private static double[] sum(double[] a, double[] b) {
        var sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    private static double[] difference(double[] a, double[] b) {
        var difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }
}
