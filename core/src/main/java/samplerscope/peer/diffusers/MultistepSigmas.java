package samplerscope.peer.diffusers;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;

/// The sigma lists of the multistep and single-step schedulers: DPM-Solver, DEIS, UniPC, SA-Solver. They differ in what
/// stands behind the last sigma of a ladder, and in whether the timesteps of a ladder are rounded.
///
/// @param config of the scheduler
/// @param n      steps asked for
/// @param call   arguments of `set_timesteps`
record MultistepSigmas(SchedulerConfig config, int n, Options call) {

    /// Where lambda is clipped, the noisiest training steps are not used.
    private int lastTimestep() {
        double clip = config.options().has("lambda_min_clipped") ? config.options().number("lambda_min_clipped", 0)
            : Double.NEGATIVE_INFINITY;
        int dropped = 0;
        for (int step = 0; step < config.table().steps(); step++) {
            dropped += config.table().lambda(step) < clip ? 1 : 0;
        }
        return config.table().steps() - dropped;
    }

    private int[] spaced() {
        if (call.has("timesteps")) {
            double[] given = call.numbers("timesteps").orElseThrow();
            var whole = new int[given.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (int) given[i];
            }
            return whole;
        }
        return Spacing.dropping(config.spacing("linspace"), n, lastTimestep(), config.table().steps(), config.offset());
    }

    /// @param rounded   whether timesteps of a ladder are rounded before they are cut to whole numbers
    /// @param flowStart the largest sigma of a flow run
    /// @param last      what stands behind the last sigma
    SigmaList list(Predicate<String> rounded, FlowRamp flowStart, Last last) {
        TrainingTable table = config.table();
        if (call.has(SigmaList.ASSIGNED)) {
            return SigmaList.assigned(call, config.isFlow() ? LambdaPath.FLOW : LambdaPath.PRESERVING,
                config.isFlow() ? s -> s * table.steps() : table::stepOfSigma);
        }
        if (config.isFlow() && !ladder().isPresent()) {
            double[] sigmas = flowStart.sigmas(n, table.steps());
            return finished(sigmas, timesteps(sigmas, table.steps()), last, true);
        }
        if (ladder().isPresent()) {
            double[] sigmas = ladder().get();
            if (config.isFlow()) {
                for (int i = 0; i < sigmas.length; i++) {
                    sigmas[i] /= 1 + sigmas[i];
                }
                return finished(sigmas, timesteps(sigmas, table.steps()), last, true);
            }
            var steps = new double[sigmas.length];
            for (int i = 0; i < steps.length; i++) {
                double step = table.stepOfSigma(sigmas[i]);
                steps[i] = rounded.test(kind()) ? StrictMath.rint(step) : (int) step;
            }
            return finished(sigmas, whole(steps), last, false);
        }
        int[] spaced = spaced();
        var sigmas = new double[spaced.length];
        var steps = new double[spaced.length];
        for (int i = 0; i < spaced.length; i++) {
            steps[i] = spaced[i];
            sigmas[i] = table.sigmaAt(spaced[i]);
        }
        return finished(sigmas, steps, last, false);
    }

    private Optional<double[]> ladder() {
        return config.ladder(config.table().sigmaMin(), config.table().sigmaMax(), n);
    }

    private String kind() {
        Options o = config.options();
        return o.flag("use_karras_sigmas", false) ? "karras" : o.flag("use_lu_lambdas", false) ? "lu"
            : o.flag("use_exponential_sigmas", false) ? "exponential" : "beta";
    }

    private static double[] whole(double[] steps) {
        double[] cut = steps.clone();
        for (int i = 0; i < cut.length; i++) {
            cut[i] = (int) cut[i];
        }
        return cut;
    }

    private static double[] timesteps(double[] sigmas, int train) {
        double[] steps = sigmas.clone();
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (int) (steps[i] * train);
        }
        return steps;
    }

    private SigmaList finished(double[] sigmas, double[] steps, Last last, boolean flow) {
        double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
        boolean spaced = !flow && ladder().isEmpty();
        all[sigmas.length] = switch (last) {
            case ZERO -> 0;
            case TABLE -> config.table().sigmaMin();
            case REPEATED -> spaced ? config.table().sigmaMin() : sigmas[sigmas.length - 1];
        };
        return new SigmaList(all, steps, flow ? LambdaPath.FLOW : LambdaPath.PRESERVING);
    }

    /// What stands behind the last sigma of a list.
    enum Last {
        /// The data.
        ZERO,
        /// The first training step.
        TABLE,
        /// The first training step; behind a ladder, its own last sigma again.
        REPEATED
    }

    /// The sigmas of a flow run.
    @FunctionalInterface
    interface FlowRamp {
        /// @param train length of the table, which sets the last sigma
        double[] sigmas(int n, int train);

        /// From nearly 1 down, shifted: `n + 1` even points in alpha whose data end is dropped. A `mu` in the call
        /// stands for the shift `e^mu`.
        static FlowRamp evenInAlpha(SchedulerConfig config, Options call) {
            double shift = call.has("mu") ? StrictMath.exp(call.number("mu", 0))
                : config.options().number("flow_shift", 1);
            return (n, train) -> {
                var sigmas = new double[n];
                for (int i = 0; i < n; i++) {
                    double sigma = (1 - 1.0 / train) * (n - i) / n;
                    sigmas[i] = shift * sigma / (1 + (shift - 1) * sigma);
                }
                return sigmas;
            };
        }
    }
}
