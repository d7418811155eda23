package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.IPndm;
import samplerscope.solver.Strategy;

/// `IPNDMScheduler`: iPNDM on a sine schedule of its own, `sigma = sin^2(pi u / 2)`, from where there is no signal at all. The
/// first step takes the data for 0, and its output stays in the average.
record IpndmScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "IPNDMScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("num_train_timesteps");
    }

    @Override
    public Replay replay(RecordedRun run) {
        run.options().knowingOnly(options());
        int n = run.steps();
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= n; i++) {
            double s = StrictMath.sin((double) (n - i) / n * StrictMath.PI / 2);
            double sigma = s * s;
            levels.add(new NoiseLevel(i, StrictMath.sqrt(1 - sigma * sigma), sigma));
        }
        var solvers = Collections.nCopies(n, new IPndm(4, true));
        return Replay.of(new Strategy(LambdaPath.PRESERVING, new TimeGrid(levels), List.copyOf(solvers)))
            .speaking(Parameterization.VELOCITY);
    }
}
