package samplerscope.peer.diffusers;

import static java.lang.StrictMath.sqrt;

import java.util.List;
import samplerscope.peer.NoiseUse;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Solver;

/// `EDMEulerScheduler`. With churn it asks the model before the noise is added, and undoes the preconditioning of EDM at the
/// raised level.
record EdmEulerScheduler() implements Scheduler {

    @Override
    public String sampler() {
        return "EDMEulerScheduler";
    }

    @Override
    public List<String> options() {
        return List.of("sigma_min", "sigma_max", "sigma_data", "sigma_schedule", "num_train_timesteps",
            "prediction_type", "rho", "final_sigmas_type");
    }

    @Override
    public Replay replay(RecordedRun run) {
        Options options = run.options().knowingOnly(options());
        Options step = run.all().inner("step");
        Solver solver = LateChurn.of(step, reading(options.number("sigma_data", 0.5)));
        SigmaList list = EdmSigmas.list(options, run.steps(), run.all().inner("set_timesteps"));
        return Replay.of(list.strategy(_ -> solver)).seen(list.views()).speaking(Parameterization.DATA)
            .drawing(NoiseUse.ONE_PER_DRAW.times(step.number("s_noise", 1)));
    }

    /// `x0' = c_skip' y' + c_out' / c_out (x0 - c_skip y)` (Karras et al. 2022, arXiv:2206.00364, Table 1).
    private static LateChurn.Reading reading(double spread) {
        return (sigma, raised) -> {
            double ratio = out(raised, spread) / out(sigma, spread);
            return new double[] {skip(raised, spread), ratio, -ratio * skip(sigma, spread)};
        };
    }

    private static double skip(double sigma, double spread) {
        return spread * spread / (sigma * sigma + spread * spread);
    }

    private static double out(double sigma, double spread) {
        return sigma * spread / sqrt(sigma * sigma + spread * spread);
    }
}
