package samplerscope.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.statistics.ModelFacts;

/// A grid whose first interval is a jump through the part of the path where the data look like a Gaussian, for which the
/// solution is known; another grid lies along what is left.
///
/// That the jump belongs to the grid, and not to a solver, is so that any solver can follow: it is laid along the rest as
/// along a run of its own.
///
/// Source: Wang & Vastola 2024, arXiv:2412.09726, Sec. 5.
final class TeleportedGrid {

    /// Least share of the model's noise prediction that the Gaussian must explain where the jump ends.
    private static final double LEAST_SHARE = 0.9995;
    /// Halvings of the range of lambda in the search for that level: finer than a hundredth of the range.
    private static final int HALVINGS = 7;
    /// Never the whole path: the last tenth is left to the solver.
    private static final double LONGEST = 0.9;

    private static final Parameter RULE = Parameter.oneOf("until", "jump until",
        "share is a share of the range of lambda; explained is as long as the Gaussian explains 99.95 % of the model's "
            + "noise prediction", "share", "explained");
    private static final Parameter SHARE = Parameter.real("share", "share",
        "of the range of lambda that the jump covers, when that is the rule; 0.3 is safe from lambda = -5 on", 0.3, 0.01,
        LONGEST);

    private TeleportedGrid() {}

    /// @param shared  settings that every grid has
    /// @param offered grids for what is left; the first is the default
    static GridFamily family(List<Parameter> shared, List<GridFamily> offered) {
        var parameters = new ArrayList<>(shared);
        parameters.add(1, Parameter.oneOf("then", "then", "the grid after the jump, with its standard settings",
            offered.stream().map(GridFamily::id).toArray(String[]::new)));
        parameters.add(2, RULE);
        parameters.add(3, SHARE);
        return new GridFamily("teleported", "Teleported", "Wang & Vastola 2024, arXiv:2412.09726, Sec. 5", parameters,
            (request, s) -> grid(request, s, offered)).with(GridFamily.Free.FIRST_JUMPED);
    }

    private static TimeGrid grid(GridRequest request, Settings s, List<GridFamily> offered) {
        NoiseSchedule schedule = request.schedule();
        NoiseLevel from = schedule.at(schedule.startTime() * s.number("start"));
        NoiseLevel to = schedule.at(s.number("end") == 0 ? schedule.endTime() : s.number("end"));
        double range = to.lambda() - from.lambda();
        if (!(range > 0) || Double.isInfinite(range)) {
            throw new InvalidGridException("a jump cannot start at lambda = %s towards %s".formatted(from.lambda(),
                to.lambda()), "start at finite noise, and end at less");
        }
        double share = s.word("until").equals("share") ? s.number("share") : explained(request, from, range);
        NoiseLevel landing = schedule.atLambda(from.lambda() + share * range);
        GridFamily then = offered.stream().filter(f -> f.id().equals(s.word("then"))).findFirst().orElseThrow();
        Map<String, Setting> settings = new HashMap<>(Map.of(
            "steps", new Setting.Num(s.whole("steps")), "to-zero", new Setting.Flag(s.flag("to-zero")),
            "start", new Setting.Num(landing.time() / schedule.startTime()), "end", new Setting.Num(s.number("end"))));
        var levels = new ArrayList<>(List.of(from));
        levels.addAll(then.rule().grid(request, Settings.of("grid", then.parameters(), settings)).levels());
        return new TimeGrid(levels);
    }

    /// How far the Gaussian explains enough, by bisection: the share falls along the path.
    private static double explained(GridRequest request, NoiseLevel from, double range) {
        if (!(share(request.facts(), from) >= LEAST_SHARE)) {
            throw new InvalidGridException("at the start of the run the Gaussian of the data does not explain the model",
                "choose a grid without a jump, or a model that comes with its data");
        }
        double near = 0;
        double far = LONGEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (near + far) / 2;
            NoiseLevel at = request.schedule().atLambda(from.lambda() + middle * range);
            if (share(request.facts(), at) >= LEAST_SHARE) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return near == 0 ? far : near;
    }

    private static double share(ModelFacts facts, NoiseLevel at) {
        OptionalDouble share = facts.explained(at.alpha(), at.sigma());
        return share.orElse(0);
    }
}
