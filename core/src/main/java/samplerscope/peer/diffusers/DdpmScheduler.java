package samplerscope.peer.diffusers;

import static java.lang.StrictMath.sqrt;

import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Ddpm;

/// `DDPMScheduler`. Its last step adds noise too, unless it starts at training step 0.
record DdpmScheduler() implements Scheduler {

    /// The program keeps every variance above 1e-20.
    private static final double LEAST_SPREAD = 1e-10;

    @Override
    public String sampler() {
        return "DDPMScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "variance_type", "clip_sample", "prediction_type", "thresholding", "dynamic_thresholding_ratio",
            "clip_sample_range", "sample_max_value", "timestep_spacing", "steps_offset", "rescale_betas_zero_snr");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.endingAtZero(SchedulerConfig.options(run));
        config.knowing(options());
        var steps = TrainingSteps.of(config, run.steps(), run.all().inner("set_timesteps"));
        Ddpm.Variance variance = variance(config.options());
        int last = steps.count() - 1;
        double alpha = steps.at(last).alpha();
        double spread = steps.steps()[last] == 0 ? 0 : variance == Ddpm.Variance.LARGE ? sqrt(1 - alpha * alpha)
            : LEAST_SPREAD;
        return Replay.of(steps.strategy(new NoiseLevel(-1, 1, 0), i -> new Ddpm(variance, i == last ? spread : 0)))
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
}
