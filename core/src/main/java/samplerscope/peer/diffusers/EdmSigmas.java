package samplerscope.peer.diffusers;

import java.util.Arrays;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;
import samplerscope.peer.UnknownOptionException;

/// The sigmas of the EDM schedulers, on the exploding path.
final class EdmSigmas {

    private EdmSigmas() {}

    static SigmaList list(Options options, int n, Options call) {
        if (call.has(SigmaList.ASSIGNED)) {
            return SigmaList.assigned(call, LambdaPath.EXPLODING, s -> s);
        }
        double min = options.number("sigma_min", 0.002);
        double max = options.number("sigma_max", 80);
        String kind = options.text("sigma_schedule", "karras");
        double[] sigmas = switch (kind) {
            case "karras" -> Ladder.karras(min, max, n, options.number("rho", 7));
            case "exponential" -> Ladder.exponential(min, max, n);
            default -> throw UnknownOptionException.of(options.owner(), "sigma_schedule", kind,
                "use karras or exponential");
        };
        double[] all = Arrays.copyOf(sigmas, n + 1);
        String last = options.text("final_sigmas_type", "zero");
        all[n] = switch (last) {
            case "zero" -> 0;
            case "sigma_min" -> sigmas[n - 1]; // the last step moves nothing
            default -> throw UnknownOptionException.of(options.owner(), "final_sigmas_type", last,
                "use zero or sigma_min");
        };
        return new SigmaList(all, sigmas, LambdaPath.EXPLODING);
    }
}
