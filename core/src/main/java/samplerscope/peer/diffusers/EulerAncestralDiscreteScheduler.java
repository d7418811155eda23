package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.EulerAncestral;
import samplerscope.solver.Strategy;

/// `EulerAncestralDiscreteScheduler`. It draws at every step, also where nothing is added.
record EulerAncestralDiscreteScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "EulerAncestralDiscreteScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "prediction_type", "timestep_spacing", "steps_offset", "rescale_betas_zero_snr");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps")).list(0);
        Strategy strategy = list.strategy(_ -> new EulerAncestral(1));
        return SigmaSpace.scaled(Replay.of(strategy)).speaking(config.prediction())
            .labelled(config.labelled(run, list)).drawing(NoiseUse.ONE_PER_STEP);
    }
}
