package samplerscope.run;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.clamp;
import static java.lang.StrictMath.copySign;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.max;
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
import samplerscope.solver.Ddim;
import samplerscope.solver.DormandPrince5;
import samplerscope.solver.EmbeddedSolver;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
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

    public ReferencePath {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    /// The state that the path starts from.
    public Snapshot start() {
        return states.values().iterator().next();
    }

    /// The state at a level; levels are compared by alpha and sigma alone.
    public Optional<Snapshot> at(NoiseLevel level) {
        return states.entrySet().stream()
            .filter(e -> e.getKey().alpha() == level.alpha() && e.getKey().sigma() == level.sigma())
            .map(Map.Entry::getValue).findFirst();
    }

    /// @param denoiser  bound to `backend`; not closed here
    /// @param start     state at `levels.getFirst()`
    /// @param levels    strictly falling or strictly rising in noise; only the last may be at `sigma = 0`
    /// @param tolerance relative to the state and, times 0.1, absolute; 1e-8 for exact float64 models, 1e-5 for networks
    /// @throws CancellationException when the thread is interrupted
    /// @throws ReferenceFailedException if the step size collapses
    public static ReferencePath solve(Denoiser denoiser, TensorBackend backend, NoiseSchedule schedule, Snapshot start,
                                      List<NoiseLevel> levels, double tolerance) {
        return new Solving(denoiser, backend, schedule, start, tolerance).through(levels);
    }

    /// One solution under way.
    private static final class Solving {

        private static final EmbeddedSolver PAIR = new DormandPrince5();
        private static final Solver TO_ZERO = new Ddim(0);
        private static final double SAFETY = 0.9;
        private static final double SHRINK = 0.2;
        private static final double GROW = 5;
        /// In straight-path time; the controller corrects it within a few steps.
        private static final double FIRST_STEP = 1e-3;
        private static final int MOST_STEPS = 100_000;
        /// Below this noise per signal the model's prediction is the end of the path: what is left of the path is
        /// `rho^2 / (2 s^2)` of the distance to the mean, for data of local standard deviation `s`.
        private static final double LAST_RHO = 1e-5;

        private final NoiseSchedule schedule;
        private final Shape shape;
        private final double tolerance;
        private final StepMachine machine;
        private final double[] state;
        private final double[] error;
        /// What the controller wants to take next, in straight-path time; `> 0` whatever the direction.
        private double step = FIRST_STEP;
        private int evaluations;
        private int attempts;

        Solving(Denoiser denoiser, TensorBackend backend, NoiseSchedule schedule, Snapshot start, double tolerance) {
            this.schedule = schedule;
            this.shape = start.shape();
            this.tolerance = tolerance;
            this.machine = new StepMachine(backend, denoiser, shape, 0, 0);
            this.state = start.toDoubles();
            this.error = new double[state.length];
        }

        ReferencePath through(List<NoiseLevel> levels) {
            var states = new LinkedHashMap<NoiseLevel, Snapshot>();
            NoiseLevel here = levels.getFirst();
            states.put(here, Snapshot.of(shape, state));
            for (NoiseLevel target : levels.subList(1, levels.size())) {
                if (target.sigma() == 0) {
                    toZero(here, target);
                } else {
                    reach(here, target);
                }
                here = target;
                states.put(target, Snapshot.of(shape, state));
            }
            return new ReferencePath(states, evaluations, tolerance);
        }

        private void toZero(NoiseLevel from, NoiseLevel zero) {
            NoiseLevel here = from;
            if (here.rho() > LAST_RHO) {
                here = schedule.atLambda(-log(LAST_RHO));
                reach(from, here);
            }
            take(TO_ZERO, here, zero);
            machine.state().copyTo(state);
        }

        private void reach(NoiseLevel from, NoiseLevel target) {
            double end = straightTime(target);
            NoiseLevel here = from;
            while (!here.equals(target)) {
                double left = end - straightTime(here);
                double tried = abs(left) < 1.1 * step ? abs(left) : step; // no sliver for the last step
                NoiseLevel to = tried == abs(left) ? target : levelAt(straightTime(here) + copySign(tried, left));
                double excess = attempt(here, to);
                double next = tried * clamp(SAFETY * pow(excess, -1.0 / (PAIR.weakerOrder() + 1)), SHRINK, GROW);
                if (excess <= 1) {
                    here = to;
                    machine.state().copyTo(state);
                    // A step cut short to land on a level tells how far one can go at least, not at most.
                    step = tried < step ? max(step, next) : next;
                } else {
                    step = next;
                }
            }
        }

        /// Takes one step; returns its error over its tolerance. The end is in the machine.
        private double attempt(NoiseLevel from, NoiseLevel to) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the reference was cancelled");
            }
            if (attempts == MOST_STEPS || from.lambda() == to.lambda()) {
                throw new ReferenceFailedException(from, tolerance);
            }
            take(PAIR, from, to);
            machine.register(PAIR.errorEstimate()).copyTo(error);
            return worst(to.alpha() + to.sigma(), from.alpha() + from.sigma());
        }

        private void take(Solver solver, NoiseLevel from, NoiseLevel to) {
            machine.set(Slot.X, state);
            var plan = solver.plan(new StepRequest(schedule, from, to, List.of(), Set.of(), 1));
            evaluations += machine.execute(attempts, plan, new Plan.Memory(Set.of(), attempts));
            attempts++;
        }

        /// The largest RMS over the elements of a sample of error over allowance, on the straight path.
        private double worst(double scaleTo, double scaleFrom) {
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
            return worst;
        }

        private static double straightTime(NoiseLevel l) {
            return l.sigma() / (l.alpha() + l.sigma());
        }

        private NoiseLevel levelAt(double straightTime) {
            return schedule.atLambda(log1p(-straightTime) - log(straightTime));
        }
    }
}
