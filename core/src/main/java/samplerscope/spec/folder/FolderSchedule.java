package samplerscope.spec.folder;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import samplerscope.SamplerscopeException;
import samplerscope.registry.Setting;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.ScheduleName;

/// What a `scheduler_config.json` says of the network, whatever the scheduler: the noise path that it was trained on,
/// what it predicts, and how it is told the time. How to step is the user's choice here.
///
/// Source: the configs of huggingface/diffusers; an option that is not given has that program's default.
///
/// @param name     what a spec calls the schedule; empty for a table of the model's own
/// @param timestep what the network is told of a level
record FolderSchedule(NoiseSchedule schedule, Optional<ScheduleName> name, Parameterization parameterization,
                      ToDoubleFunction<NoiseLevel> timestep) {

    /// @throws FolderException for a word or number that is not understood
    static FolderSchedule of(ConfigFile config) {
        String scheduler = config.text("_class_name", "");
        if (scheduler.startsWith("EDM") || scheduler.startsWith("ScoreSde") || scheduler.startsWith("CMStochastic")
            || scheduler.startsWith("VQ")) {
            throw config.wrong("_class_name", "networks for %s are asked in another way".formatted(scheduler),
                "this program knows variance-preserving tables and flow matching");
        }
        return isFlow(config, scheduler) ? flow(config) : preserving(config);
    }

    private static boolean isFlow(ConfigFile config, String scheduler) {
        return scheduler.startsWith("FlowMatch") || config.flag("use_flow_sigmas")
            || config.text("prediction_type", "").equals("flow_prediction");
    }

    private static FolderSchedule flow(ConfigFile config) {
        if (config.flag("use_dynamic_shifting")) {
            throw config.wrong("use_dynamic_shifting", "the shift depends on the size of the picture",
                "set it to false and 'shift' to a number");
        }
        double shift = config.number("shift", config.number("flow_shift", 1));
        double steps = config.count("num_train_timesteps").orElse(1000);
        var name = new ScheduleName("flow", Map.of("shift", new Setting.Num(shift)));
        return new FolderSchedule(made(config, name), Optional.of(name), Parameterization.FLOW,
            level -> level.sigma() * steps);
    }

    private static FolderSchedule preserving(ConfigFile config) {
        Parameterization output = prediction(config);
        int steps = config.count("num_train_timesteps").orElse(1000);
        boolean own = config.has("trained_betas");
        // A spec gets a schedule that keeps a trace of signal: most grids and solvers need one, and the network, which
        // knows its own table, is asked at the same lambda.
        Optional<ScheduleName> name = own ? Optional.empty() : Optional.of(table(config, steps, "nearly"));
        NoiseSchedule schedule = own ? ownTable(config, steps, output)
            : made(config, table(config, steps, isRegularWithoutSignal(output) ? "exact" : "nearly"));
        // Training step n, counted from 0, is the time (n + 1) / N.
        return new FolderSchedule(schedule, name, output, level -> level.time() * steps - 1);
    }

    private static Parameterization prediction(ConfigFile config) {
        String word = config.text("prediction_type", "epsilon");
        return switch (word) {
            case "epsilon" -> Parameterization.NOISE;
            case "sample" -> Parameterization.DATA;
            case "v_prediction" -> Parameterization.VELOCITY;
            default -> throw config.wrong("prediction_type", "prediction_type is '%s'".formatted(word),
                "use epsilon, sample, v_prediction or flow_prediction");
        };
    }

    /// @param withoutSignal how a table ends that is rescaled to zero terminal SNR
    private static ScheduleName table(ConfigFile config, int steps, String withoutSignal) {
        String word = config.text("beta_schedule", "linear");
        String id = switch (word) {
            case "linear" -> "ddpm";
            case "scaled_linear" -> "scaled-linear";
            case "squaredcos_cap_v2" -> "squared-cosine";
            default -> throw config.wrong("beta_schedule", "beta_schedule is '%s'".formatted(word),
                "use linear, scaled_linear or squaredcos_cap_v2, or list trained_betas");
        };
        var settings = new TreeMap<String, Setting>();
        settings.put("steps", new Setting.Num(steps));
        if (!id.equals("squared-cosine")) {
            settings.put("first", new Setting.Num(config.number("beta_start", 1e-4)));
            settings.put("last", new Setting.Num(config.number("beta_end", 0.02)));
        }
        if (config.flag("rescale_betas_zero_snr")) {
            settings.put("zero-snr", new Setting.Word(withoutSignal));
        }
        return new ScheduleName(id, settings);
    }

    /// Noise alone says nothing of the data where there is no signal.
    private static boolean isRegularWithoutSignal(Parameterization output) {
        return output != Parameterization.NOISE;
    }

    private static NoiseSchedule ownTable(ConfigFile config, int steps, Parameterization output) {
        double[] betas = config.numbers("trained_betas").stream().mapToDouble(b -> b).toArray();
        if (betas.length != steps) {
            throw config.wrong("trained_betas", "trained_betas has %d numbers for %d training steps".formatted(
                betas.length, steps), "list one per training step");
        }
        try {
            DiscreteVp table = DiscreteVp.ofBetas(betas);
            return !config.flag("rescale_betas_zero_snr") ? table
                : table.rescaled(isRegularWithoutSignal(output) ? 0 : StrictMath.scalb(1.0, -24));
        } catch (SamplerscopeException e) {
            throw new FolderException(config.file(), e.happened(), e.remedy(), e);
        }
    }

    private static NoiseSchedule made(ConfigFile config, ScheduleName name) {
        try {
            return name.schedule();
        } catch (SamplerscopeException e) {
            throw new FolderException(config.file(), e.happened(), "correct the file: " + e.remedy(), e);
        }
    }
}
