package samplerscope.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Choice;

/// Puts the decisions of the space on the grid of a formula: one candidate where the solver is fixed, otherwise the
/// plain steps of each prediction and order, with and without corrector, of which the search bank chooses.
record GridMethod(GridFormula formula) implements SearchMethod {

    static MethodFamily family(String id, String name, String source, List<Parameter> parameters,
                               Function<Settings, GridFormula> formula) {
        return new MethodFamily(id, name, source, parameters, false, s -> new GridMethod(formula.apply(s)));
    }

    @Override
    public void search(Trials trials) {
        SearchProblem problem = trials.problem();
        for (int nfe = problem.space().most(); nfe >= problem.space().fewest(); nfe--) {
            trials.scores("formula", candidates(problem, formula, nfe));
        }
    }

    static List<Candidate> candidates(SearchProblem problem, GridFormula formula, int nfe) {
        if (!(problem.space().grid() instanceof SearchSpace.Grid.Free)) {
            throw new UnsearchableException("the method makes a grid, but the grid is fixed", "leave the grid free");
        }
        return switch (problem.space().steps()) {
            case SearchSpace.Steps.Fixed(Choice solver) -> {
                Candidate even = new CandidateDraws(problem, new SearchRandom(0, "even")).fixed(solver, nfe);
                yield List.of(even.withTimes(formula.times(problem, even.times().size() - 1)));
            }
            case SearchSpace.Steps.Free free -> {
                var candidates = new ArrayList<Candidate>();
                for (FirstOutput first : problem.firsts().stream().sorted(Comparator.naturalOrder()).toList()) {
                    List<Double> times = formula.times(problem, problem.levels(nfe, first) - 1);
                    for (Prediction prediction : problem.predictions()) {
                        candidates.addAll(WarmStart.orders(problem, free, times, first, prediction));
                    }
                }
                yield candidates;
            }
        };
    }
}
