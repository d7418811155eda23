package samplerscope.peer.diffusers;

import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.Lms;

/// `LMSDiscreteScheduler`. It integrates its polynomials by adaptive quadrature, which is exact to rounding.
record LmsDiscreteScheduler() implements Peer {

    @Override
    public String program() {
        return Diffusers.PROGRAM;
    }

    @Override
    public String sampler() {
        return "LMSDiscreteScheduler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing();
        int order = run.all().inner("step").knowingOnly("order").whole("order", 4);
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps")).list(0);
        return SigmaSpace.scaled(Replay.of(list.strategy(_ -> new Lms(order)))).speaking(config.prediction());
    }
}
