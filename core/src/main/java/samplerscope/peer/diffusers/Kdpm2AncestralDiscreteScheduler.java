package samplerscope.peer.diffusers;

import samplerscope.peer.NoiseUse;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.Ancestral;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Strategy;

/// `KDPM2AncestralDiscreteScheduler`. It records both stages of a step.
record Kdpm2AncestralDiscreteScheduler() implements Peer {

    @Override
    public String program() {
        return Diffusers.PROGRAM;
    }

    @Override
    public String sampler() {
        return "KDPM2AncestralDiscreteScheduler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing();
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps"))
            .roundedList(0);
        Strategy strategy = list.strategy(_ -> new Ancestral(new DpmSolver2S(0.5, SlopeForm.MIDPOINT), 1));
        return SigmaSpace.scaled(Replay.of(strategy).seen(SigmaSpace.stages(strategy.compile()))).speaking(config.prediction())
            .labelled(config.labelled(run, list)).drawing(NoiseUse.ONE_PER_DRAW);
    }
}
