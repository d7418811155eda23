package samplerscope.search;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Refresh;
import samplerscope.spec.Choice;

/// Schedules of one number of evaluations as points of a cube: the exponent of a Karras grid, the share of a second
/// grid, the scale of that grid where it has one, and the share of a known grid or the order of the steps.
///
/// @param problem what is searched
/// @param plain   a schedule whose decisions are kept; empty where the order of plain steps is searched
/// @param known   lambdas of a grid that is blended in; empty for none
/// @param steps   between levels with noise
/// @param second  times of the grid of equal local errors; empty where the second grid is even in `arctan(rho / c)`
record BlendedGrids(SearchProblem problem, Optional<Candidate> plain, List<Double> known, int steps,
                    List<Double> second) {

    private static final double LOWEST_RHO = 2;
    private static final double HIGHEST_RHO = 30;
    /// The scale is searched from a tenth of the spread of the data to ten times as much.
    private static final double SCALES = 10;

    /// Around a schedule whose decisions are kept.
    ///
    /// @throws UnsearchableException if the grid is fixed, or has no level to move
    static BlendedGrids around(SearchProblem problem, Candidate known, boolean arctan) {
        List<Double> lambdas = known.times().stream().map(t -> problem.schedule().at(t).lambda()).toList();
        return made(problem, Optional.of(known), lambdas, known.times().size() - 1, arctan);
    }

    /// With the one solver of the space, or with plain steps of an order to be found.
    ///
    /// @param nfe model evaluations of every schedule
    /// @throws UnsearchableException if the grid is fixed, or has no level to move
    static BlendedGrids of(SearchProblem problem, int nfe, boolean arctan) {
        Optional<Candidate> plain = switch (problem.space().steps()) {
            case SearchSpace.Steps.Fixed(Choice solver) ->
                Optional.of(new CandidateDraws(problem, new SearchRandom(0, "even")).fixed(solver, nfe));
            case SearchSpace.Steps.Free _ -> Optional.empty();
        };
        int steps = plain.map(c -> c.times().size()).orElseGet(() -> problem.levels(nfe, first(problem))) - 1;
        return made(problem, plain, List.of(), steps, arctan);
    }

    private static BlendedGrids made(SearchProblem problem, Optional<Candidate> plain, List<Double> known, int steps,
                                     boolean arctan) {
        requireFreeGrid(problem);
        if (steps < 2) {
            throw new UnsearchableException("a schedule of %d levels has none to move".formatted(steps + 1),
                "allow more evaluations");
        }
        return new BlendedGrids(problem, plain, known, steps,
            arctan ? List.of() : GridFormulas.equidistributed(problem, steps, 0.5));
    }

    static void requireFreeGrid(SearchProblem problem) {
        if (!(problem.space().grid() instanceof SearchSpace.Grid.Free)) {
            throw new UnsearchableException("the method makes a grid, but the grid is fixed", "leave the grid free");
        }
    }

    int dimension() {
        return 2 + (second.isEmpty() ? 1 : 0) + (isAround() || ordersAreFree() ? 1 : 0);
    }

    /// What a point says.
    List<Finding.Input> inputs(double[] u) {
        var inputs = new ArrayList<>(List.of(new Finding.Input("rho", rho(u)),
            new Finding.Input("share of the second grid", u[1])));
        if (second.isEmpty()) {
            inputs.add(new Finding.Input("c", scale(u)));
        }
        if (isAround()) {
            inputs.add(new Finding.Input("share of the best known grid", last(u)));
        } else if (ordersAreFree()) {
            inputs.add(new Finding.Input("order", order(u)));
        }
        return inputs;
    }

    Candidate at(double[] u) {
        List<Double> times = times(u);
        return plain.map(c -> c.withTimes(times)).orElseGet(() -> WarmStart.candidate(problem, times, first(problem),
            problem.predictions().getFirst(), order(u),
            free().correctors() ? Optional.of(Refresh.OFF) : Optional.empty()));
    }

    private List<Double> times(double[] u) {
        List<Double> other = second.isEmpty() ? GridFormulas.arctan(problem, steps, scale(u)) : second;
        double share = isAround() ? last(u) : 0;
        return GridFormulas.timesOf(problem, IntStream.range(1, steps).mapToDouble(k -> {
            double made = (1 - u[1]) * karras(k, rho(u)) + u[1] * problem.schedule().at(other.get(k)).lambda();
            return share > 0 ? (1 - share) * made + share * known.get(k) : made;
        }).toArray());
    }

    /// Source: Karras et al. 2022, arXiv:2206.00364, Eq. 5.
    private double karras(int k, double rho) {
        double from = exp(-problem.code().start() / rho);
        double to = exp(-problem.to().lambda() / rho);
        return -rho * log(from + (to - from) * k / steps);
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
        int count = free().highestOrder() - free().lowestOrder() + 1;
        return free().lowestOrder() + Math.min((int) (last(u) * count), count - 1);
    }

    private static double last(double[] u) {
        return u[u.length - 1];
    }

    private boolean isAround() {
        return !known.isEmpty();
    }

    private boolean ordersAreFree() {
        return plain.isEmpty() && free().highestOrder() > free().lowestOrder();
    }

    private SearchSpace.Steps.Free free() {
        return (SearchSpace.Steps.Free) problem.space().steps();
    }

    /// The model where it may, since every solver knows what to do with that.
    private static FirstOutput first(SearchProblem problem) {
        return problem.firsts().stream().min(Comparator.naturalOrder()).orElse(FirstOutput.MODEL);
    }
}
