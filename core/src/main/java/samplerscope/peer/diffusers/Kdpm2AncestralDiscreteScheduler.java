package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.Ancestral;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Strategy;

/// `KDPM2AncestralDiscreteScheduler`. It records both stages of a step.
record Kdpm2AncestralDiscreteScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "KDPM2AncestralDiscreteScheduler";
    }

    @Override
    public List<String> options() {
        return SchedulerConfig.with();
    }

    @Override
    public Replay replay(RecordedRun run) {
        var config = SchedulerConfig.of(SchedulerConfig.options(run));
        config.knowing(options());
        SigmaList list = new SigmaSpace(config, run.steps(), run.all().inner("set_timesteps"))
            .roundedList(0);
        Strategy strategy = list.strategy(_ -> new Ancestral(new DpmSolver2S(0.5, SlopeForm.MIDPOINT), 1));
        return SigmaSpace.scaled(Replay.of(strategy).seen(SigmaSpace.stages(strategy.compile()))).speaking(config.prediction())
            .labelled(config.labelled(run, list)).drawing(NoiseUse.ONE_PER_DRAW);
    }
}
