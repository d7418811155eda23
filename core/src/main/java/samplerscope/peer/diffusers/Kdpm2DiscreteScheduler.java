package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Strategy;

/// `KDPM2DiscreteScheduler`. It records both stages of a step; timesteps of the Karras ladder are rounded.
record Kdpm2DiscreteScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "KDPM2DiscreteScheduler";
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
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps"))
            .roundedList(0);
        Strategy strategy = list.strategy(_ -> new DpmSolver2S(0.5, SlopeForm.MIDPOINT));
        return SigmaSpace.scaled(Replay.of(strategy).seen(SigmaSpace.stages(strategy.compile()))).speaking(config.prediction())
            .labelled(config.labelled(run, list));
    }
}
