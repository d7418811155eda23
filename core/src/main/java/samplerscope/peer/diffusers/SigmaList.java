package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;
import samplerscope.peer.View;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;

/// The sigmas that a scheduler visits, with the timestep that it passes to the model at each.
///
/// A program may list a sigma twice: its step between them moves nothing, and is no step of ours.
///
/// @param sigmas    `n + 1`, from noise to data
/// @param timesteps `n`, what the model is told; whole numbers where the program rounds or truncates
/// @param path      what lies between the levels: on the straight path sigma is the noise itself, on others it is `rho`
public record SigmaList(double[] sigmas, double[] timesteps, LambdaPath path) {

    /// Not an argument of the program: a list that its user writes into the scheduler in place of its own.
    static final String ASSIGNED = "assigned_sigmas";

    /// The list that the user wrote into the scheduler.
    ///
    /// @param timestep of a sigma
    static SigmaList assigned(Options call, LambdaPath path, DoubleUnaryOperator timestep) {
        double[] sigmas = call.numbers(ASSIGNED).orElseThrow();
        return new SigmaList(sigmas, Arrays.stream(sigmas, 0, sigmas.length - 1).map(timestep).toArray(), path);
    }

    /// How many steps the program takes.
    public int steps() {
        return sigmas.length - 1;
    }

    private NoiseLevel level(int i) {
        double time = i < timesteps.length ? timesteps[i] : -1;
        return switch (path) {
            case FLOW -> new NoiseLevel(time, 1 - sigmas[i], sigmas[i]);
            case EXPLODING -> new NoiseLevel(time, 1, sigmas[i]);
            case PRESERVING -> TrainingTable.preserving(time, sigmas[i]);
        };
    }

    private boolean isIdle(int step) {
        return sigmas[step] == sigmas[step + 1];
    }

    /// The levels, each once.
    public TimeGrid grid() {
        var levels = new ArrayList<>(List.of(level(0)));
        for (int i = 0; i < steps(); i++) {
            if (!isIdle(i)) {
                levels.add(level(i + 1));
            }
        }
        return new TimeGrid(levels);
    }

    /// The strategy with a solver for each step of the program; those of idle steps are left out.
    public Strategy strategy(IntFunction<Solver> solver) {
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < steps(); i++) {
            if (!isIdle(i)) {
                solvers.add(solver.apply(i));
            }
        }
        return new Strategy(path, grid(), solvers);
    }

    /// Whether the last step moves nothing, but asks the model where the one before it ended.
    public boolean endsIdle() {
        return isIdle(steps() - 1);
    }

    /// The state after each step of the program, where its last, idle step corrects the one before by the last two
    /// instructions of ours.
    public List<View> correctedViews(Strategy strategy) {
        List<View> views = views();
        if (endsIdle()) {
            var last = strategy.compile().steps().getLast();
            views.set(steps() - 2, new View(strategy.grid().steps() - 1, last.ops().size() - 3, 1));
        }
        return views;
    }

    /// The state after each step of the program.
    public List<View> views() {
        var views = new ArrayList<View>();
        int ours = -1;
        for (int i = 0; i < steps(); i++) {
            ours += isIdle(i) ? 0 : 1;
            views.add(View.after(ours));
        }
        return views;
    }

    /// Tells the model the whole timestep of each level, as it stands in the table; in a flow run, its share of the table.
    /// Levels between those of the list are told the training step below.
    public UnaryOperator<NoiseLevel> labels(TrainingTable table) {
        Map<NoiseLevel, NoiseLevel> told = new HashMap<>();
        for (int i = 0; i < timesteps.length; i++) {
            int step = (int) timesteps[i];
            double sigma = (double) step / table.steps();
            told.put(level(i), path == LambdaPath.FLOW ? new NoiseLevel(step, 1 - sigma, sigma) : table.level(step));
        }
        return level -> told.getOrDefault(level, table.level((int) table.stepOfSigma(level.rho())));
    }
}
