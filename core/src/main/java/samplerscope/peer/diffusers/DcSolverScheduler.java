package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.solver.Compensated;
import samplerscope.solver.Strategy;
import samplerscope.spec.Json;

/// `DCSolverMultistepScheduler` of a fork: UniPC with a ratio for each step, interpolated in whole training steps. The
/// last level is always the smallest of the training table.
record DcSolverScheduler() implements Scheduler {

    @Override
    public String program() {
        return "DC-Solver (diffusers fork)";
    }

    @Override
    public String sampler() {
        return "DCSolverMultistepScheduler";
    }

    @Override
    public List<String> options() {
        return SchedulerConfig.with("solver_order", "dc_order", "solver_type", "predict_x0", "lower_order_final",
            "disable_corrector");
    }

    @Override
    public Replay replay(RecordedRun run) {
        Options given = SchedulerConfig.options(run);
        var config = SchedulerConfig.of(new Options(given.owner(), given.fields()
            .with("final_sigmas_type", Json.text("sigma_min"))));
        config.knowing(options());
        double[] ratios = run.all().numbers("dc_ratios").orElse(new double[0]);
        int points = config.options().whole("dc_order", 2) + 1;
        SigmaList list = UniPcMultistepScheduler.list(config, run.steps(), run.all().inner("set_timesteps"));
        Strategy strategy = list.strategy(i -> new Compensated(
            UniPcMultistepScheduler.solver(config.options(), i, list), i < ratios.length ? ratios[i] : 1, points,
            Compensated.Clock.TIME));
        return Replay.of(strategy).seen(list.views()).speaking(config.prediction())
            .labelled(config.labelled(run, list)).thresholded(config.threshold());
    }
}
