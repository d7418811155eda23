package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Consistency;
import samplerscope.solver.Ddim;
import samplerscope.solver.Solver;

/// `FlowMatchEulerDiscreteScheduler`: Euler on the velocity, which is DDIM, or data and fresh noise.
record FlowMatchEulerScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "FlowMatchEulerDiscreteScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "shift", "use_dynamic_shifting", "base_shift", "max_shift",
            "base_image_seq_len", "max_image_seq_len", "invert_sigmas", "shift_terminal", "use_karras_sigmas",
            "use_exponential_sigmas", "use_beta_sigmas", "time_shift_type", "stochastic_sampling");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        if (config.options().flag("invert_sigmas", false)) {
            throw UnknownOptionException.of(sampler(), "invert_sigmas", "true", "use a grid from noise to data");
        }
        SigmaList list = new FlowMatchSigmas(config, run.steps(), run.all().inner("set_timesteps")).list();
        Solver solver = config.options().flag("stochastic_sampling", false)
            ? new Consistency(Double.POSITIVE_INFINITY) : new Ddim(0);
        return Replay.of(list.strategy(_ -> solver)).seen(list.views()).speaking(Parameterization.FLOW)
            .drawing(NoiseUse.ONE_PER_STEP);
    }
}
