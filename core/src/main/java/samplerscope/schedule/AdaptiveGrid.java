package samplerscope.schedule;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.statistics.AdaptiveRequest;

/// The levels at which a run with error control accepts its steps, found once by a pilot run on a few noises of its own.
///
/// How many there are follows from the tolerances. The run itself is an ordinary one on these levels: it can be repeated,
/// and no sample depends on others in its batch, as it does in the published adaptive samplers.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, App. C (pair and controller); the pilot run is this project's.
final class AdaptiveGrid {

    private static final Parameter PAIR = Parameter.oneOf("pair", "pair",
        "orders of the two DPM-Solvers whose difference is the error; a single-step solver of the higher order suits the "
            + "levels best", "23", "12");
    private static final Parameter FORM = Parameter.oneOf("form", "form",
        "what the pair extrapolates: the predicted data, or the predicted noise", "data", "noise");
    private static final Parameter RELATIVE = Parameter.real("rtol", "relative tolerance",
        "error allowed in a step, as a share of the state", 0.05, 1e-6, 1);
    private static final Parameter ABSOLUTE = Parameter.real("atol", "absolute tolerance",
        "error allowed in a step; 0.0078 is one of 256 shades of a picture", 0.0078, 1e-7, 1);
    private static final Parameter FIRST = Parameter.real("first-step", "first step",
        "what is tried first, in lambda", 0.05, 1e-4, 2);
    private static final Parameter SAFETY = Parameter.real("safety", "safety",
        "how much of the step that would just do is taken", 0.9, 0.1, 0.99);
    private static final Parameter PILOTS = Parameter.whole("pilots", "pilots",
        "noises of the pilot run; the worst of them decides", 8, 1, 256);

    private AdaptiveGrid() {}

    /// @param ends settings for where to start and to end, and whether to go on to `sigma = 0`
    static GridFamily family(List<Parameter> ends) {
        var parameters = new ArrayList<>(List.of(PAIR, FORM, RELATIVE, ABSOLUTE, FIRST, SAFETY, PILOTS));
        parameters.addAll(ends);
        return new GridFamily("adaptive", "Adaptive", "Lu et al. 2022, arXiv:2206.00927, App. C", parameters,
            AdaptiveGrid::grid);
    }

    private static TimeGrid grid(GridRequest request, Settings s) {
        NoiseSchedule schedule = request.schedule();
        NoiseLevel from = schedule.at(schedule.startTime() * s.number("start"));
        NoiseLevel to = schedule.at(s.number("end") == 0 ? schedule.endTime() : s.number("end"));
        if (!(from.lambda() < to.lambda()) || Double.isInfinite(to.lambda() - from.lambda())) {
            throw new InvalidGridException("adaptive steps cannot lead from lambda = %s to %s".formatted(from.lambda(),
                to.lambda()), "start with some signal, such as a start of 0.999, and end at less noise");
        }
        double[] lambda = request.facts().adaptiveLevels(asked(s, from, to)).orElseThrow(() -> new InvalidGridException(
            "the adaptive grid needs a model to make its pilot run with", "name a model, or use another grid"));
        var levels = new ArrayList<>(List.of(from));
        for (int i = 1; i < lambda.length - 1; i++) {
            levels.add(schedule.atLambda(lambda[i]));
        }
        levels.add(to);
        if (s.flag("to-zero")) {
            levels.add(new NoiseLevel(0, schedule.at(0).alpha(), 0));
        }
        return new TimeGrid(levels);
    }

    private static AdaptiveRequest asked(Settings s, NoiseLevel from, NoiseLevel to) {
        return new AdaptiveRequest(from.lambda(), to.lambda(), s.word("form").equals("data"),
            s.word("pair").equals("23") ? 3 : 2, s.number("rtol"), s.number("atol"), s.number("first-step"),
            s.number("safety"), s.whole("pilots"));
    }
}
