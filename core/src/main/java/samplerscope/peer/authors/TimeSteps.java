package samplerscope.peer.authors;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;

import java.util.ArrayList;
import java.util.function.DoubleFunction;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
import samplerscope.schedule.VpCosine;
import samplerscope.schedule.VpLinear;

/// The levels that a program of this family visits: `n` intervals from `t_start` to `t_end`, even in some clock.
///
/// @param path  noise schedule in continuous time
/// @param start noisiest time
/// @param end   last time, `> 0`
record TimeSteps(NoiseSchedule path, double start, double end) {

    /// Where these programs stop unless they are told otherwise, on every schedule.
    private static final double LAST = 1e-3;
    /// Exponent of the EDM steps.
    private static final double EDM = 7;

    /// By the name of a run's schedule and its options `t_start` and `t_end`.
    static TimeSteps of(RecordedRun run) {
        NoiseSchedule path = path(run);
        return new TimeSteps(path, run.options().number("t_start", path.startTime()),
            run.options().number("t_end", LAST));
    }

    /// The same for a program that leaves out training steps below a lambda and stops where its table begins.
    static TimeSteps cut(RecordedRun run, double lambda) {
        NoiseSchedule path = path(run) instanceof DiscreteVp table ? table.without(lambda) : path(run);
        double last = path instanceof DiscreteVp ? path.endTime() : LAST;
        return new TimeSteps(path, run.options().number("t_start", path.startTime()),
            run.options().number("t_end", last));
    }

    /// A part of the run, in the same clock.
    TimeSteps part(NoiseLevel from, NoiseLevel to) {
        return new TimeSteps(path, from.time(), to.time());
    }

    private static NoiseSchedule path(RecordedRun run) {
        return switch (run.schedule()) {
            case "S1" -> DiscreteVp.linear(1000, 1e-4, 0.02);
            case "S2" -> DiscreteVp.scaledLinear(1000, 0.00085, 0.012);
            case "S3" -> DiscreteVp.cosine(1000);
            case "S4" -> new VarianceExploding(0.002, 80);
            case "S6" -> new VpLinear(0.1, 20);
            case "S7" -> new VpCosine(0.008);
            default -> throw UnknownOptionException.of(run.sampler(), "schedule", run.schedule(),
                "use S1, S2, S3, S4, S6 or S7");
        };
    }

    /// @param n intervals, `>= 1`
    TimeGrid grid(Options options, int n) {
        String skip = options.text("skip_type", "time_uniform");
        return switch (skip) {
            case "time_uniform" -> even(n, start, end, path::at);
            case "time_quadratic" -> even(n, pow(start, 0.5), pow(end, 0.5), root -> path.at(root * root));
            case "logSNR" -> even(n, path.at(start).lambda(), path.at(end).lambda(), path::atLambda);
            case "edm" -> even(n, pow(start, 1 / EDM), pow(end, 1 / EDM), root -> path.atLambda(-EDM * log(root)));
            default -> throw UnknownOptionException.of(options.owner(), "skip_type", skip,
                "use time_uniform, time_quadratic, logSNR or edm");
        };
    }

    private static TimeGrid even(int n, double first, double last, DoubleFunction<NoiseLevel> at) {
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= n; i++) {
            levels.add(at.apply(((n - i) * first + i * last) / n));
        }
        return new TimeGrid(levels);
    }
}
