package samplerscope.app.masked;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.Measurement;
import samplerscope.masked.measure.TaskTrial;

/// What a sampler came to over many sequences: its costs apart, and how good it was, by the law of a world or by the rules of
/// a task.
///
/// @param passes    of a sequence
/// @param rows      of a sequence
/// @param positions computed for a sequence
/// @param millis    of a sequence, sampler and model on one thread
/// @param law       against the law of a world; empty without one
/// @param wrong     share of wrong answers; empty without a task
record Measured(Mean passes, Mean rows, Mean positions, double millis, Optional<Measurement> law, Optional<Mean> wrong) {

    static Measured of(Measurement law, double millis) {
        return new Measured(law.passes(), law.rows(), law.positions(), millis, Optional.of(law), Optional.empty());
    }

    /// @param trials at least one
    static Measured of(List<TaskTrial> trials, double millis) {
        return new Measured(mean(trials, TaskTrial::passes), mean(trials, TaskTrial::rows), mean(trials,
            TaskTrial::positions), millis, Optional.empty(), Optional.of(mean(trials, t -> t.verdict().isRight() ? 0 : 1)));
    }

    private static Mean mean(List<TaskTrial> trials, ToDoubleFunction<TaskTrial> of) {
        return Mean.of(trials.stream().mapToDouble(of).toArray());
    }
}
