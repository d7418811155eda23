package samplerscope.search;

import static java.lang.StrictMath.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.registry.Parameter;
import samplerscope.search.constrained.Differenced;
import samplerscope.search.constrained.Gala;
import samplerscope.search.constrained.Solution;
import samplerscope.search.constrained.StepSums;

/// Refines the levels of the best known schedule by Newton's method on the logarithm of the score, with increments of
/// lambda that are positive and sum to the range of the schedule. Its decisions are kept.
///
/// Derivatives are central differences: with `N` steps an iteration takes about `N^2 + 3 N` evaluations, all at once.
/// A score with kinks, such as a median, wants longer differences than a mean.
final class ConstrainedSteps implements SearchMethod {

    private static final Parameter DIFFERENCE = Parameter.logReal("difference", "difference",
        "share of a step's length over which derivatives are taken", 0.01, 1e-4, 0.3);
    private static final Parameter ITERATIONS = Parameter.whole("iterations", "iterations",
        "Newton steps per number of evaluations at most", 30, 1, 200);

    static final MethodFamily FAMILY = new MethodFamily("constrained", "Constrained refinement",
        "Hong et al. 2023, arXiv:2305.18379, Algorithm 1", List.of(DIFFERENCE, ITERATIONS, WarmStart.PARAMETER), true,
        s -> new ConstrainedSteps(s.number(DIFFERENCE.id()), s.whole(ITERATIONS.id()),
            s.flag(WarmStart.PARAMETER.id())));

    private static final String STAGE = "refinement";
    /// Of the gradient of the logarithm: what is left changes a score by less than noise does.
    private static final double TOLERANCE = 1e-3;
    private static final double SHORTEST = 1e-2;

    private final double difference;
    private final int iterations;
    private final boolean warm;

    private ConstrainedSteps(double difference, int iterations, boolean warm) {
        this.difference = difference;
        this.iterations = iterations;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        if (!(trials.problem().space().grid() instanceof SearchSpace.Grid.Free)) {
            throw new UnsearchableException("the method moves levels, but the grid is fixed", "leave the grid free");
        }
        for (Candidate start : Starts.of(trials, warm)) {
            if (start.times().size() > 2) {
                refine(trials, start);
            }
        }
    }

    private void refine(Trials trials, Candidate start) {
        var grid = new Grid(trials.problem(), start);
        var objective = new Differenced(points -> scores(trials, grid, points), difference, difference);
        var settings = Gala.Settings.STANDARD.withTolerance(TOLERANCE).withShortest(SHORTEST)
            .withIterations(iterations);
        Solution solution = new Gala(settings).minimise(objective, StepSums.range(grid.steps(), grid.range()),
            grid.variables());
        Candidate refined = grid.candidates(solution.x()).getFirst();
        trials.scores(STAGE, List.of(refined));
        trials.found(new Finding.Refined(refined, solution));
    }

    /// Logarithms, infinite for what is no schedule.
    private static double[] scores(Trials trials, Grid grid, List<double[]> points) {
        List<List<Candidate>> candidates = points.stream().map(grid::candidates).toList();
        double[] known = trials.scores(STAGE, candidates.stream().flatMap(List::stream).toList());
        double[] scores = new double[points.size()];
        int next = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = candidates.get(i).isEmpty() ? Double.POSITIVE_INFINITY : log(known[next++]);
        }
        return scores;
    }

    /// The levels of a schedule as logarithms of increments of lambda.
    ///
    /// Trials that do not meet the constraint yet are brought to it: every schedule that is run ends where it should,
    /// so that any of them may be the best.
    private record Grid(SearchProblem problem, Candidate template) {

        private double[] lambdas() {
            List<Double> times = template.times();
            double[] lambdas = times.stream().mapToDouble(t -> problem.schedule().at(t).lambda()).toArray();
            lambdas[0] = problem.code().start();
            return lambdas;
        }

        int steps() {
            return template.times().size() - 1;
        }

        double range() {
            double[] lambdas = lambdas();
            return lambdas[lambdas.length - 1] - lambdas[0];
        }

        double[] variables() {
            double[] lambdas = lambdas();
            return StepSums.variables(IntStream.range(1, lambdas.length)
                .mapToDouble(k -> lambdas[k] - lambdas[k - 1]).toArray());
        }

        /// One, or none where levels coincide.
        List<Candidate> candidates(double[] x) {
            double share = range() / Arrays.stream(StepSums.steps(x)).sum();
            double from = problem.code().start();
            double[] levels = StepSums.levels(0, x);
            var times = new ArrayList<Double>();
            times.add(template.times().getFirst());
            for (int k = 1; k < steps(); k++) {
                times.add(problem.schedule().timeOfLambda(from + share * levels[k]));
            }
            times.add(template.times().getLast());
            boolean falls = IntStream.range(1, times.size()).allMatch(k -> times.get(k) < times.get(k - 1));
            return falls ? List.of(template.withTimes(times)) : List.of();
        }
    }
}
