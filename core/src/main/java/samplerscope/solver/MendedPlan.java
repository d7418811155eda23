package samplerscope.solver;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;

/// A plan whose steps are taken by the solvers that were named, and by DDIM where those cannot be planned: backwards, or
/// from the middle of a run, a formula may lack the past or the limit that it was written for.
///
/// @param replaced steps that DDIM takes instead, in the order of the steps
public record MendedPlan(Plan plan, List<Replaced> replaced) {

    private static final Solver FALLBACK = new Ddim(0);

    /// @param step   of the plan, from 0
    /// @param solver that could not take it
    /// @param why    names both, and what is wrong, in words
    public record Replaced(int step, Solver solver, String why) {}

    public MendedPlan {
        replaced = List.copyOf(replaced);
    }

    /// What was changed, a sentence each.
    public List<String> remarks() {
        return replaced.stream().map(r -> "ddim takes the place of " + r.why()).toList();
    }

    /// @throws UnplannableStepException where even DDIM cannot be planned
    static MendedPlan of(Strategy strategy) {
        var replaced = new ArrayList<Replaced>();
        Strategy tried = strategy;
        while (true) {
            try {
                return new MendedPlan(tried.compile(), replaced);
            } catch (UnplannableStepException e) {
                Solver solver = tried.solvers().get(e.step());
                if (solver.equals(FALLBACK)) {
                    throw e;
                }
                replaced.add(new Replaced(e.step(), solver, e.happened()));
                tried = tried.with(e.step(), FALLBACK);
            }
        }
    }

    /// What is left of a plan behind a level, which need not be one of its own: the step around it is taken from there by
    /// the solver of that step. A multistep solver starts anew, as at the start of a run.
    ///
    /// @param from `lambda` below that of the last level
    /// @throws UnplannableStepException where even DDIM cannot be planned
    public static MendedPlan rest(Plan whole, NoiseLevel from) {
        Strategy strategy = whole.strategy();
        List<NoiseLevel> all = strategy.grid().levels();
        int next = all.size();
        while (next > 0 && all.get(next - 1).lambda() > from.lambda()) {
            next--;
        }
        if (next == all.size()) {
            throw new UnplannableStepException("the run is over at lambda = %s".formatted(from.lambda()),
                "start from a level with more noise");
        }
        var levels = new ArrayList<>(List.of(from));
        levels.addAll(all.subList(next, all.size()));
        int first = StrictMath.max(0, next - 1);
        return of(new Strategy(strategy.schedule(), new TimeGrid(levels),
            strategy.solvers().subList(first, first + levels.size() - 1), strategy.facts()));
    }
}
