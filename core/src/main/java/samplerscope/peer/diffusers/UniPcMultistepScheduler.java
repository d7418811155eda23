package samplerscope.peer.diffusers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.Refresh;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.solver.UniPc;

/// `UniPCMultistepScheduler`. Recorded states are those before correction. Where a ladder lists its last sigma twice,
/// the last step only corrects. Data are kept in range only where data are extrapolated.
record UniPcMultistepScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "UniPCMultistepScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "solver_order", "prediction_type", "thresholding", "dynamic_thresholding_ratio", "sample_max_value",
            "predict_x0", "solver_type", "lower_order_final", "disable_corrector", "use_karras_sigmas",
            "use_exponential_sigmas", "use_beta_sigmas", "use_flow_sigmas", "flow_shift", "timestep_spacing",
            "steps_offset", "final_sigmas_type", "rescale_betas_zero_snr", "use_dynamic_shifting", "time_shift_type",
            "sigma_min", "sigma_max", "shift_terminal");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        SigmaList list = list(config, run.steps(), run.all().inner("set_timesteps"));
        Strategy strategy = list.strategy(i -> solver(config.options(), i, list));
        return Replay.of(strategy).seen(list.correctedViews(strategy)).speaking(config.prediction())
            .labelled(config.labelled(run, list))
            .thresholded(form(config.options()) == MultistepForm.DATA ? config.threshold() : Optional.empty());
    }

    static SigmaList list(SchedulerConfig config, int n, Options call) {
        var last = config.endsAtZero("zero") ? MultistepSigmas.Last.ZERO : MultistepSigmas.Last.REPEATED;
        return new MultistepSigmas(config, n, call).list(kind -> kind.equals("karras"), FlowShift.of(config, call)
            .startingBelowOne(call), last);
    }

    static Solver solver(Options o, int i, SigmaList list) {
        int n = list.steps();
        boolean corrected = i > 0 && !disabled(o, i - 1);
        boolean again = i == n - 2 && list.endsIdle() && !disabled(o, i);
        return new UniPc(form(o), variant(o), order(o, i, n), corrected ? order(o, i - 1, n) : 0,
            again ? order(o, i, n) : 0, Refresh.OFF);
    }

    private static MultistepForm form(Options o) {
        return o.flag("predict_x0", true) ? MultistepForm.DATA : MultistepForm.NOISE;
    }

    private static int order(Options o, int i, int n) {
        int order = o.whole("solver_order", 2);
        int allowed = o.flag("lower_order_final", true) ? StrictMath.min(order, n - i) : order;
        return StrictMath.min(allowed, i + 1);
    }

    private static boolean disabled(Options o, int step) {
        return Arrays.stream(o.numbers("disable_corrector").orElse(new double[0])).anyMatch(d -> (int) d == step);
    }

    private static UniPc.Variant variant(Options o) {
        String type = o.text("solver_type", "bh2");
        return switch (type) {
            case "bh1" -> UniPc.Variant.BH1;
            case "bh2", "midpoint", "heun", "logrho" -> UniPc.Variant.BH2;
            default -> throw UnknownOptionException.of(o.owner(), "solver_type", type, "use bh1 or bh2");
        };
    }
}
