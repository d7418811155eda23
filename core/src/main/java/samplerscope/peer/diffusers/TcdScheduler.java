package samplerscope.peer.diffusers;

import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Ddim;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.solver.Tcd;

/// `TCDScheduler`. It always ends at the first training step, and rounds the level below a target down to a whole one.
record TcdScheduler() implements Peer {

    @Override
    public String program() {
        return Diffusers.PROGRAM;
    }

    @Override
    public String sampler() {
        return "TCDScheduler";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        var config = SchedulerConfig.endingAtZero(SchedulerConfig.options(run));
        config.knowing("original_inference_steps", "clip_sample", "clip_sample_range", "set_alpha_to_one",
            "timestep_scaling");
        Options step = run.all().inner("step").knowingOnly("eta");
        double eta = step.number("eta", 0.3);
        var steps = LcmScheduler.steps(config, run.steps(), run.all().inner("set_timesteps"));
        return Replay.of(steps.strategy(config.table().level(0), i -> {
            boolean last = i == steps.count() - 1;
            int below = last ? 0 : (int) StrictMath.floor((1 - eta) * steps.steps()[i + 1]);
            return last || eta == 0 ? new Ddim(0) : new Through(config.table().level(below));
        })).speaking(config.prediction()).drawing(NoiseUse.ONE_PER_STEP);
    }

    /// By way of a given level.
    private record Through(NoiseLevel below) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            return Tcd.through(r, below);
        }
    }
}
