package samplerscope.peer.kdiffusion;

import java.util.Collections;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Euler;
import samplerscope.solver.Strategy;

/// `sample_euler` without churn. It draws noise at every step and multiplies it by zero.
record SampleEuler() implements Peer {

    @Override
    public String program() {
        return KDiffusion.PROGRAM;
    }

    @Override
    public String sampler() {
        return "sample_euler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options options = run.options().knowingOnly("s_churn", "s_tmin", "s_tmax", "s_noise");
        if (options.number("s_churn", 0) != 0) {
            throw new samplerscope.peer.UnknownOptionException("sample_euler has s_churn", "not known yet");
        }
        TimeGrid grid = KDiffusion.grid(run);
        return Replay.of(new Strategy(KDiffusion.PATH, grid, Collections.nCopies(grid.steps(), new Euler())))
            .drawing(NoiseUse.ONE_PER_STEP);
    }
}
