package samplerscope.schedule;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Restart sampling: a main pass that goes back up in noise and down again, some times over, in some intervals of
/// noise.
///
/// When the main pass arrives at its level nearest to the low end of an interval, noise is added up to the high end,
/// and a short pass comes back down, evenly spaced in `rho^(1/7)`; this is repeated. The fresh noise contracts what
/// error has come together. The paper's main pass is Heun's method on the Karras grid.
///
/// Source: Xu et al. 2023, arXiv:2306.14878, Algorithm 1; the intervals of its released configurations.
final class RestartGrid {

    private static final double POWER = 7;

    private static final Parameter INTERVALS = Parameter.oneOf("intervals", "intervals",
        "one: the interval set below; imagenet-64: the five of the paper for that network, main pass 36 levels",
        "one", "imagenet-64");
    private static final Parameter LEVELS = Parameter.whole("levels", "levels of a restart",
        "noise levels of each pass back down, its ends included", 3, 2, 1000);
    private static final Parameter REPEATS = Parameter.whole("repeats", "repeats", "how often the interval is repeated",
        2, 1, 1000);
    private static final Parameter LOW = Parameter.logReal("low", "low end",
        "sigma / alpha where the main pass is left; its nearest level is taken", 0.14, 1e-4, 1e4);
    private static final Parameter HIGH = Parameter.logReal("high", "high end",
        "sigma / alpha that noise is added up to", 0.3, 1e-4, 1e4);

    /// @param levels of the pass back down, both ends included
    private record Interval(int levels, int repeats, double low, double high) {}

    private static final List<Interval> IMAGENET_64 = List.of(new Interval(4, 1, 19.35, 40.79),
        new Interval(4, 1, 1.09, 1.92), new Interval(4, 5, 0.59, 1.09), new Interval(4, 5, 0.30, 0.59),
        new Interval(6, 6, 0.06, 0.30));

    private RestartGrid() {}

    /// @param shared  settings that every grid has
    /// @param offered grids for the main pass; the first is the default
    static GridFamily family(List<Parameter> shared, List<GridFamily> offered) {
        var parameters = new ArrayList<>(shared);
        parameters.addAll(1, List.of(Parameter.oneOf("main", "main pass", "its grid, with its standard settings",
            offered.stream().map(GridFamily::id).toArray(String[]::new)), INTERVALS, LEVELS, REPEATS, LOW, HIGH));
        return new GridFamily("restart", "Restart", "Xu et al. 2023, arXiv:2306.14878, Algorithm 1", parameters,
            (request, s) -> grid(request, s, offered)).with(GridFamily.Free.RISES_RENOISED);
    }

    private static TimeGrid grid(GridRequest request, Settings s, List<GridFamily> offered) {
        GridFamily main = offered.stream().filter(f -> f.id().equals(s.word("main"))).findFirst().orElseThrow();
        Map<String, Setting> settings = new HashMap<>(Map.of(
            "steps", new Setting.Num(s.whole("steps")), "to-zero", new Setting.Flag(s.flag("to-zero")),
            "start", new Setting.Num(s.number("start")), "end", new Setting.Num(s.number("end"))));
        List<NoiseLevel> pass = main.rule().grid(request, Settings.of("grid", main.parameters(), settings)).levels();
        List<Interval> intervals = s.word("intervals").equals("one")
            ? List.of(new Interval(s.whole("levels"), s.whole("repeats"), s.number("low"), s.number("high")))
            : IMAGENET_64;
        var levels = new ArrayList<NoiseLevel>();
        for (NoiseLevel level : pass) {
            levels.add(level);
            intervals.stream().filter(i -> nearest(pass, i.low()).equals(level))
                .forEach(i -> levels.addAll(restarts(request.schedule(), pass.getFirst(), level, i)));
        }
        return new TimeGrid(levels);
    }

    /// The level of the main pass where an interval starts; never its first, never `sigma = 0`.
    private static NoiseLevel nearest(List<NoiseLevel> pass, double low) {
        return pass.stream().skip(1).filter(l -> l.sigma() > 0)
            .min(Comparator.comparingDouble(l -> abs(l.rho() - low))).orElseThrow(() -> new InvalidGridException(
                "the main pass has no level to restart from", "give it more steps"));
    }

    /// From `level` up and back down to it, as often as asked.
    private static List<NoiseLevel> restarts(NoiseSchedule schedule, NoiseLevel first, NoiseLevel level, Interval i) {
        if (!(level.rho() < i.high()) || !(i.high() <= first.rho())) {
            throw new InvalidGridException("a restart from sigma / alpha = %.4g up to %.4g does not lie within the run"
                .formatted(level.rho(), i.high()), "set its high end above the low one and below the start of the "
                    + "run, or give the main pass more steps");
        }
        var levels = new ArrayList<NoiseLevel>();
        for (int repeat = 0; repeat < i.repeats(); repeat++) {
            for (int k = 0; k < i.levels() - 1; k++) {
                double u = (double) k / (i.levels() - 1);
                double root = (1 - u) * pow(i.high(), 1 / POWER) + u * pow(level.rho(), 1 / POWER);
                levels.add(schedule.atLambda(-log(pow(root, POWER))));
            }
            levels.add(level);
        }
        return levels;
    }
}
