package samplerscope.search;

import static java.lang.StrictMath.atan;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;
import static java.lang.StrictMath.tan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.registry.Parameter;
import samplerscope.schedule.CheapestJumps;
import samplerscope.spec.Choice;

/// Grids that a formula gives, as search methods.
final class GridFormulas {

    private static final Parameter RHO = Parameter.real("rho", "rho", "larger puts more steps at low noise", 7, 0.5,
        50);
    private static final Parameter SCALE = Parameter.real("scale", "c",
        "standard deviation of the data per coordinate; 0 asks the model", 0, 0, 1e6);
    private static final Parameter ORDER = Parameter.real("order", "order p",
        "steps are even in the integral of the local error to the power 1 / (p + 1); 0 to 4", 1, 0, 4);
    private static final Parameter GAMMA = Parameter.real("gamma", "gamma",
        "weight of each jump over the one before it", 1.15, 0.5, 2);
    private static final Parameter CANDIDATES = Parameter.whole("candidates", "candidates",
        "intervals to choose the levels from", 60, 2, 400);
    private static final Parameter SPACING = Parameter.oneOf("spacing", "spacing", "how candidate levels are spaced",
        "karras", "uniform-lambda");

    static final MethodFamily KARRAS = GridMethod.family("karras", "Karras grid",
        "Karras et al. 2022, arXiv:2206.00364, Eq. 5", List.of(RHO),
        s -> (problem, steps) -> library(problem, Choice.of("karras").with("rho", s.number(RHO.id())), steps));

    static final MethodFamily UNIFORM_LAMBDA = GridMethod.family("uniform-lambda", "Even in lambda",
        "Lu et al. 2022, arXiv:2206.00927, Sec. 4", List.of(),
        _ -> (problem, steps) -> problem.code().times(new double[steps]));

    /// For Gaussian data of standard deviation `c` an Euler step multiplies the spread by a cosine of the angle
    /// `arctan(rho / c)` that it covers, and of all grids the one with equal angles loses least.
    static final MethodFamily ARCTAN = GridMethod.family("arctan", "Even in arctan(rho / c)",
        "this project; the exact optimum of Euler steps for Gaussian data", List.of(SCALE),
        s -> (problem, steps) -> arctan(problem, steps, s.number(SCALE.id())));

    static final MethodFamily EQUIDISTRIBUTION = GridMethod.family("equidistribution", "Equal local errors",
        "de Boor 1973, Good approximation by splines with variable knots; local errors measured on paths of the model",
        List.of(ORDER), s -> (problem, steps) -> equidistributed(problem, steps, 1 / (s.number(ORDER.id()) + 1)));

    static final MethodFamily GITS = GridMethod.family("gits", "GITS", "Chen et al. 2024, arXiv:2405.11326, Sec. 4",
        List.of(GAMMA, CANDIDATES, SPACING), s -> (problem, steps) -> cheapest(problem, steps, s.number(GAMMA.id()),
            s.whole(CANDIDATES.id()), s.word(SPACING.id())));

    private static final int MEASURED = 100;
    private static final double KARRAS_POWER = 7;

    private GridFormulas() {}

    static List<Double> library(SearchProblem problem, Choice grid, int steps) {
        return problem.library(Choice.of("ddim"), grid, steps + (problem.toZero() ? 1 : 0)).map(Candidate::times)
            .filter(times -> times.size() == steps + 1).orElseThrow(() -> new UnsearchableException(
                "the grid %s has no %d steps here".formatted(grid.id(), steps), "choose another grid"));
    }

    static List<Double> arctan(SearchProblem problem, int steps, double given) {
        double c = given > 0 ? given : problem.facts().gaussian().map(fit -> sqrt(fit.meanVariance())).orElseThrow(
            () -> new UnsearchableException("the spread of this model's data is unknown", "give it as the scale c"));
        double from = atan(problem.from().rho() / c);
        double to = atan(problem.to().rho() / c);
        return timesOf(problem, IntStream.range(1, steps)
            .mapToDouble(k -> -log(c * tan(from + (to - from) * k / steps))).toArray());
    }

    /// How much of its spread Gaussian data keep in Euler steps: `product of cos(alpha_k - alpha_(k+1))`,
    /// `alpha = arctan(rho / c)`; 1 is exact.
    static double keptSpread(double[] rho, double c) {
        double kept = 1;
        for (int k = 1; k < rho.length; k++) {
            kept *= cos(atan(rho[k - 1] / c) - atan(rho[k] / c));
        }
        return kept;
    }

    static List<Double> equidistributed(SearchProblem problem, int steps, double power) {
        double[] lambdas = between(problem, MEASURED, "uniform-lambda");
        double[][] errors = PathBank.jumpErrors(problem, lambdas);
        var sums = new double[lambdas.length];
        for (int i = 1; i < sums.length; i++) {
            sums[i] = sums[i - 1] + pow(errors[i - 1][i], power);
        }
        var chosen = new double[steps - 1];
        int at = 0;
        for (int k = 1; k < steps; k++) {
            double wanted = sums[MEASURED] * k / steps;
            while (sums[at + 1] < wanted) {
                at++;
            }
            chosen[k - 1] = lambdas[at]
                + (lambdas[at + 1] - lambdas[at]) * (wanted - sums[at]) / (sums[at + 1] - sums[at]);
        }
        return timesOf(problem, chosen);
    }

    private static List<Double> cheapest(SearchProblem problem, int steps, double gamma, int candidates,
                                         String spacing) {
        double[] lambdas = between(problem, requireEnough(candidates, steps), spacing);
        return cheapest(problem, steps, gamma, lambdas, PathBank.jumpErrors(problem, lambdas));
    }

    static List<Double> cheapest(SearchProblem problem, int steps, double gamma, double[] lambdas,
                                 double[][] errors) {
        int[] nodes = CheapestJumps.nodes(errors, steps, gamma);
        return timesOf(problem, Arrays.stream(nodes, 1, steps).mapToDouble(i -> lambdas[i]).toArray());
    }

    static int requireEnough(int candidates, int steps) {
        if (candidates < steps) {
            throw new UnsearchableException("%d steps were to be chosen from %d candidates".formatted(steps,
                candidates), "use more candidates");
        }
        return candidates;
    }

    /// Candidate levels, both ends included.
    static double[] between(SearchProblem problem, int intervals, String spacing) {
        double from = problem.code().start();
        double to = problem.to().lambda();
        double[] lambdas = new double[intervals + 1];
        for (int i = 0; i <= intervals; i++) {
            double share = (double) i / intervals;
            double a = StrictMath.exp(-from / KARRAS_POWER);
            double b = StrictMath.exp(-to / KARRAS_POWER);
            lambdas[i] = spacing.equals("karras") ? -KARRAS_POWER * log(a + (b - a) * share)
                : from + (to - from) * share;
        }
        lambdas[intervals] = to;
        return lambdas;
    }

    /// @param inner lambdas of all levels but the ends
    static List<Double> timesOf(SearchProblem problem, double[] inner) {
        var times = new ArrayList<Double>();
        times.add(problem.from().time());
        for (double lambda : inner) {
            times.add(problem.schedule().timeOfLambda(lambda));
        }
        times.add(problem.to().time());
        return times;
    }
}
