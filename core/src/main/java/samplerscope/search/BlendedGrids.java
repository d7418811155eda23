package samplerscope.search;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.solver.FirstOutput;
import samplerscope.spec.Choice;

/// Schedules of one number of evaluations as points of a cube: the exponent of a Karras grid, the share of a second
/// grid, the scale of that grid where it has one, and the order of the steps where the space leaves it free.
///
/// @param problem what is searched
/// @param plain   the decisions of the one solver on some grid; empty where decisions are free
/// @param steps   between levels with noise
/// @param second  times of the grid of equal local errors; empty where the second grid is even in `arctan(rho / c)`
record BlendedGrids(SearchProblem problem, Optional<Candidate> plain, int steps, List<Double> second) {

    private static final double LOWEST_RHO = 2;
    private static final double HIGHEST_RHO = 30;
    /// The scale is searched from a tenth of the spread of the data to ten times as much.
    private static final double SCALES = 10;

    /// @param nfe model evaluations of every schedule
    /// @throws UnsearchableException if the grid is fixed, or has no level to move
    static BlendedGrids of(SearchProblem problem, int nfe, boolean arctan) {
        if (!(problem.space().grid() instanceof SearchSpace.Grid.Free)) {
            throw new UnsearchableException("the method makes a grid, but the grid is fixed", "leave the grid free");
        }
        Optional<Candidate> plain = switch (problem.space().steps()) {
            case SearchSpace.Steps.Fixed(Choice solver) ->
                Optional.of(new CandidateDraws(problem, new SearchRandom(0, "even")).fixed(solver, nfe));
            case SearchSpace.Steps.Free _ -> Optional.empty();
        };
        int steps = plain.map(c -> c.times().size()).orElseGet(() -> problem.levels(nfe, first(problem))) - 1;
        if (steps < 2) {
            throw new UnsearchableException("a schedule of %d evaluations has no level to move".formatted(nfe),
                "allow more evaluations");
        }
        return new BlendedGrids(problem, plain, steps,
            arctan ? List.of() : GridFormulas.equidistributed(problem, steps, 0.5));
    }

    int dimension() {
        return 2 + (second.isEmpty() ? 1 : 0) + (ordersAreFree() ? 1 : 0);
    }

    /// What a point says.
    List<Finding.Input> inputs(double[] u) {
        var inputs = new ArrayList<>(List.of(new Finding.Input("rho", rho(u)),
            new Finding.Input("share of the second grid", u[1])));
        if (second.isEmpty()) {
            inputs.add(new Finding.Input("c", scale(u)));
        }
        if (ordersAreFree()) {
            inputs.add(new Finding.Input("order", order(u)));
        }
        return inputs;
    }

    Candidate at(double[] u) {
        List<Double> times = times(u);
        return switch (problem.space().steps()) {
            case SearchSpace.Steps.Fixed _ -> plain.orElseThrow().withTimes(times);
            case SearchSpace.Steps.Free free -> WarmStart.candidate(problem, times, first(problem),
                problem.predictions().getFirst(), order(u), free.correctors());
        };
    }

    private List<Double> times(double[] u) {
        List<Double> other = second.isEmpty() ? GridFormulas.arctan(problem, steps, scale(u)) : second;
        return GridFormulas.timesOf(problem, IntStream.range(1, steps)
            .mapToDouble(k -> (1 - u[1]) * karras(k, rho(u)) + u[1] * lambda(other.get(k))).toArray());
    }

    /// Source: Karras et al. 2022, arXiv:2206.00364, Eq. 5.
    private double karras(int k, double rho) {
        double from = exp(-problem.code().start() / rho);
        double to = exp(-problem.to().lambda() / rho);
        return -rho * log(from + (to - from) * k / steps);
    }

    private double lambda(double time) {
        return problem.schedule().at(time).lambda();
    }

    /// Evenly in the logarithm: from 2 to 3 a grid changes as much as from 20 to 30.
    private static double rho(double[] u) {
        return LOWEST_RHO * exp(u[0] * log(HIGHEST_RHO / LOWEST_RHO));
    }

    private double scale(double[] u) {
        double spread = problem.facts().gaussian().map(fit -> StrictMath.sqrt(fit.meanVariance())).orElse(1.0);
        return spread * exp((2 * u[2] - 1) * log(SCALES));
    }

    private int order(double[] u) {
        var free = (SearchSpace.Steps.Free) problem.space().steps();
        int count = free.highestOrder() - free.lowestOrder() + 1;
        return free.lowestOrder() + Math.min((int) (u[u.length - 1] * count), count - 1);
    }

    private boolean ordersAreFree() {
        return problem.space().steps() instanceof SearchSpace.Steps.Free free
            && free.highestOrder() > free.lowestOrder();
    }

    /// The model where it may, since every solver knows what to do with that.
    private static FirstOutput first(SearchProblem problem) {
        return problem.firsts().stream().min(Comparator.naturalOrder()).orElse(FirstOutput.MODEL);
    }
}
