package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Ddim;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.solver.Tcd;
import samplerscope.spec.Choice;

/// `TCDScheduler`. It always ends at the first training step, and rounds the level below a target down to a whole one.
record TcdScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "TCDScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "original_inference_steps", "clip_sample", "clip_sample_range", "set_alpha_to_one", "steps_offset",
            "prediction_type", "thresholding", "dynamic_thresholding_ratio", "sample_max_value", "timestep_spacing",
            "timestep_scaling", "rescale_betas_zero_snr");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.endingAtZero(SchedulerConfig.options(run));
        config.knowing(options());
        Options step = run.all().inner("step").knowingOnly("eta");
        double eta = step.number("eta", 0.3);
        var steps = LcmScheduler.steps(config, run.steps(), run.all().inner("set_timesteps"));
        return Replay.of(steps.strategy(config.table().level(0), i -> {
            boolean last = i == steps.count() - 1;
            int below = last ? 0 : (int) StrictMath.floor((1 - eta) * steps.steps()[i + 1]);
            return last || eta == 0 ? new Ddim(0) : new Through(config.table().level(below));
        })).speaking(config.prediction()).drawing(NoiseUse.ONE_PER_STEP);
    }

    /// By way of a given level.
    private record Through(NoiseLevel below) implements ProgramStep {
        /// The share of the target's time that leads to this level; the first training step has time 1 / N.
        @Override
        public Choice named(Place place) {
            return Choice.of("tcd").with("gamma", 1 - place.clock().applyAsDouble(below)
                / place.clock().applyAsDouble(place.to()));
        }

        @Override
        public Step plan(StepRequest r) {
            return Tcd.through(r, below);
        }
    }
}
