package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;

/// The training steps that DDPM, DDIM and their kin visit.
///
/// @param table of the scheduler
/// @param steps visited, from noise to data
record TrainingSteps(TrainingTable table, int[] steps) {

    /// Whole steps that reach both ends, or those the caller passed in.
    static TrainingSteps of(SchedulerConfig config, int n, Options call) {
        double[] spaced = call.numbers("timesteps").orElseGet(() ->
            Spacing.reaching(config.spacing("leading"), n, config.table().steps(), config.offset()));
        var steps = new int[spaced.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (int) StrictMath.rint(spaced[i]);
        }
        return new TrainingSteps(config.table(), steps);
    }

    int count() {
        return steps.length;
    }

    NoiseLevel at(int i) {
        return table.level(steps[i]);
    }

    /// A training step; below the first one lies a level of the scheduler's own.
    NoiseLevel levelOf(int step, NoiseLevel below) {
        return step < 0 ? below : table.level(step);
    }

    /// One solver per step; behind the last step lies the end.
    Strategy strategy(NoiseLevel end, IntFunction<Solver> solver) {
        var levels = new ArrayList<NoiseLevel>();
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < count(); i++) {
            levels.add(at(i));
            solvers.add(solver.apply(i));
        }
        levels.add(end);
        return new Strategy(LambdaPath.PRESERVING, new TimeGrid(List.copyOf(levels)), solvers);
    }
}
