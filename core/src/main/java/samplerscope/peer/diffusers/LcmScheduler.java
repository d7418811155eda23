package samplerscope.peer.diffusers;

import java.util.Arrays;
import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Consistency;

/// `LCMScheduler`. Its last step returns the predicted data.
record LcmScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "LCMScheduler";
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
        var steps = steps(config, run.steps(), run.all().inner("set_timesteps"));
        var solver = new Consistency(config.options().number("timestep_scaling", 10));
        boolean clips = config.options().flag("clip_sample", false);
        return Replay.of(steps.strategy(new NoiseLevel(-1, 1, 0), _ -> solver)).speaking(config.prediction())
            .thresholded(clips ? DdimScheduler.threshold(config) : config.threshold()).drawing(NoiseUse.ONE_PER_STEP);
    }

    /// Every k-th training step is one that the model was distilled on; of those, evenly many.
    static TrainingSteps steps(SchedulerConfig config, int n, Options call) {
        if (call.has("timesteps")) {
            return TrainingSteps.of(config, n, call);
        }
        int original = call.whole("original_inference_steps", config.options().whole("original_inference_steps", 50));
        int k = config.table().steps() / original;
        int distilled = (int) (original * call.number("strength", 1));
        var steps = new int[n];
        Arrays.setAll(steps, i -> (distilled - (int) ((long) i * distilled / n)) * k - 1);
        return new TrainingSteps(config.table(), steps);
    }
}
