package samplerscope.peer.diffusers;

import java.util.List;
import java.util.Optional;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.Heun;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;

/// `HeunDiscreteScheduler`. It records both stages of a step.
record HeunDiscreteScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "HeunDiscreteScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "prediction_type", "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "clip_sample",
            "clip_sample_range", "timestep_spacing", "steps_offset");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps")).list(0);
        Strategy strategy = list.strategy(_ -> new Heun());
        return SigmaSpace.scaled(Replay.of(strategy).seen(SigmaSpace.stages(strategy.compile()))).speaking(config.prediction())
            .labelled(config.labelled(run, list))
            .thresholded(Optional.of(Threshold.clip(config.options().number("clip_sample_range", 1)))
                .filter(_ -> config.options().flag("clip_sample", false)));
    }
}
