package samplerscope.peer.diffusers;

import java.util.Arrays;
import java.util.List;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.solver.Solver;

/// `EulerDiscreteScheduler`. With churn it asks the model before the noise is added.
record EulerDiscreteScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "EulerDiscreteScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule", "trained_betas",
            "prediction_type", "interpolation_type", "use_karras_sigmas", "use_exponential_sigmas",
            "use_beta_sigmas", "sigma_min", "sigma_max", "timestep_spacing", "timestep_type", "steps_offset",
            "rescale_betas_zero_snr", "final_sigmas_type");
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        Options step = run.all().inner("step");
        Solver solver = LateChurn.of(step, LateChurn.reading(config.prediction()));
        SigmaList list = list(config, run.steps(), run.all().inner("set_timesteps"));
        return SigmaSpace.scaled(Replay.of(list.strategy(_ -> solver)).seen(list.views())).speaking(config.prediction())
            .labelled(config.labelled(run, list)).drawing(NoiseUse.ONE_PER_DRAW.times(step.number("s_noise", 1)));
    }

    private static SigmaList list(SchedulerConfig config, int n, Options call) {
        TrainingTable table = config.table();
        if (call.has("sigmas")) {
            double[] given = call.numbers("sigmas").orElseThrow();
            return new SigmaList(given, Arrays.stream(given, 0, given.length - 1).map(table::stepOfSigma).toArray(),
                LambdaPath.PRESERVING);
        }
        double last = config.endsAtZero("zero") ? 0 : table.sigmaMin();
        String interpolation = config.options().text("interpolation_type", "linear");
        return switch (interpolation) {
            case "linear" -> new SigmaSpace(config, n, call).list(last);
            case "log_linear" -> logLinear(config, n, last);
            default -> throw UnknownOptionException.of("EulerDiscreteScheduler", "interpolation_type", interpolation,
                "use linear or log_linear");
        };
    }

    /// `n + 1` sigmas of the whole table, evenly in their logarithm: the run ends at the last of them, and never reaches
    /// what is appended behind. A ladder takes their bounds and has `n` of its own.
    private static SigmaList logLinear(SchedulerConfig config, int n, double last) {
        TrainingTable table = config.table();
        double[] even = Ladder.exponential(table.sigmaMin(), table.sigmaMax(), n + 1);
        double[] sigmas = config.ladder(table.sigmaMin(), table.sigmaMax(), n).map(ladder -> {
            double[] all = Arrays.copyOf(ladder, n + 1);
            all[n] = last;
            return all;
        }).orElse(even);
        return new SigmaList(sigmas, Arrays.stream(sigmas, 0, n).map(table::stepOfSigma).toArray(),
            LambdaPath.PRESERVING);
    }
}
