package samplerscope.peer.diffusers;

import samplerscope.peer.NoiseUse;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.EulerAncestral;
import samplerscope.solver.Strategy;

/// `EulerAncestralDiscreteScheduler`. It draws at every step, also where nothing is added.
record EulerAncestralDiscreteScheduler() implements Peer {

    @Override
    public String program() {
        return Diffusers.PROGRAM;
    }

    @Override
    public String sampler() {
        return "EulerAncestralDiscreteScheduler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing();
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps")).list(0);
        Strategy strategy = list.strategy(_ -> new EulerAncestral(1));
        return SigmaSpace.scaled(Replay.of(strategy)).speaking(config.prediction())
            .labelled(config.labelled(run, list)).drawing(NoiseUse.ONE_PER_STEP);
    }
}
