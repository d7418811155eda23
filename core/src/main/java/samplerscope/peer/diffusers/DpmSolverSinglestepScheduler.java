package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.solver.DpmSingleStep;

/// `DPMSolverSinglestepScheduler`. Each call evaluates at the newest sigma and goes on from where the last call of order 1
/// began, with all outputs since: a step of order 3 is three calls of orders 1, 2 and 3.
record DpmSolverSinglestepScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "DPMSolverSinglestepScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "solver_order", "prediction_type", "thresholding", "dynamic_thresholding_ratio", "sample_max_value",
            "algorithm_type", "solver_type", "lower_order_final", "use_karras_sigmas", "use_exponential_sigmas",
            "use_beta_sigmas", "use_flow_sigmas", "flow_shift", "final_sigmas_type", "lambda_min_clipped",
            "variance_type", "use_dynamic_shifting", "time_shift_type");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        Options o = config.options();
        boolean toZero = config.endsAtZero("zero");
        Options call = run.all().inner("set_timesteps");
        SigmaList list = new MultistepSigmas(config, run.steps(), call).list(
            kind -> kind.equals("karras"), MultistepSigmas.FlowRamp.evenInAlpha(config, call),
            toZero ? MultistepSigmas.Last.ZERO : MultistepSigmas.Last.TABLE);
        List<Integer> orders = orders(o, list.steps(), toZero);
        boolean sde = o.text("algorithm_type", "dpmsolver++").startsWith("sde");
        return Replay.of(list.strategy(i -> new DpmSingleStep(form(o), orders.get(i),
                o.text("solver_type", "midpoint").equals("heun"), sde)))
            .seen(list.views()).speaking(config.prediction()).labelled(config.labelled(run, list))
            .thresholded(config.threshold()).drawing(NoiseUse.ONE_PER_STEP);
    }

    private static boolean form(Options o) {
        String algorithm = o.text("algorithm_type", "dpmsolver++");
        return switch (algorithm) {
            case "dpmsolver++", "sde-dpmsolver++", "deis" -> true;
            case "dpmsolver" -> false;
            default -> throw UnknownOptionException.of(o.owner(), "algorithm_type", algorithm,
                "use dpmsolver++, dpmsolver or sde-dpmsolver++");
        };
    }

    /// Blocks of 1, 2, 3 (or 1, 2), with a shorter block at the end.
    private static List<Integer> orders(Options o, int n, boolean toZero) {
        int order = o.whole("solver_order", 2);
        // What does not divide evenly falls at the end whatever the option says, and so does a run to the data.
        boolean falls = o.flag("lower_order_final", false) || n % order != 0 || toZero;
        var orders = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            orders.add(i % order + 1);
        }
        if (falls && order == 3 && n % 3 == 0) {
            orders.set(n - 1, 1); // 1, 2, 1
        } else if (falls && order == 2 && n % 2 == 0) {
            orders.set(n - 1, 1); // 1, 1
        }
        if (toZero) {
            orders.set(n - 1, 1);
        }
        return orders;
    }
}
