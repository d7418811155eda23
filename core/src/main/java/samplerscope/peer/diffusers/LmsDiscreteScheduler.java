package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.Lms;

/// `LMSDiscreteScheduler`. It integrates its polynomials by adaptive quadrature, which is exact to rounding.
record LmsDiscreteScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "LMSDiscreteScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "prediction_type", "timestep_spacing",
            "steps_offset");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        int order = run.all().inner("step").knowingOnly("order").whole("order", 4);
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps")).list(0);
        return SigmaSpace.scaled(Replay.of(list.strategy(_ -> new Lms(order)))).speaking(config.prediction());
    }
}
