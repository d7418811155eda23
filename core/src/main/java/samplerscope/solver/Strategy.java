package samplerscope.solver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.ModelFacts;

/// A grid and one solver per step: the solver schedule of the Unified Sampling Framework.
///
/// Source: Liu et al. 2023, arXiv:2312.07243, Sec. 3.
///
/// @param facts what is known of the model, for solvers that use more than the levels
public record Strategy(NoiseSchedule schedule, TimeGrid grid, List<Solver> solvers, ModelFacts facts) {

    public Strategy {
        solvers = List.copyOf(solvers);
        if (solvers.size() != grid.steps()) {
            throw new InvalidGridException(
                "the strategy names %d solvers for %d steps".formatted(solvers.size(), grid.steps()),
                "give one solver for all steps, or exactly one per step");
        }
    }

    public Strategy(NoiseSchedule schedule, TimeGrid grid, List<Solver> solvers) {
        this(schedule, grid, solvers, ModelFacts.NONE);
    }

    public static Strategy uniform(NoiseSchedule schedule, TimeGrid grid, Solver solver) {
        return new Strategy(schedule, grid, Collections.nCopies(grid.steps(), solver));
    }

    public Strategy with(int step, Solver solver) {
        var changed = new ArrayList<>(solvers);
        changed.set(step, solver);
        return new Strategy(schedule, grid, changed, facts);
    }

    /// Other solvers for the last steps, in order: what other programs call lower order at the end.
    ///
    /// @param last at most one per step
    public Strategy endingWith(Solver... last) {
        var changed = new ArrayList<>(solvers.subList(0, solvers.size() - last.length));
        changed.addAll(List.of(last));
        return new Strategy(schedule, grid, changed, facts);
    }

    /// The plan, checked: every register is written before it is read and every coefficient is finite.
    ///
    /// @throws UnplannableStepException with the step, the cause and a remedy
    public Plan compile() {
        return new PlanCompiler(this).compile();
    }
}
