package samplerscope.run;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.clamp;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.solver.DormandPrince5;
import samplerscope.solver.EmbeddedSolver;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.StepRequest;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// The converged trajectory of the probability-flow ODE: what every deterministic sampler tries to follow.
///
/// An embedded Runge-Kutta pair with one step size for the whole batch, chosen for its worst sample, lands exactly on
/// every level asked for.
///
/// Source: Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, Sec. II.4 (step size control).
///
/// @param states      by level, in the order asked for; the first is the start
/// @param evaluations network evaluations, guidance included
/// @param tolerance   relative tolerance that was met
public record ReferencePath(Map<NoiseLevel, Snapshot> states, int evaluations, double tolerance) {

    private static final double SAFETY = 0.9;
    private static final double SHRINK = 0.2;
    private static final double GROW = 5;
    /// In straight-path time; the controller corrects it within a few steps.
    private static final double FIRST_STEP = 1e-3;
    private static final int MOST_STEPS = 100_000;

    public ReferencePath {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    /// The state at a level; levels are compared by alpha and sigma alone.
    public Optional<Snapshot> at(NoiseLevel level) {
        Snapshot exact = states.get(level);
        if (exact != null) {
            return Optional.of(exact);
        }
        return states.entrySet().stream()
            .filter(e -> e.getKey().alpha() == level.alpha() && e.getKey().sigma() == level.sigma())
            .map(Map.Entry::getValue).findFirst();
    }

    /// @param denoiser  bound to `backend`; not closed here
    /// @param start     state at `levels.getFirst()`
    /// @param levels    strictly falling or strictly rising in noise; none at `sigma = 0`
    /// @param tolerance relative to the state and, times 0.1, absolute; 1e-8 for exact float64 models, 1e-5 for networks
    /// @throws CancellationException when the thread is interrupted
    /// @throws ReferenceFailedException if the step size collapses
    public static ReferencePath solve(Denoiser denoiser, TensorBackend backend, NoiseSchedule schedule, Snapshot start,
                                      List<NoiseLevel> levels, double tolerance) {
        return new Solving(denoiser, backend, schedule, start, tolerance).through(levels);
    }

    /// One solution under way.
    private static final class Solving {

        private final EmbeddedSolver solver = new DormandPrince5();
        private final NoiseSchedule schedule;
        private final Shape shape;
        private final double tolerance;
        private final StepMachine machine;
        private double[] state;
        private double step = FIRST_STEP;
        private int evaluations;
        private int attempts;

        Solving(Denoiser denoiser, TensorBackend backend, NoiseSchedule schedule, Snapshot start, double tolerance) {
            this.schedule = schedule;
            this.shape = start.shape();
            this.tolerance = tolerance;
            this.machine = new StepMachine(backend, denoiser, shape, 0, 0);
            this.state = start.toDoubles();
        }

        ReferencePath through(List<NoiseLevel> levels) {
            var states = new LinkedHashMap<NoiseLevel, Snapshot>();
            NoiseLevel here = levels.getFirst();
            states.put(here, Snapshot.of(shape, state));
            for (NoiseLevel target : levels.subList(1, levels.size())) {
                here = reach(here, target);
                states.put(target, Snapshot.of(shape, state));
            }
            return new ReferencePath(states, evaluations, tolerance);
        }

        private NoiseLevel reach(NoiseLevel from, NoiseLevel target) {
            NoiseLevel here = from;
            double end = straightTime(target);
            while (straightTime(here) != end) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the reference was cancelled");
                }
                double left = end - straightTime(here);
                boolean lands = abs(left) <= step * 1.000001;
                NoiseLevel to = lands ? target : levelAt(straightTime(here) + step * StrictMath.signum(left));
                double error = attempt(here, to);
                if (error <= 1) {
                    here = to;
                    machine.state().copyTo(state);
                }
                // A step cut short to land on a level says nothing about the size of the next one, unless it failed.
                double factor = clamp(SAFETY * pow(max(error, 1e-10), -1.0 / (solver.weakerOrder() + 1)), SHRINK, GROW);
                step = lands && error <= 1 ? max(step, abs(left) * factor) : (lands ? abs(left) : step) * factor;
                if (lands && error <= 1) {
                    return target;
                }
            }
            return target;
        }

        /// Error of one step over its tolerance; the state is in the machine.
        private double attempt(NoiseLevel from, NoiseLevel to) {
            if (++attempts > MOST_STEPS || from.lambda() == to.lambda()) {
                throw new ReferenceFailedException(from, tolerance);
            }
            machine.set(Slot.X, state);
            var request = new StepRequest(schedule, from, to, List.of(), Set.of(), 1);
            evaluations += machine.execute(attempts, solver.plan(request), new Plan.Memory(Set.of(), attempts));
            var error = new double[state.length];
            machine.register(solver.errorEstimate()).copyTo(error);
            return worst(error, to.alpha() + to.sigma(), from.alpha() + from.sigma());
        }

        private double worst(double[] error, double scaleTo, double scaleFrom) {
            int size = shape.sampleSize();
            double worst = 0;
            for (int b = 0; b < shape.batch(); b++) {
                double sum = 0;
                for (int i = b * size; i < (b + 1) * size; i++) {
                    double allowed = tolerance * (0.1 + abs(state[i]) / scaleFrom);
                    double relative = error[i] / scaleTo / allowed;
                    sum += relative * relative;
                }
                worst = max(worst, sqrt(sum / size));
            }
            return min(worst, 1e12);
        }

        private static double straightTime(NoiseLevel l) {
            return l.sigma() / (l.alpha() + l.sigma());
        }

        private NoiseLevel levelAt(double straightTime) {
            return schedule.atLambda(StrictMath.log1p(-straightTime) - StrictMath.log(straightTime));
        }
    }
}
