package samplerscope.peer.diffusers;

import java.util.Optional;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.Heun;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;

/// `HeunDiscreteScheduler`. It records both stages of a step.
record HeunDiscreteScheduler() implements Peer {

    @Override
    public String program() {
        return Diffusers.PROGRAM;
    }

    @Override
    public String sampler() {
        return "HeunDiscreteScheduler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing("clip_sample", "clip_sample_range");
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps")).list(0);
        Strategy strategy = list.strategy(_ -> new Heun());
        return SigmaSpace.scaled(Replay.of(strategy).seen(SigmaSpace.stages(strategy.compile()))).speaking(config.prediction())
            .labelled(config.labelled(run, list))
            .thresholded(Optional.of(Threshold.clip(config.options().number("clip_sample_range", 1)))
                .filter(_ -> config.options().flag("clip_sample", false)));
    }
}
