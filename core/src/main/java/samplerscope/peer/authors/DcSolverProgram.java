package samplerscope.peer.authors;

import java.util.ArrayList;
import java.util.List;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.View;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Compensated;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;

/// The DC-Solver that its authors released for Stable Diffusion: their UniPC with a ratio for each step, interpolated
/// in continuous time. Only the end is recorded.
record DcSolverProgram() implements Peer {

    @Override
    public String program() {
        return "DC-Solver (stable-diffusion fork)";
    }

    @Override
    public String sampler() {
        return "DCSolver";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options o = run.options().knowingOnly("variant", "order", "skip_type", "lower_order_final", "dc_order",
            "t_start", "t_end");
        double[] ratios = run.all().numbers("dc_ratios").orElse(new double[0]);
        var steps = TimeSteps.of(run);
        TimeGrid grid = steps.grid(o, run.steps());
        List<Solver> inner = UniPcProgram.solvers(o, run.steps());
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < inner.size(); i++) {
            solvers.add(new Compensated(inner.get(i), i < ratios.length ? ratios[i] : 1, o.whole("dc_order", 2) + 1,
                Compensated.Clock.TIME));
        }
        return Replay.of(new Strategy(steps.path(), grid, solvers)).seen(List.of(View.after(inner.size() - 1)));
    }
}
