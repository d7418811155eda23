package samplerscope.schedule;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// The time grids that ship with the program.
///
/// All but the hand-made list are one idea: a monotone map from the unit interval to some clock (time, lambda, rho).
public final class BuiltInGrids {

    private static final Parameter STEPS =
        Parameter.whole("steps", "steps", "intervals before the optional step to zero", 10, 1, 10_000);
    private static final Parameter START =
        Parameter.real("start", "start", "where to begin, as a share of the schedule's start time", 1, 1e-6, 1);
    private static final Parameter END = Parameter.real("end", "end",
        "where to stop, on the schedule's own clock; 0 is the schedule's default", 0, 0, 1e4);
    private static final Parameter TO_ZERO =
        Parameter.onOff("to-zero", "step to zero", "append a last step to sigma = 0", false);

    private static final Parameter GAMMA = Parameter.real("gamma", "gamma",
        "weight of each jump over the one before it: 1.1 for solvers with a corrector, 1.05 for 2M and iPNDM, 1 for DDIM "
            + "and DEIS; larger moves levels towards the data", 1.1, 0.5, 2);

    /// From so many dimensions on, data are pictures rather than points.
    private static final int PICTURES = 256;
    private static final double GAMMA_OF_POINTS = 1.1;
    /// Pictures spend more of their path on deciding what to become, which the covariance does not show.
    private static final double GAMMA_OF_PICTURES = 1.05;
    private static final Parameter AUTO_GAMMA = Parameter.real("gamma", "gamma",
        "weight of each jump over the one before it; 0 leaves it to the program: 1.1, and 1.05 for pictures", 0, 0, 2);

    private BuiltInGrids() {}

    public static List<GridFamily> families() {
        var families = new ArrayList<>(direct());
        families.add(TeleportedGrid.family(List.of(STEPS, START, END, TO_ZERO), direct().stream()
            .filter(family -> !List.of("list", "auto", "gits").contains(family.id())).toList()));
        families.add(RestartGrid.family(List.of(STEPS, START, END, TO_ZERO), direct().stream()
            .filter(family -> List.of("karras", "uniform-lambda", "exponential").contains(family.id()))
            .sorted(Comparator.comparing(family -> !family.id().equals("karras"))).toList()));
        families.add(AdaptiveGrid.family(List.of(START, END, TO_ZERO)));
        return List.copyOf(families);
    }

    /// Those that a solver takes from end to end.
    private static List<GridFamily> direct() {
        return List.of(
            ramp("uniform-lambda", "Uniform in lambda", "Lu et al. 2022, arXiv:2206.00927, Sec. 4",
                List.of(), (schedule, _, ends, u) -> schedule.atLambda(mix(ends.from.lambda(), ends.to.lambda(), u))),
            ramp("uniform-t", "Uniform in time", "Song et al. 2021, arXiv:2010.02502, Sec. 5",
                List.of(), (schedule, _, ends, u) -> schedule.at(mix(ends.from.time(), ends.to.time(), u))),
            ramp("quadratic", "Quadratic in time", "Song et al. 2021, arXiv:2010.02502, App. D.2",
                List.of(), BuiltInGrids::quadratic),
            new GridFamily("spectral", "Spectral",
                "this project; the search is that of Chen et al. 2024, arXiv:2405.11326, Sec. 4",
                List.of(STEPS, GAMMA, Parameter.whole("candidates", "candidates",
                    "levels to choose from, evenly spread in lambda; 0 is 120, or six per step where that is more", 0, 0,
                    2000), START, END, TO_ZERO),
                (request, s) -> spectral(request, s, s.number("gamma"), s.whole("candidates"))),
            new GridFamily("gits", "GITS", "Chen et al. 2024, arXiv:2405.11326, Sec. 4",
                List.of(STEPS, GAMMA, Parameter.whole("candidates", "candidates",
                    "levels to choose from; the model is asked once at each, for 32 paths", 60, 2, 500),
                    START, END, TO_ZERO),
                (request, s) -> {
                    var ends = ends(request.schedule(), s);
                    return finished(new ArrayList<>(TrajectoryGrid.levels(request, ends.from, ends.to, s.whole("steps"),
                        s.whole("candidates"), s.number("gamma"))), request.schedule(), s);
                }),
            new GridFamily("auto", "Auto", "this project", List.of(STEPS, AUTO_GAMMA, START, END, TO_ZERO),
                (request, s) -> request.facts().spectrum().map(known -> spectral(request, s, gamma(s, known.length), 0))
                    .orElseGet(() -> ramp(request, s, BuiltInGrids::quadratic))),
            ramp("karras", "Karras (rho)", "Karras et al. 2022, arXiv:2206.00364, Eq. 5",
                List.of(Parameter.real("rho", "rho", "larger puts more steps at low noise", 7, 0.5, 50)),
                (schedule, s, ends, u) -> {
                    double power = 1 / s.number("rho");
                    double rho = pow(mix(pow(ends.from.rho(), power), pow(ends.to.rho(), power), u), s.number("rho"));
                    return schedule.atLambda(-log(rho));
                }),
            ramp("exponential", "Exponential in rho", "Crowson, k-diffusion, get_sigmas_polyexponential",
                List.of(Parameter.real("power", "power", "1 is geometric; above 1 lingers at low noise", 1, 0.1, 10)),
                (schedule, s, ends, u) ->
                    schedule.atLambda(mix(ends.to.lambda(), ends.from.lambda(), pow(1 - u, s.number("power"))))),
            ramp("beta", "Beta quantiles", "Lee et al. 2024, arXiv:2407.12173, Sec. 3",
                List.of(Parameter.real("a", "a", "first shape of the Beta law", 0.6, 0.05, 20),
                    Parameter.real("b", "b", "second shape of the Beta law", 0.6, 0.05, 20)),
                (schedule, s, ends, u) -> {
                    double share = BetaLaw.quantile(1 - u, s.number("a"), s.number("b"));
                    return schedule.atLambda(-log(mix(ends.to.rho(), ends.from.rho(), share)));
                }),
            new GridFamily("list", "Hand-made list", "given by the user",
                List.of(Parameter.oneOf("clock", "clock", "what the numbers are", "lambda", "rho", "time"),
                    new Parameter("values", "values", "one per level, from noise to data",
                        new Parameter.Kind.Numbers("one per level, from noise to data")), TO_ZERO),
                (request, s) -> list(request.schedule(), s)));
    }

    private record Ends(NoiseLevel from, NoiseLevel to) {}

    /// The level at `u` in [0, 1] between the ends.
    private interface Curve {
        NoiseLevel at(NoiseSchedule schedule, Settings settings, Ends ends, double u);
    }

    private static GridFamily ramp(String id, String name, String source, List<Parameter> own, Curve curve) {
        var parameters = new ArrayList<>(List.of(STEPS));
        parameters.addAll(own);
        parameters.addAll(List.of(START, END, TO_ZERO));
        return new GridFamily(id, name, source, parameters, (request, s) -> ramp(request, s, curve));
    }

    private static TimeGrid ramp(GridRequest request, Settings s, Curve curve) {
        NoiseSchedule schedule = request.schedule();
        return finished(levels(s.whole("steps"), ends(schedule, s), curve, schedule, s), schedule, s);
    }

    private static double gamma(Settings s, int dimension) {
        double given = s.number("gamma");
        return given > 0 ? given : dimension >= PICTURES ? GAMMA_OF_PICTURES : GAMMA_OF_POINTS;
    }

    private static TimeGrid spectral(GridRequest request, Settings s, double gamma, int candidates) {
        double[] spectrum = request.facts().spectrum().orElseThrow(() -> new InvalidGridException(
            "the spectral grid needs the variances of the data, which this model does not bring",
            "use the grid 'auto', which then is quadratic in time, or 'quadratic' itself"));
        var ends = ends(request.schedule(), s);
        int steps = s.whole("steps") + (s.flag("to-zero") ? 1 : 0);
        return new TimeGrid(new SpectralGrid(spectrum).levels(request.schedule(), ends.from, ends.to, steps, candidates,
            gamma, s.flag("to-zero")));
    }

    private static Ends ends(NoiseSchedule schedule, Settings s) {
        double end = s.number("end") == 0 ? schedule.endTime() : s.number("end");
        var ends = new Ends(schedule.at(schedule.startTime() * s.number("start")), schedule.at(end));
        if (!(ends.from.lambda() < ends.to.lambda())) {
            throw new InvalidGridException("the grid starts at time %s and ends at time %s, which is not less noise"
                .formatted(ends.from.time(), ends.to.time()), "choose an end below the start");
        }
        return ends;
    }

    private static NoiseLevel quadratic(NoiseSchedule schedule, Settings s, Ends ends, double u) {
        return schedule.at(square(mix(sqrt(ends.from.time()), sqrt(ends.to.time()), u)));
    }

    private static List<NoiseLevel> levels(int n, Ends ends, Curve curve, NoiseSchedule schedule, Settings s) {
        var levels = new ArrayList<NoiseLevel>(n + 2);
        // The ends are taken as they are: a round trip through lambda would move them by an ulp.
        levels.add(ends.from);
        for (int i = 1; i < n; i++) {
            levels.add(curve.at(schedule, s, ends, (double) i / n));
        }
        levels.add(ends.to);
        return levels;
    }

    private static TimeGrid finished(List<NoiseLevel> levels, NoiseSchedule schedule, Settings s) {
        if (s.flag("to-zero")) {
            levels.add(new NoiseLevel(0, schedule.at(0).alpha(), 0));
        }
        return new TimeGrid(levels);
    }

    private static TimeGrid list(NoiseSchedule schedule, Settings s) {
        var values = s.numbers("values");
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i < values.size(); i++) {
            NoiseLevel level = listed(schedule, s.word("clock"), i, values.get(i));
            if (i > 0 && !(level.lambda() > levels.getLast().lambda())) {
                throw new InvalidGridException("value %d of the list (%s) is not below the one before it in noise"
                    .formatted(i, values.get(i)), "order the list from noise to data");
            }
            levels.add(level);
        }
        return finished(levels, schedule, s);
    }

    private static NoiseLevel listed(NoiseSchedule schedule, String clock, int index, double value) {
        try {
            return switch (clock) {
                case "time" -> schedule.at(value);
                case "rho" -> schedule.atLambda(-log(value));
                default -> schedule.atLambda(value);
            };
        } catch (InvalidLevelException e) {
            throw new InvalidGridException("value %d of the list is %s, which is no %s of this schedule"
                .formatted(index, value, clock), "use finite numbers within the schedule, from noise to data");
        }
    }

    private static double mix(double from, double to, double u) {
        return from + (to - from) * u;
    }

    private static double square(double x) {
        return x * x;
    }
}
