package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Threshold;
import samplerscope.spec.Json;

/// What the configs of all schedulers share: the training table, what the model predicts, thresholding, and which ladder
/// of sigmas is asked for.
///
/// @param options constructor arguments, those that are not given have the program's defaults
/// @param table   of training steps
public record SchedulerConfig(Options options, TrainingTable table) {

    /// What most schedulers put in place of a last `alpha_bar` of 0.
    private static final double NEARLY_ZERO = StrictMath.scalb(1.0, -24);

    /// Names of the options that this class reads.
    private static final List<String> SHARED = List.of("num_train_timesteps", "beta_start", "beta_end", "beta_schedule",
        "trained_betas", "rescale_betas_zero_snr", "prediction_type", "thresholding", "dynamic_thresholding_ratio",
        "sample_max_value", "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "use_lu_lambdas",
        "use_flow_sigmas", "flow_shift", "timestep_spacing", "steps_offset", "final_sigmas_type", "sigma_min",
        "sigma_max", "_class_name", "_diffusers_version");

    /// Of a scheduler that divides by the last `alpha_bar`.
    public static SchedulerConfig of(Options options) {
        return new SchedulerConfig(options, TrainingTable.of(options, NEARLY_ZERO));
    }

    /// Of a scheduler that leaves a rescaled table at 0: DDIM and DDPM.
    public static SchedulerConfig endingAtZero(Options options) {
        return new SchedulerConfig(options, TrainingTable.of(options, 0));
    }

    /// The options of a recorded run, with the training table that the name of its schedule stands for.
    public static Options options(RecordedRun run) {
        Json.Obj fields = run.options().fields();
        return new Options(run.sampler(), switch (run.schedule()) {
            case "S1" -> table(fields, "linear", 0.0001, 0.02);
            case "S2" -> table(fields, "scaled_linear", 0.00085, 0.012);
            case "S3" -> fields.with("beta_schedule", "squaredcos_cap_v2");
            default -> fields;
        });
    }

    private static Json.Obj table(Json.Obj fields, String schedule, double first, double last) {
        return fields.with("beta_schedule", schedule).with("beta_start", first).with("beta_end", last);
    }

    /// @throws UnknownOptionException for an option that neither this class nor the scheduler reads
    void knowing(List<String> names) {
        options.knowingOnly(names);
    }

    /// Names of the options that all schedulers share, and of some more.
    static List<String> with(String... own) {
        var names = new ArrayList<>(SHARED);
        names.addAll(List.of(own));
        return List.copyOf(names);
    }

    /// What the model predicts.
    public Parameterization prediction() {
        String word = options.text("prediction_type", "epsilon");
        return switch (word) {
            case "epsilon" -> Parameterization.NOISE;
            case "sample" -> Parameterization.DATA;
            case "v_prediction" -> Parameterization.VELOCITY;
            case "flow_prediction" -> Parameterization.FLOW;
            default -> throw UnknownOptionException.of(options.owner(), "prediction_type", word,
                "use epsilon, sample, v_prediction or flow_prediction");
        };
    }

    public Optional<Threshold> threshold() {
        if (!options.flag("thresholding", false)) {
            return Optional.empty();
        }
        double largest = options.number("sample_max_value", 1);
        return Optional.of(new Threshold(options.number("dynamic_thresholding_ratio", 0.995),
            StrictMath.min(1, largest), largest));
    }

    public String spacing(String standard) {
        return options.text("timestep_spacing", standard);
    }

    public int offset() {
        return options.whole("steps_offset", 0);
    }

    public boolean isFlow() {
        return options.flag("use_flow_sigmas", false);
    }

    /// Whether the run ends at the data, and not at the first training step.
    ///
    /// @param standard the scheduler's own default
    public boolean endsAtZero(String standard) {
        String word = options.text("final_sigmas_type", standard);
        return switch (word) {
            case "zero" -> true;
            case "sigma_min" -> false;
            default -> throw UnknownOptionException.of(options.owner(), "final_sigmas_type", word,
                "use zero or sigma_min");
        };
    }

    /// The ladder that is asked for between two sigmas, instead of training steps; empty for training steps. The bounds
    /// that the config gives come first.
    ///
    /// @param min smallest sigma unless the config says otherwise
    /// @param max largest
    public Optional<double[]> ladder(double min, double max, int n) {
        double low = options.number("sigma_min", min);
        double high = options.number("sigma_max", max);
        if (options.flag("use_karras_sigmas", false)) {
            return Optional.of(Ladder.karras(low, high, n, 7));
        }
        if (options.flag("use_lu_lambdas", false)) {
            return Optional.of(Ladder.exponential(min, max, n));
        }
        if (options.flag("use_exponential_sigmas", false)) {
            return Optional.of(Ladder.exponential(low, high, n));
        }
        if (options.flag("use_beta_sigmas", false)) {
            return Optional.of(Ladder.beta(low, high, n));
        }
        return Optional.empty();
    }

    /// As the program tells the model: its whole timesteps, unless the run was recorded with the solver's own levels.
    UnaryOperator<NoiseLevel> labelled(RecordedRun run, SigmaList list) {
        return run.all().text("model_at", "t").equals("sigma") ? UnaryOperator.identity() : list.labels(table);
    }
}
