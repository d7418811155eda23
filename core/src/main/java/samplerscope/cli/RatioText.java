package samplerscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import samplerscope.metric.PathError;
import samplerscope.search.RatioResult;
import samplerscope.search.Teacher;
import samplerscope.spec.Json;
import samplerscope.spec.RunFileWriter;

/// Ratios and what they are worth, in words and in JSON.
final class RatioText {

    private RatioText() {}

    static String ratios(List<Double> ratios) {
        return "ratios " + ratios.stream().map(r -> String.format(Locale.ROOT, "%.4g", r))
            .collect(Collectors.joining(", "));
    }

    /// `64 noises held out: error 0.0465 +- 0.002 with ratios of 1, 0.0287 +- 0.001 with these (0.617 of it)`.
    static String errors(String noises, RatioResult.Errors errors) {
        return String.format(Locale.ROOT, "%d noises %s: error %s with ratios of 1, %s with these: %.3g of it; "
                + "%d samples end nearer", errors.before().perSample().length, noises,
            Summary.estimate(errors.before().rms()), Summary.estimate(errors.after().rms()), errors.factor(),
            errors.nearer());
    }

    /// What to think of ratios, by the noises that they were not fitted to.
    static String verdict(RatioResult.Errors heldOut) {
        return heldOut.factor() > 1
            ? "WORSE on noises that were not searched: leave the ratios out, or search on more points"
            : "better on noises that were not searched";
    }

    static String teacher(Teacher teacher) {
        return switch (teacher) {
            case AUTO -> "the teacher of the model";
            case CONVERGED -> "the converged path";
            case DDIM -> "fine DDIM";
        };
    }

    static Json.Obj json(RatioResult.Errors errors) {
        return Json.object().with("before", json(errors.before())).with("after", json(errors.after()))
            .with("factor", errors.factor()).with("nearer", errors.nearer())
            .with("noises", errors.before().perSample().length);
    }

    private static Json json(PathError error) {
        return RunFileWriter.estimate(error.rms());
    }
}
