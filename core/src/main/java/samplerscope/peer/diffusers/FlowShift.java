package samplerscope.peer.diffusers;

import static java.lang.StrictMath.exp;

import samplerscope.peer.Options;

/// How a flow scheduler moves its sigmas towards the noise: by a fixed shift, or by one that depends on the image's size.
///
/// @param mu       of dynamic shifting; NaN for a fixed shift
/// @param linear   whether dynamic shifting uses `mu` itself and not `e^mu`
/// @param shift    fixed
/// @param terminal what the last sigma is stretched to; NaN for none
record FlowShift(double mu, boolean linear, double shift, double terminal) {

    static FlowShift of(SchedulerConfig config, Options call) {
        Options o = config.options();
        boolean dynamic = o.flag("use_dynamic_shifting", false);
        return new FlowShift(dynamic ? call.number("mu", 0) : Double.NaN,
            o.text("time_shift_type", "exponential").equals("linear"),
            o.has("flow_shift") ? o.number("flow_shift", 1) : o.number("shift", 1),
            o.has("shift_terminal") ? o.number("shift_terminal", 0) : Double.NaN);
    }

    /// One sigma moved.
    double of(double sigma) {
        if (Double.isNaN(mu)) {
            return shift * sigma / (1 + (shift - 1) * sigma);
        }
        double strength = linear ? mu : exp(mu);
        return strength / (strength + (1 / sigma - 1));
    }

    /// All moved, and stretched so that the last is the terminal one.
    double[] of(double[] sigmas) {
        double[] moved = sigmas.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = of(moved[i]);
        }
        return stretched(moved);
    }

    double[] stretched(double[] sigmas) {
        if (Double.isNaN(terminal) || terminal == 0) {
            return sigmas;
        }
        double[] all = sigmas.clone();
        double scale = (1 - all[all.length - 1]) / (1 - terminal);
        for (int i = 0; i < all.length; i++) {
            all[i] = 1 - (1 - all[i]) / scale;
        }
        return all;
    }

    /// The sigmas of the call, or else `n` even points of `n + 1` from 1 to `1 / train` whose last is dropped; moved. A
    /// first sigma of 1 becomes 1 - 1e-6, so that its lambda is finite.
    MultistepSigmas.FlowRamp startingBelowOne(Options call) {
        return (n, train) -> {
            double[] moved = of(call.numbers("sigmas").orElseGet(() -> even(n, train)));
            if (StrictMath.abs(moved[0] - 1) < 1e-6) {
                moved[0] -= 1e-6;
            }
            return moved;
        };
    }

    private static double[] even(int n, int train) {
        var sigmas = new double[n];
        for (int i = 0; i < n; i++) {
            sigmas[i] = 1 + (1.0 / train - 1) * i / n;
        }
        return sigmas;
    }
}
