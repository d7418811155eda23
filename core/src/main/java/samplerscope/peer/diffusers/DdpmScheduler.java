package samplerscope.peer.diffusers;

import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Ddpm;
import samplerscope.solver.Op;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;

/// `DDPMScheduler`. Its last step adds noise too, unless it starts at training step 0.
record DdpmScheduler() implements Peer {

    /// The program keeps every variance above 1e-20.
    private static final double LEAST_SPREAD = 1e-10;

    @Override
    public String program() {
        return Diffusers.PROGRAM;
    }

    @Override
    public String sampler() {
        return "DDPMScheduler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        var config = SchedulerConfig.endingAtZero(SchedulerConfig.options(run));
        config.knowing("clip_sample", "clip_sample_range", "variance_type");
        var steps = TrainingSteps.of(config, run.steps(), run.all().inner("set_timesteps"));
        Ddpm.Variance variance = variance(config.options());
        int last = steps.count() - 1;
        double alpha = steps.at(last).alpha();
        double spread = steps.steps()[last] == 0 ? 0 : variance == Ddpm.Variance.LARGE ? sqrt(1 - alpha * alpha)
            : LEAST_SPREAD;
        return Replay.of(steps.strategy(new NoiseLevel(-1, 1, 0), i ->
                i == last ? new NoisyEnd(new Ddpm(variance), spread) : new Ddpm(variance)))
            .speaking(config.prediction()).thresholded(DdimScheduler.threshold(config)).drawing(NoiseUse.ONE_PER_STEP);
    }

    private static Ddpm.Variance variance(Options o) {
        String type = o.text("variance_type", "fixed_small");
        return switch (type) {
            case "fixed_small", "fixed_small_log" -> Ddpm.Variance.SMALL;
            case "fixed_large" -> Ddpm.Variance.LARGE;
            default -> throw UnknownOptionException.of(o.owner(), "variance_type", type,
                "use fixed_small, fixed_small_log or fixed_large; a learned variance needs a network that predicts it");
        };
    }

    /// A step to the data, and noise on top of it.
    private record NoisyEnd(Solver inner, double spread) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            var ops = new ArrayList<>(inner.plan(r).ops());
            if (spread > 0) {
                ops.add(new Op.Draw(work(8), 0));
                ops.add(combine(X, term(1, X), term(spread, work(8))));
            }
            return new Step(r.from(), r.to(), ops);
        }
    }
}
