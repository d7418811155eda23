package samplerscope.peer.diffusers;

import java.util.List;
import java.util.function.IntFunction;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.solver.Ddim;
import samplerscope.solver.DpmMultistepSteps;
import samplerscope.solver.Solver;

/// `DPMSolverMultistepScheduler`. Orders fall at the end only in runs of fewer than 15 steps, and on a step to the data.
record DpmSolverMultistepScheduler() implements Scheduler {

    /// Runs of fewer steps end with lower orders.
    private static final int FEW = 15;

    @Override
    public String sampler() {
        return "DPMSolverMultistepScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "solver_order", "prediction_type", "thresholding", "dynamic_thresholding_ratio", "sample_max_value",
            "algorithm_type", "solver_type", "lower_order_final", "euler_at_final", "use_karras_sigmas",
            "use_exponential_sigmas", "use_beta_sigmas", "use_lu_lambdas", "use_flow_sigmas", "flow_shift",
            "final_sigmas_type", "lambda_min_clipped", "variance_type", "timestep_spacing", "steps_offset",
            "rescale_betas_zero_snr", "use_dynamic_shifting", "time_shift_type");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        SigmaList list = list(config, run.steps(), run.all().inner("set_timesteps"));
        IntFunction<Solver> solver = solvers(config.options(), list.steps(), config.endsAtZero("zero"));
        return Replay.of(list.strategy(solver)).seen(list.views()).speaking(config.prediction())
            .labelled(config.labelled(run, list)).thresholded(config.threshold()).drawing(NoiseUse.ONE_PER_STEP);
    }

    static SigmaList list(SchedulerConfig config, int n, Options call) {
        boolean cosine = config.options().text("beta_schedule", "linear").equals("squaredcos_cap_v2");
        var last = config.endsAtZero("zero") ? MultistepSigmas.Last.ZERO : MultistepSigmas.Last.TABLE;
        return new MultistepSigmas(config, n, call).list(
            kind -> !cosine && (kind.equals("karras") || kind.equals("lu")),
            MultistepSigmas.FlowRamp.evenInAlpha(config, call), last);
    }

    static IntFunction<Solver> solvers(Options o, int n, boolean toZero) {
        int order = o.whole("solver_order", 2);
        boolean falls = o.flag("lower_order_final", true) && n < FEW;
        boolean first = falls || o.flag("euler_at_final", false) || toZero;
        return i -> {
            int possible = StrictMath.min(order, i + 1);
            int allowed = i == n - 1 && first ? 1 : i == n - 2 && falls ? 2 : order;
            return solver(o, StrictMath.min(possible, allowed));
        };
    }

    private static Solver solver(Options o, int order) {
        String algorithm = o.text("algorithm_type", "dpmsolver++");
        boolean heun = o.text("solver_type", "midpoint").equals("heun");
        return switch (algorithm) {
            case "dpmsolver++", "deis" -> order == 1 ? new Ddim(0) : DpmMultistepSteps.data(order, heun);
            case "dpmsolver" -> order == 1 ? new Ddim(0) : DpmMultistepSteps.noise(order, heun);
            case "sde-dpmsolver++" -> order == 1 ? new Ddim(1) : DpmMultistepSteps.dataSde(order, heun);
            case "sde-dpmsolver" -> DpmMultistepSteps.noiseSde(order, heun);
            default -> throw UnknownOptionException.of(o.owner(), "algorithm_type", algorithm,
                "use dpmsolver++, dpmsolver, sde-dpmsolver++ or sde-dpmsolver");
        };
    }
}
