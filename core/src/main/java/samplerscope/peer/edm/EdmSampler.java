package samplerscope.peer.edm;

import java.util.ArrayList;
import java.util.Collections;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.diffusers.Ladder;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Churn;
import samplerscope.solver.Heun;
import samplerscope.solver.Strategy;

/// `edm_sampler`: Heun with churn on the Karras grid, down to 0. It draws at every step.
record EdmSampler() implements Peer {

    @Override
    public String program() {
        return Edm.PROGRAM;
    }

    @Override
    public String sampler() {
        return "edm_sampler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options o = run.options().knowingOnly("sigma_min", "sigma_max", "rho", "S_churn", "S_min", "S_max", "S_noise");
        var levels = new ArrayList<NoiseLevel>();
        for (double sigma : Ladder.karras(o.number("sigma_min", 0.002), o.number("sigma_max", 80), run.steps(),
            o.number("rho", 7))) {
            levels.add(new NoiseLevel(sigma, 1, sigma));
        }
        levels.add(new NoiseLevel(0, 1, 0));
        var solver = new Churn(new Heun(), o.number("S_churn", 0), o.number("S_min", 0),
            o.number("S_max", Double.POSITIVE_INFINITY), 1);
        return Replay.of(new Strategy(LambdaPath.EXPLODING, new TimeGrid(levels),
                Collections.nCopies(run.steps(), solver)))
            .speaking(Parameterization.DATA).drawing(NoiseUse.ONE_PER_STEP.times(o.number("S_noise", 1)));
    }
}
