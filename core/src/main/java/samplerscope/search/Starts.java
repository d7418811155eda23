package samplerscope.search;

import java.util.ArrayList;
import java.util.List;

/// Where a local search begins: the best known schedule of each number of evaluations.
final class Starts {

    /// Stage of the schedules that were known before.
    static final String WARM = "warm start";

    /// Of the budget in candidates, what a warm start may cost.
    private static final double SHARE = 0.34;

    private Starts() {}

    /// @param warm from the known solvers on the known grids, otherwise from even steps
    static List<Candidate> of(Trials trials, boolean warm) {
        if (warm) {
            warm(trials);
            return best(trials);
        }
        List<Candidate> even = even(trials.problem());
        trials.scores("even", even);
        return even;
    }

    /// Scores the known schedules, as many as a third of the budget allows.
    static void warm(Trials trials) {
        List<Candidate> seeds = WarmStart.of(trials.problem());
        int limit = trials.problem().request().budget().candidates();
        int count = limit == 0 ? seeds.size() : Math.clamp((int) (SHARE * limit), 1, Math.max(seeds.size(), 1));
        trials.scores(WARM, seeds.subList(0, Math.min(count, seeds.size())));
    }

    static List<Candidate> best(Trials trials) {
        return trials.state().bestPerNfe().stream().map(Evaluation::candidate).toList().reversed();
    }

    /// Even in lambda, with the plainest decisions of the space.
    private static List<Candidate> even(SearchProblem problem) {
        var even = new ArrayList<Candidate>();
        for (int nfe = problem.space().most(); nfe >= problem.space().fewest(); nfe--) {
            even.add(new CandidateDraws(problem, new SearchRandom(0, "even")).even(nfe));
        }
        return even;
    }
}
