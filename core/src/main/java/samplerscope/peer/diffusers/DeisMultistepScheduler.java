package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.DeisLogRho;

/// `DEISMultistepScheduler`: the polynomial in log rho, orders 1 to 3. Orders fall at the end only in runs of fewer than 15
/// steps. Behind a ladder it lists the last sigma twice.
record DeisMultistepScheduler() implements Scheduler {

    private static final int FEW = 15;

    @Override
    public String sampler() {
        return "DEISMultistepScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "solver_order", "prediction_type", "thresholding", "dynamic_thresholding_ratio", "sample_max_value",
            "algorithm_type", "solver_type", "lower_order_final", "use_karras_sigmas", "use_exponential_sigmas",
            "use_beta_sigmas", "use_flow_sigmas", "flow_shift", "timestep_spacing", "steps_offset",
            "use_dynamic_shifting", "time_shift_type");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        Options o = config.options();
        Options call = run.all().inner("set_timesteps");
        SigmaList list = new MultistepSigmas(config, run.steps(), call).list(kind -> kind.equals("karras"),
            MultistepSigmas.FlowRamp.evenInAlpha(config, call), MultistepSigmas.Last.REPEATED);
        int n = list.steps();
        int order = o.whole("solver_order", 2);
        boolean falls = o.flag("lower_order_final", true) && n < FEW;
        return Replay.of(list.strategy(i -> new DeisLogRho(StrictMath.min(StrictMath.min(order, i + 1),
                falls ? n - i : order) - 1)))
            .seen(list.views()).speaking(config.prediction()).labelled(config.labelled(run, list))
            .thresholded(config.threshold());
    }
}
