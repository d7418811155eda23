package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.SaSolver;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;

/// `SASolverScheduler`. It draws at every step; where a ladder lists its last sigma twice, the last step only corrects.
record SaSolverScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "SASolverScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "predictor_order", "corrector_order", "prediction_type", "thresholding", "dynamic_thresholding_ratio",
            "sample_max_value", "algorithm_type", "lower_order_final", "use_karras_sigmas", "use_exponential_sigmas",
            "use_beta_sigmas", "use_flow_sigmas", "flow_shift", "lambda_min_clipped", "variance_type",
            "timestep_spacing", "steps_offset");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        Options call = run.all().inner("set_timesteps");
        SigmaList list = new MultistepSigmas(config, run.steps(), call).list(kind -> kind.equals("karras"),
            MultistepSigmas.FlowRamp.evenInAlpha(config, call), MultistepSigmas.Last.REPEATED);
        Strategy strategy = list.strategy(i -> solver(config.options(), run.all(), i, list));
        return Replay.of(strategy).seen(list.correctedViews(strategy)).speaking(config.prediction())
            .labelled(config.labelled(run, list)).thresholded(config.threshold()).drawing(NoiseUse.ONE_PER_STEP);
    }

    private static Solver solver(Options o, Options all, int i, SigmaList list) {
        int n = list.steps();
        boolean again = i == n - 2 && list.endsIdle();
        return new SaSolver(form(o), predictor(o, i, n), i == 0 ? 0 : corrector(o, i - 1, n), tau(all, list, i),
            i == 0 ? 0 : tau(all, list, i - 1), again ? corrector(o, i, n) : 0, true);
    }

    private static int predictor(Options o, int i, int n) {
        int order = o.whole("predictor_order", 2);
        return StrictMath.min(o.flag("lower_order_final", true) ? StrictMath.min(order, n - i) : order, i + 1);
    }

    private static int corrector(Options o, int i, int n) {
        int order = o.whole("corrector_order", 2);
        return StrictMath.min(o.flag("lower_order_final", true) ? StrictMath.min(order, n - i + 1) : order, i + 2);
    }

    /// Constant where the run says so, else the program's own: noise in the middle of the timesteps.
    private static double tau(Options all, SigmaList list, int i) {
        double t = list.timesteps()[i];
        return all.has("tau") ? all.number("tau", 0) : t >= 200 && t <= 800 ? 1 : 0;
    }

    private static MultistepForm form(Options o) {
        String algorithm = o.text("algorithm_type", "data_prediction");
        return switch (algorithm) {
            case "data_prediction" -> MultistepForm.DATA;
            case "noise_prediction" -> MultistepForm.NOISE;
            default -> throw UnknownOptionException.of(o.owner(), "algorithm_type", algorithm,
                "use data_prediction or noise_prediction");
        };
    }
}
