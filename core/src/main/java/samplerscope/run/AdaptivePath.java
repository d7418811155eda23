package samplerscope.run;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.solver.Ancestral;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// A run that chooses its own levels by error control, towards less noise.
///
/// One step size serves the whole batch, so a sample depends on what else is in it: by its worst sample or, as k-diffusion
/// has it, by the mean over all. A grid that shall not depend on them comes from a pilot run of its own.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, App. C; Crowson 2022, k-diffusion, `sample_dpm_adaptive`.
///
/// @param start       where it began
/// @param attempts    in order
/// @param evaluations network evaluations, guidance included; those of rejected attempts too
public record AdaptivePath(NoiseLevel start, List<Attempt> attempts, int evaluations) {

    /// One attempted step.
    ///
    /// @param to       the level it aimed at
    /// @param error    in units of what is allowed
    /// @param accepted whether the run goes on from there
    /// @param state    after it; that before it where it was rejected
    public record Attempt(NoiseLevel to, double error, boolean accepted, Snapshot state) {}

    public AdaptivePath {
        attempts = List.copyOf(attempts);
    }

    /// The start and every accepted level, noisiest first.
    public List<NoiseLevel> levels() {
        var levels = new ArrayList<>(List.of(start));
        attempts.stream().filter(Attempt::accepted).map(Attempt::to).forEach(levels::add);
        return levels;
    }

    /// @param denoiser bound to `backend`; not closed here
    /// @param state    at `from`, shape [B, ...]
    /// @param from     with `alpha > 0`
    /// @param to       less noisy, with `sigma > 0`
    /// @throws CancellationException when the thread is interrupted
    /// @throws AdaptiveStepException if the levels are not as they must be, or the tolerance cannot be met
    public static AdaptivePath follow(Denoiser denoiser, TensorBackend backend, NoiseSchedule schedule, Snapshot state,
                                      NoiseLevel from, NoiseLevel to, AdaptiveSettings settings) {
        if (!(to.lambda() > from.lambda()) || !Double.isFinite(to.lambda() - from.lambda())) {
            throw new AdaptiveStepException("adaptive steps cannot lead from lambda = %s to %s".formatted(
                from.lambda(), to.lambda()), "use a start with some signal and a less noisy end with some noise");
        }
        return new Following(denoiser, backend, schedule, state, to, settings).from(from);
    }

    /// One run under way.
    private static final class Following {

        private static final int MOST_ATTEMPTS = 10_000;
        private static final double NEAR = 1e-5;
        /// In lambda; below, the two orders differ by rounding only.
        private static final double LEAST_STEP = 1e-10;
        private static final Slot FRESH = Slot.work(9);

        private final NoiseSchedule schedule;
        private final AdaptiveSettings settings;
        private final NoiseLevel end;
        private final Shape shape;
        private final StepMachine machine;
        private final List<Attempt> attempts = new ArrayList<>();
        private final double[] state;
        private final double[] higher;
        private final double[] error;
        /// The last accepted result of the lower order, which sets the scale of relative errors.
        private final double[] lower;
        private StepControl control;
        private int evaluations;
        private int executed;

        Following(Denoiser denoiser, TensorBackend backend, NoiseSchedule schedule, Snapshot state, NoiseLevel end,
                  AdaptiveSettings settings) {
            this.schedule = schedule;
            this.settings = settings;
            this.end = end;
            this.shape = state.shape();
            this.machine = new StepMachine(backend, denoiser, shape, 0, 0);
            this.state = state.toDoubles();
            this.lower = this.state.clone();
            this.higher = new double[this.state.length];
            this.error = new double[this.state.length];
            this.control = settings.control();
        }

        AdaptivePath from(NoiseLevel start) {
            NoiseLevel here = start;
            while (!arrived(here)) {
                here = attempt(here);
            }
            return new AdaptivePath(start, attempts, evaluations);
        }

        private boolean arrived(NoiseLevel here) {
            return switch (settings.arrival()) {
                case EXACT -> here.equals(end);
                case NEAR_IN_TIME -> abs(here.time() - end.time()) <= NEAR;
                case NEAR_IN_LAMBDA -> here.lambda() >= end.lambda() - NEAR;
            };
        }

        /// Returns where the run stands after it.
        private NoiseLevel attempt(NoiseLevel here) {
            refuseStandingStill(here);
            double left = end.lambda() - here.lambda();
            double tried = min(control.step(), left);
            NoiseLevel to = tried == left ? end : schedule.atLambda(here.lambda() + tried);
            NoiseLevel down = settings.eta() == 0 ? to : bounded(here, to);
            execute(settings.pair().plan(new StepRequest(schedule, here, down, List.of(), Set.of(), 1)));
            machine.state().copyTo(higher);
            machine.register(settings.pair().errorEstimate()).copyTo(error);
            double excess = excess();
            boolean accepted = control.accepts(excess);
            if (accepted) {
                accept(down, to);
            }
            control = control.after(excess, tried);
            attempts.add(new Attempt(to, excess, accepted, Snapshot.of(shape, state)));
            return accepted ? to : here;
        }

        private void refuseStandingStill(NoiseLevel here) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the adaptive run was cancelled");
            }
            if (attempts.size() == MOST_ATTEMPTS || !(control.step() > LEAST_STEP)) {
                throw new AdaptiveStepException("adaptive steps do not get beyond lambda = %s in %d attempts".formatted(
                    here.lambda(), attempts.size()), "allow a larger error");
            }
        }

        /// Where the deterministic part of an ancestral step ends, but never below the end of the run.
        private NoiseLevel bounded(NoiseLevel here, NoiseLevel to) {
            var request = new StepRequest(schedule, here, to, List.of(), Set.of(), 1);
            NoiseLevel down = Ancestral.Split.of(request, to, settings.eta()).down();
            return down.lambda() < end.lambda() ? down : end;
        }

        private void accept(NoiseLevel down, NoiseLevel to) {
            for (int i = 0; i < state.length; i++) {
                lower[i] = higher[i] - error[i];
            }
            if (settings.eta() > 0) {
                double keep = to.alpha() / down.alpha();
                double up = to.sigma() * to.sigma() - keep * keep * down.sigma() * down.sigma();
                execute(new Step(down, to, new Op.Draw(FRESH, 0), Op.combine(Slot.X, Op.term(keep, Slot.X),
                    Op.term(sqrt(max(0, up)), FRESH))));
            }
            machine.state().copyTo(state);
        }

        private void execute(Step step) {
            if (step.evaluations() > 0) {
                machine.set(Slot.X, state);
            }
            evaluations += machine.execute(executed, step, new Plan.Memory(Set.of(), executed));
            executed++;
        }

        private double excess() {
            int size = settings.norm() == AdaptiveSettings.ErrorNorm.WHOLE_BATCH ? state.length : shape.sampleSize();
            double worst = 0;
            for (int first = 0; first < state.length; first += size) {
                double sum = 0;
                for (int i = first; i < first + size; i++) {
                    double allowed = max(settings.absolute(),
                        settings.relative() * max(abs(higher[i] - error[i]), abs(lower[i])));
                    double relative = error[i] / allowed;
                    sum += relative * relative;
                }
                worst = max(worst, sqrt(sum / size));
            }
            return worst;
        }
    }
}
