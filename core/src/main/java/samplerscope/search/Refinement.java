package samplerscope.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Relaxation;

/// Refines the levels and relaxations of the best schedules of one number of evaluations. Schedules that decide
/// otherwise have other optima, and which of them is the best shows only near the optimum: so several are begun with,
/// and half of them goes on each time.
final class Refinement {

    static final String STAGE = "refinement";

    /// Of the simplex that ends a round, the first and the last, and the evaluations that one may take.
    private static final double LARGEST = 0.2;
    private static final double SMALLEST = 0.02;
    private static final int MOST_OF_SIMPLEX = 60;

    private final Trials trials;
    private final int nfe;
    /// What was begun with before.
    private final Set<Decisions> begun = new HashSet<>();
    /// What all numbers were refined of.
    private final Set<Decisions> widened = new HashSet<>();
    private double simplex = LARGEST;

    /// A schedule but for its levels and relaxations.
    private record Decisions(FirstOutput first, List<StepDecision> steps) {

        static Decisions of(Candidate candidate) {
            return new Decisions(candidate.first(), candidate.steps().stream().map(Decisions::unrelaxed).toList());
        }

        private static StepDecision unrelaxed(StepDecision step) {
            return step instanceof StepDecision.Unified u ? u.with(without(u.relaxation()))
                .with(u.correction().map(c -> c.with(without(c.relaxation())))) : step;
        }

        private static Relaxation without(Relaxation relaxation) {
            return relaxation.form() == Relaxation.Form.LINEAR ? Relaxation.NONE : relaxation;
        }
    }

    Refinement(Trials trials, int nfe) {
        this.trials = trials;
        this.nfe = nfe;
    }

    /// Refines the best that were not refined before by few numbers each, and the best of all by as many as it has;
    /// then this one by a simplex that is smaller each time; until nothing is gained or so many schedules are in the
    /// log.
    ///
    /// @param starts how many are begun with
    void round(int starts, int evaluated) {
        narrow(starts, size() + (evaluated - size()) / 2);
        wide(evaluated);
        simplex(StrictMath.min(MOST_OF_SIMPLEX, evaluated - size()));
    }

    /// Halving, by levels and first derivatives: which decisions are the best, these tell for few evaluations.
    private void narrow(int starts, int evaluated) {
        List<LeastSquares> descents = new ArrayList<>();
        for (Candidate start : best(starts)) {
            if (size() < evaluated) {
                descents.add(new LeastSquares(trials, STAGE, ContinuousCode.of(trials.problem(), start)));
            }
        }
        descents.removeIf(d -> !d.isPossible());
        while (!descents.isEmpty() && size() < evaluated) {
            // Each halving has as many evaluations as the others.
            long halvings = 1 + StrictMath.round(StrictMath.log(descents.size()) / StrictMath.log(2));
            int share = (int) StrictMath.max(1, (evaluated - size()) / halvings / descents.size());
            descents.removeIf(d -> !d.until(StrictMath.min(evaluated, size() + share)));
            descents.sort(Comparator.comparingDouble(LeastSquares::score));
            descents.subList((descents.size() + 1) / 2, descents.size()).clear();
        }
    }

    /// By all that a schedule has, with as many derivatives as there can be; new derivatives cost as many evaluations
    /// as there are numbers, so only the best, and that once.
    private void wide(int evaluated) {
        Candidate lifted = lifted(least(), trials.problem());
        if (size() < evaluated && widened.add(Decisions.of(lifted))) {
            begun.add(Decisions.of(lifted));
            var descent = new LeastSquares(trials, STAGE, ContinuousCode.withAll(trials.problem(), lifted));
            if (descent.isPossible()) {
                descent.until(evaluated);
            }
        }
    }

    /// With as many derivatives as the space has: what all the outputs seen are worth, the squares tell.
    static Candidate lifted(Candidate start, SearchProblem problem) {
        Candidate lifted = start;
        for (int i = 0; i < start.steps().size() - (start.toZero() ? 1 : 0); i++) {
            if (start.steps().get(i) instanceof StepDecision.Unified step
                    && problem.space().steps() instanceof SearchSpace.Steps.Free free) {
                double h = problem.schedule().at(start.times().get(i + 1)).lambda()
                    - problem.schedule().at(start.times().get(i)).lambda();
                lifted = lifted.with(i, step.lifted(i + 1, h, free));
            }
        }
        return lifted;
    }

    /// What a median has beyond the squares, and all there is to do where no decisions are left to begin with.
    private void simplex(int evaluations) {
        if (evaluations > 0) {
            NelderMead.refine(trials, STAGE, least(), simplex, evaluations);
            simplex = StrictMath.max(SMALLEST, simplex / 2);
        }
    }

    private int size() {
        return trials.state().log().size();
    }

    private Candidate least() {
        return trials.state().bestPerNfe().stream().filter(e -> e.nfe() == nfe).findFirst().orElseThrow().candidate();
    }

    /// The best of each set of decisions that none was begun with.
    private List<Candidate> best(int count) {
        Map<Decisions, Candidate> best = new LinkedHashMap<>();
        trials.state().log().stream().filter(e -> e.nfe() == nfe && e.isFinite())
            .sorted(Comparator.comparingDouble(Evaluation::score)).map(Evaluation::candidate)
            .forEach(c -> best.putIfAbsent(Decisions.of(c), c));
        best.keySet().removeAll(begun);
        best.keySet().stream().limit(count).forEach(begun::add);
        return best.values().stream().limit(count).toList();
    }
}
