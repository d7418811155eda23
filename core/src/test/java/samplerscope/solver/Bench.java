package samplerscope.solver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import samplerscope.model.Denoiser;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Trajectory;
import samplerscope.schedule.BuiltInGrids;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VpLinear;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Grids, strategies and short runs that the solver tests share.
final class Bench {

    /// The schedule of most tests: `beta` from 0.1 to 20.
    static final NoiseSchedule VP = new VpLinear(0.1, 20);

    /// What is known of `N(0.3, 0.2)` on the line.
    static final ModelFacts FACTS = ModelFacts.of(GaussianFit.of(new double[] {0.3}, new double[][] {{0.2}}));

    private Bench() {}

    /// Grids that follow from the schedule and a Gaussian alone; a hand-made list has no default, GITS and the adaptive
    /// grid run a model, and the grid with restarts is for solvers without those steps.
    static Stream<GridFamily> gridsWithoutModel() {
        return BuiltInGrids.families().stream()
            .filter(grid -> !List.of("list", "gits", "adaptive", "restart").contains(grid.id()));
    }

    /// One solver on all steps, for solvers that ask what is known of the model too.
    static Strategy uniform(NoiseSchedule schedule, TimeGrid grid, Solver solver) {
        return new Strategy(schedule, grid, Collections.nCopies(grid.steps(), solver), FACTS);
    }

    /// A registered solver with its default settings.
    static Solver standard(SolverFamily family) {
        return with(family, Map.of());
    }

    static Solver with(SolverFamily family, Map<String, Setting> settings) {
        return family.create().apply(Settings.of("solvers[0]", family.parameters(), settings));
    }

    static TimeGrid uniformLambda(NoiseSchedule schedule, double from, double to, int steps) {
        double a = schedule.at(from).lambda();
        double b = schedule.at(to).lambda();
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            levels.add(i == 0 ? schedule.at(from) : i == steps ? schedule.at(to)
                : schedule.atLambda(a + (b - a) * i / steps));
        }
        return new TimeGrid(levels);
    }

    static TimeGrid uniformTime(NoiseSchedule schedule, double from, double to, int steps) {
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            levels.add(schedule.at(from + (to - from) * i / steps));
        }
        return new TimeGrid(levels);
    }

    /// One solver on all steps but the last ones, which have their own.
    static List<Solver> ending(int steps, Solver solver, Solver... last) {
        var solvers = new ArrayList<Solver>(Collections.nCopies(steps - last.length, solver));
        solvers.addAll(List.of(last));
        return solvers;
    }

    /// The state after the last step, float64, row-major.
    static double[] end(Strategy strategy, Denoiser denoiser, double[] start, int dimension) {
        try (var backend = new Float64Backend(1)) {
            return trajectory(strategy, denoiser, backend, start, dimension).end().toDoubles();
        }
    }

    static Trajectory trajectory(Strategy strategy, Denoiser denoiser, TensorBackend backend, double[] start,
                                 int dimension) {
        return Trajectory.of(DenoisingRun.from(start, strategy.compile(), denoiser, backend,
            Shape.of(start.length / dimension, dimension), 0, 0, Recording.ALL));
    }
}
