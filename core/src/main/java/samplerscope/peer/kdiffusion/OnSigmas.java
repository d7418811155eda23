package samplerscope.peer.kdiffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.peer.View;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Ddim;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;

/// A sampler on a list of sigmas that its caller passes in, with one solver for all steps and, where it has an own rule
/// for it, another on the step to 0.
///
/// @param sampler its name
/// @param known   its options
/// @param solver  by its options
/// @param toZero  whether the solver takes the step to 0 too; otherwise that returns the predicted data
/// @param order   of its noise fields
record OnSigmas(String sampler, List<String> known, Function<Options, Solver> solver, boolean toZero,
                NoiseUse.Order order) implements Peer {

    @Override
    public String program() {
        return KDiffusion.PROGRAM;
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        return replay(run);
    }

    /// The sampler as a strategy of ours.
    Replay replay(RecordedRun run) {
        Options options = run.options().knowingOnly(known.toArray(String[]::new));
        TimeGrid grid = grid(run);
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < grid.steps(); i++) {
            boolean zero = grid.levels().get(i + 1).sigma() == 0;
            solvers.add(zero && !toZero ? new Ddim(0) : solver.apply(options));
        }
        var strategy = new Strategy(LambdaPath.EXPLODING, grid, solvers);
        return Replay.of(strategy).seen(views(strategy.compile())).speaking(Parameterization.DATA)
            .drawing(new NoiseUse(order, options.number("s_noise", 1)));
    }

    /// A state is recorded when the next step asks the model, which is after that step has added its churn.
    private static List<View> views(Plan plan) {
        var views = new ArrayList<View>();
        for (int i = 0; i < plan.steps().size(); i++) {
            boolean raised = i + 1 < plan.steps().size() && plan.steps().get(i + 1).ops().getFirst() instanceof Op.Draw;
            views.add(raised ? new View(i + 1, 1, 1) : View.after(i));
        }
        return views;
    }

    private static TimeGrid grid(RecordedRun run) {
        double[] rho = run.all().numbers("sigmas").orElseThrow(() -> new UnknownOptionException(
            "%s has no list of sigmas".formatted(run.id()), "restore the file"));
        var levels = new ArrayList<NoiseLevel>();
        for (double sigma : rho) {
            levels.add(new NoiseLevel(sigma, 1, sigma));
        }
        return new TimeGrid(levels);
    }
}
