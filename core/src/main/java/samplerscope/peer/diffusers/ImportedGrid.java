package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;
import samplerscope.peer.UnknownOptionException;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.BuiltInGrids;
import samplerscope.schedule.BuiltInSchedules;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.GridRequest;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.TimeGrid;
import samplerscope.spec.Choice;

/// The levels that a scheduler visits, as a schedule and a grid: a grid by name where one has these very levels, else a
/// list of them.
///
/// @param schedule    chosen
/// @param made        the same, made
/// @param levels      to visit, `n + 1`
/// @param options     of the scheduler, which say what grid to look for
/// @param isTabulated whether the timesteps of the levels are those of a table
record ImportedGrid(Choice schedule, NoiseSchedule made, TimeGrid levels, Options options, boolean isTabulated) {

    private static final double SAME = 1e-10;
    private static final double LEAST_SHIFT = 0.05;
    private static final double LARGEST_SHIFT = 20;

    /// @param path        on which the scheduler moves
    /// @param isTabulated whether it has a table of training steps
    static ImportedGrid of(LambdaPath path, TimeGrid levels, Options options, boolean isTabulated) {
        Choice schedule = switch (path) {
            case PRESERVING -> isTabulated ? table(options, levels.first().alpha() == 0)
                : Choice.of("ddpm").with("zero-snr", new Setting.Word("exact"));
            case EXPLODING -> numbers("edm", options, List.of("sigma_min", "sigma_max"),
                List.of("sigma-min", "sigma-max"));
            case FLOW -> flow(options);
        };
        return new ImportedGrid(schedule, made(schedule), levels, options, isTabulated);
    }

    private static NoiseSchedule made(Choice choice) {
        var family = BuiltInSchedules.families().stream().filter(f -> f.id().equals(choice.id())).findFirst().orElseThrow();
        return family.create().apply(Settings.of("schedule", family.parameters(), choice.settings()));
    }

    private static Choice table(Options o, boolean startsWithoutSignal) {
        if (o.has("trained_betas")) {
            throw UnknownOptionException.of(o.owner(), "trained_betas", "a list",
                "leave it out, and name the beta_schedule that the list comes from");
        }
        String law = o.text("beta_schedule", "linear");
        Choice choice = switch (law) {
            case "linear" -> numbers("ddpm", o, List.of("num_train_timesteps", "beta_start", "beta_end"),
                List.of("steps", "first", "last"));
            // The two programs have different standard betas for this law.
            case "scaled_linear" -> numbers("scaled-linear", o, List.of("num_train_timesteps"), List.of("steps"))
                .with("first", o.number("beta_start", 0.0001)).with("last", o.number("beta_end", 0.02));
            default -> numbers("squared-cosine", o, List.of("num_train_timesteps"), List.of("steps"));
        };
        return o.flag("rescale_betas_zero_snr", false)
            ? choice.with("zero-snr", new Setting.Word(startsWithoutSignal ? "exact" : "nearly")) : choice;
    }

    private static Choice numbers(String id, Options o, List<String> theirs, List<String> ours) {
        Choice choice = Choice.of(id);
        for (int i = 0; i < theirs.size(); i++) {
            if (o.has(theirs.get(i))) {
                choice = choice.with(ours.get(i), o.number(theirs.get(i), 0));
            }
        }
        return choice;
    }

    private static Choice flow(Options o) {
        double shift = o.flag("use_dynamic_shifting", false) ? 1
            : o.has("flow_shift") ? o.number("flow_shift", 1) : o.number("shift", 1);
        return shift == 1 || shift < LEAST_SHIFT || shift > LARGEST_SHIFT ? Choice.of("flow")
            : Choice.of("flow").with("shift", shift);
    }

    /// Of a level, on this schedule; that of a training step is exact.
    double time(NoiseLevel level) {
        if (level.alpha() == 0) {
            return 1;
        }
        double time = made.timeOfLambda(level.lambda());
        return switch (made) {
            case DiscreteVp table -> {
                double step = StrictMath.rint(time * table.trainingSteps());
                boolean isStep = step >= 1 && step <= table.trainingSteps()
                    && same(table.ofTrainingStep((int) step - 1).lambda(), level.lambda());
                yield isStep ? step / table.trainingSteps() : time;
            }
            case RectifiedFlow(double shift) -> level.sigma() / (shift - (shift - 1) * level.sigma());
            default -> time;
        };
    }

    private static boolean same(double lambda, double other) {
        return lambda == other || StrictMath.abs(lambda - other) < SAME * StrictMath.max(1, StrictMath.abs(lambda));
    }

    /// The level of a training step: of the table, or its share of a flow.
    NoiseLevel trainingStep(int step) {
        if (made instanceof DiscreteVp table) {
            return table.ofTrainingStep(step);
        }
        double sigma = (double) step / options.whole("num_train_timesteps", 1000);
        return new NoiseLevel(step, 1 - sigma, sigma);
    }

    private boolean endsAtData() {
        return levels.last().sigma() == 0;
    }

    Choice grid() {
        return ladder().filter(this::isIt).orElseGet(this::list);
    }

    TimeGrid levelsOf(Choice choice) {
        GridFamily family = BuiltInGrids.families().stream().filter(f -> f.id().equals(choice.id())).findFirst()
            .orElseThrow();
        return family.rule().grid(new GridRequest(made), Settings.of("grid", family.parameters(), choice.settings()));
    }

    private boolean isIt(Choice choice) {
        try {
            var theirs = levelsOf(choice).levels();
            for (int i = 0; i < theirs.size(); i++) {
                if (theirs.size() != levels.levels().size()
                    || !same(levels.levels().get(i).lambda(), theirs.get(i).lambda())) {
                    return false;
                }
            }
            return true;
        } catch (InvalidGridException | InvalidParameterException e) {
            return false; // a grid that does not exist is not this one
        }
    }

    /// What the options ask for, between the ends of the list.
    private Optional<Choice> ladder() {
        int steps = levels.steps() - (endsAtData() ? 1 : 0);
        if (steps < 1) {
            return Optional.empty();
        }
        NoiseLevel last = levels.levels().get(steps);
        Choice choice = kind().with("steps", steps);
        if (!same(levels.first().lambda(), made.at(made.startTime()).lambda())) {
            choice = choice.with("start", time(levels.first()) / made.startTime());
        }
        if (!same(last.lambda(), made.at(made.endTime()).lambda())) {
            choice = choice.with("end", time(last));
        }
        return Optional.of(endsAtData() ? choice.with("to-zero", new Setting.Flag(true)) : choice);
    }

    private Choice kind() {
        if (options.flag("use_karras_sigmas", false)) {
            return Choice.of("karras");
        }
        String ladder = options.text("sigma_schedule", "");
        if (ladder.equals("exponential") || options.flag("use_exponential_sigmas", false)) {
            return Choice.of("exponential");
        }
        if (made instanceof DiscreteVp || made instanceof RectifiedFlow) {
            return Choice.of(options.flag("use_lu_lambdas", false) ? "uniform-lambda"
                : options.flag("use_beta_sigmas", false) ? "beta" : "uniform-t");
        }
        double rho = options.number("rho", 7);
        return rho == 7 ? Choice.of("karras") : Choice.of("karras").with("rho", rho);
    }

    /// As times where all levels are training steps, or there is no signal at the first; else as `sigma / alpha`.
    private Choice list() {
        var listed = levels.levels().subList(0, levels.levels().size() - (endsAtData() ? 1 : 0));
        boolean timed = made instanceof RectifiedFlow || listed.getFirst().alpha() == 0
            || listed.stream().allMatch(this::isTrainingStep);
        var values = new ArrayList<Double>();
        listed.forEach(level -> values.add(timed ? time(level) : level.rho()));
        Choice choice = new Choice("list", Map.of("clock", new Setting.Word(timed ? "time" : "rho"),
            "values", new Setting.Numbers(values)));
        return endsAtData() ? choice.with("to-zero", new Setting.Flag(true)) : choice;
    }

    private boolean isTrainingStep(NoiseLevel level) {
        if (!(made instanceof DiscreteVp table)) {
            return false;
        }
        double step = time(level) * table.trainingSteps();
        return StrictMath.abs(step - StrictMath.rint(step)) < 1e-9;
    }
}
