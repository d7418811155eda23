package samplerscope.peer.diffusers;

import java.util.Arrays;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;

/// The sigmas of the flow-matching schedulers.
///
/// The bounds of the default list are shifted when the scheduler is made and again when its list is: a shift other than 1
/// acts twice on the smallest sigma.
///
/// @param n    steps asked for
/// @param call arguments of `set_timesteps`
record FlowMatchSigmas(SchedulerConfig config, int n, Options call) {

    SigmaList list() {
        double[] sigmas = laddered(FlowShift.of(config, call).of(given()));
        double[] all = Arrays.copyOf(sigmas, sigmas.length + 1);
        int train = config.options().whole("num_train_timesteps", 1000);
        return new SigmaList(all, Arrays.stream(sigmas).map(s -> s * train).toArray(),
            LambdaPath.FLOW);
    }

    private double[] given() {
        int train = config.options().whole("num_train_timesteps", 1000);
        if (call.has("sigmas")) {
            return call.numbers("sigmas").orElseThrow();
        }
        if (call.has("timesteps")) {
            return Arrays.stream(call.numbers("timesteps").orElseThrow()).map(t -> t / train).toArray();
        }
        boolean dynamic = config.options().flag("use_dynamic_shifting", false);
        var shift = new FlowShift(Double.NaN, false, dynamic ? 1 : config.options().number("shift", 1), Double.NaN);
        double most = shift.of(1);
        double least = shift.of(1.0 / train);
        var sigmas = new double[n];
        Arrays.setAll(sigmas, i -> most + (least - most) * Ladder.ramp(i, n));
        return sigmas;
    }

    private double[] laddered(double[] sigmas) {
        return config.ladder(sigmas[sigmas.length - 1], sigmas[0], sigmas.length).orElse(sigmas);
    }
}
