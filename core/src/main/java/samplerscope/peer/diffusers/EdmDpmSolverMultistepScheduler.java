package samplerscope.peer.diffusers;

import java.util.List;
import java.util.Optional;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Threshold;

/// `EDMDPMSolverMultistepScheduler`: the orders of `DPMSolverMultistepScheduler` on the sigmas of EDM.
record EdmDpmSolverMultistepScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "EDMDPMSolverMultistepScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("sigma_min", "sigma_max", "sigma_data", "sigma_schedule", "num_train_timesteps",
            "prediction_type", "rho", "solver_order", "thresholding", "dynamic_thresholding_ratio",
            "sample_max_value", "algorithm_type", "solver_type", "lower_order_final", "euler_at_final",
            "final_sigmas_type");
    }

    @Override
    public Replay replay(RecordedRun run) {
        Options options = run.options().knowingOnly(options());
        SigmaList list = EdmSigmas.list(options, run.steps(), run.all().inner("set_timesteps"));
        boolean toZero = options.text("final_sigmas_type", "zero").equals("zero");
        double largest = options.number("sample_max_value", 1);
        var threshold = Optional.of(new Threshold(options.number("dynamic_thresholding_ratio", 0.995),
            StrictMath.min(1, largest), largest)).filter(_ -> options.flag("thresholding", false));
        return Replay.of(list.strategy(DpmSolverMultistepScheduler.solvers(options, list.steps(), toZero)))
            .seen(list.views()).speaking(Parameterization.DATA).thresholded(threshold)
            .drawing(NoiseUse.ONE_PER_STEP);
    }
}
