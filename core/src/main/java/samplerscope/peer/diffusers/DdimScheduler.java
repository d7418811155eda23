package samplerscope.peer.diffusers;

import java.util.List;
import java.util.Optional;
import samplerscope.peer.Between;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.ClippedDdim;
import samplerscope.solver.Ddim;
import samplerscope.solver.Solver;
import samplerscope.solver.Threshold;

/// `DDIMScheduler`. Each step goes back by a fixed number of training steps, whatever the next one in its list is.
record DdimScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "DDIMScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "clip_sample", "set_alpha_to_one", "steps_offset", "prediction_type", "thresholding",
            "dynamic_thresholding_ratio", "clip_sample_range", "sample_max_value", "timestep_spacing",
            "rescale_betas_zero_snr");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.endingAtZero(SchedulerConfig.options(run));
        config.knowing(options());
        Options step = run.all().inner("step").knowingOnly("eta", "use_clipped_model_output");
        var steps = TrainingSteps.of(config, run.steps(), run.all().inner("set_timesteps"));
        Optional<Threshold> threshold = threshold(config);
        boolean derived = step.flag("use_clipped_model_output", false);
        double eta = step.number("eta", 0);
        Solver solver = threshold.isEmpty() || derived ? new Ddim(eta) : new ClippedDdim(threshold.get(), eta);
        NoiseLevel end = end(config, true);
        int stride = config.table().steps() / run.steps();
        return Replay.of(steps.strategy(last(steps, stride, end), i ->
                new Between(solver, steps.at(i), steps.levelOf(steps.steps()[i] - stride, end))))
            .speaking(config.prediction()).thresholded(derived ? threshold : Optional.empty())
            .drawing(NoiseUse.ONE_PER_STEP);
    }

    /// What lies behind the first training step: the data, or that step itself.
    static NoiseLevel end(SchedulerConfig config, boolean standard) {
        return config.options().flag("set_alpha_to_one", standard) ? new NoiseLevel(-1, 1, 0) : config.table().level(0);
    }

    /// Where the run as a whole ends, which is what the last step goes to; or the data, where that is no step down.
    static NoiseLevel last(TrainingSteps steps, int stride, NoiseLevel end) {
        NoiseLevel last = steps.levelOf(steps.steps()[steps.count() - 1] - stride, end);
        return last.lambda() > steps.at(steps.count() - 1).lambda() ? last : new NoiseLevel(-1, 1, 0);
    }

    /// Thresholding goes before clipping; clipping is on unless it is switched off.
    static Optional<Threshold> threshold(SchedulerConfig config) {
        return config.threshold().or(() -> Optional.of(Threshold.clip(config.options().number("clip_sample_range", 1)))
            .filter(_ -> config.options().flag("clip_sample", true)));
    }
}
