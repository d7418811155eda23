package samplerscope.peer.diffusers;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import samplerscope.peer.Options;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.NoiseLevel;

/// The table of training steps that a scheduler config describes: `alpha_bar_n` for `n = 0 .. N-1`.
public final class TrainingTable {

    private final double[] alphaBar;
    private final double[] sigmas;
    private final double[] logSigmas;

    private TrainingTable(double[] alphaBar) {
        this.alphaBar = alphaBar;
        this.sigmas = new double[alphaBar.length];
        this.logSigmas = new double[alphaBar.length];
        for (int n = 0; n < alphaBar.length; n++) {
            sigmas[n] = sqrt((1 - alphaBar[n]) / alphaBar[n]);
            logSigmas[n] = log(sigmas[n]);
        }
    }

    /// @param lastAfterRescaling what a rescaled table ends with; schedulers that divide by it put 2^-24 in place of 0
    public static TrainingTable of(Options options, double lastAfterRescaling) {
        double[] betas = betas(options);
        boolean rescaled = options.flag("rescale_betas_zero_snr", false);
        if (rescaled) {
            betas = rescaled(betas);
        }
        var alphaBar = new double[betas.length];
        double product = 1;
        for (int n = 0; n < betas.length; n++) {
            product *= 1 - betas[n];
            alphaBar[n] = product;
        }
        if (rescaled) {
            alphaBar[alphaBar.length - 1] = lastAfterRescaling;
        }
        return new TrainingTable(alphaBar);
    }

    private static double[] betas(Options options) {
        int steps = options.whole("num_train_timesteps", 1000);
        double first = options.number("beta_start", 0.0001);
        double last = options.number("beta_end", 0.02);
        String schedule = options.text("beta_schedule", "linear");
        return options.numbers("trained_betas").orElseGet(() -> switch (schedule) {
            case "linear" -> ramp(steps, first, last);
            case "scaled_linear" -> {
                double[] roots = ramp(steps, sqrt(first), sqrt(last));
                for (int n = 0; n < steps; n++) {
                    roots[n] *= roots[n];
                }
                yield roots;
            }
            case "squaredcos_cap_v2" -> cosine(steps);
            default -> throw UnknownOptionException.of(options.owner(), "beta_schedule", schedule,
                "use linear, scaled_linear or squaredcos_cap_v2, or give trained_betas");
        });
    }

    private static double[] ramp(int steps, double first, double last) {
        var values = new double[steps];
        for (int n = 0; n < steps; n++) {
            values[n] = first + (last - first) * n / (steps - 1);
        }
        return values;
    }

    /// Nichol & Dhariwal 2021, arXiv:2102.09672, Eq. 17, with the cap of the released code.
    private static double[] cosine(int steps) {
        var values = new double[steps];
        for (int n = 0; n < steps; n++) {
            values[n] = min(1 - cosineBar((n + 1.0) / steps) / cosineBar((double) n / steps), 0.999);
        }
        return values;
    }

    private static double cosineBar(double t) {
        double c = StrictMath.cos((t + 0.008) / 1.008 * StrictMath.PI / 2);
        return c * c;
    }

    /// Lin et al. 2023, arXiv:2305.08891, Algorithm 1: the last step has no signal.
    private static double[] rescaled(double[] betas) {
        int last = betas.length - 1;
        var root = new double[betas.length];
        double product = 1;
        for (int n = 0; n <= last; n++) {
            product *= 1 - betas[n];
            root[n] = sqrt(product);
        }
        double from = root[0];
        double end = root[last];
        var changed = new double[betas.length];
        double before = 1;
        for (int n = 0; n <= last; n++) {
            double shifted = (root[n] - end) * (from / (from - end));
            changed[n] = 1 - shifted * shifted / before;
            before = shifted * shifted;
        }
        return changed;
    }

    /// `N`.
    public int steps() {
        return alphaBar.length;
    }

    public double alphaBar(int n) {
        return alphaBar[n];
    }

    /// `sqrt((1 - alpha_bar) / alpha_bar)` of every training step, rising.
    public double[] sigmas() {
        return sigmas.clone();
    }

    public double sigmaMin() {
        return sigmas[0];
    }

    public double sigmaMax() {
        return sigmas[sigmas.length - 1];
    }

    /// Between training steps, sigma is linear in `n`; outside, the ends continue.
    public double sigmaAt(double n) {
        int low = (int) StrictMath.clamp(StrictMath.floor(n), 0, sigmas.length - 1);
        int high = min(low + 1, sigmas.length - 1);
        double share = StrictMath.clamp(n - low, 0, 1);
        return share == 0 ? sigmas[low] : sigmas[low] + share * (sigmas[high] - sigmas[low]);
    }

    /// The training step whose log sigma, interpolated, is that of a sigma; within the table.
    public double stepOfSigma(double sigma) {
        double wanted = log(max(sigma, 1e-10));
        int low = 0;
        while (low < logSigmas.length - 2 && logSigmas[low + 1] <= wanted) {
            low++;
        }
        double share = (logSigmas[low] - wanted) / (logSigmas[low] - logSigmas[low + 1]);
        double w = StrictMath.clamp(share, 0, 1);
        return (1 - w) * low + w * (low + 1);
    }

    /// Half the log signal-to-noise ratio of a training step.
    public double lambda(int n) {
        return 0.5 * (log(alphaBar[n]) - log1p(-alphaBar[n]));
    }

    /// The level of a training step; its time is the step.
    public NoiseLevel level(int n) {
        return new NoiseLevel(n, sqrt(alphaBar[n]), sqrt(1 - alphaBar[n]));
    }

    /// The variance-preserving level of a sigma; 0 is the data.
    ///
    /// @param time that the level carries, such as the training step
    public static NoiseLevel preserving(double time, double sigma) {
        double alpha = 1 / sqrt(sigma * sigma + 1);
        return new NoiseLevel(time, alpha, sigma * alpha);
    }
}
