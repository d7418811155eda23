package samplerscope.app.study;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import samplerscope.SamplerscopeException;
import samplerscope.tensor.DeviceException;

/// Where a lane is in its life.
public sealed interface LaneState {

    /// Never run, or edited since; `problem` says in two sentences why it cannot run, when it cannot.
    record Draft(Optional<Problem> problem) implements LaneState {}

    /// Loading the model, drawing the noise.
    record Preparing() implements LaneState {}

    record Running() implements LaneState {}

    record Paused() implements LaneState {}

    record Done(double seconds) implements LaneState {}

    /// Stopped by the user; what was recorded stays and can be saved.
    record Cancelled() implements LaneState {}

    record Failed(Problem problem) implements LaneState {}

    /// @param happened one sentence
    /// @param remedy   one sentence
    /// @param details  for a clipboard: kind of error and where it came from
    /// @param way      what the window can do about it
    record Problem(String happened, String remedy, String details, Way way) {

        /// A way out that is one click away.
        public enum Way { NONE, RUN_ON_CPU }

        public Problem(String happened, String remedy, String details) {
            this(happened, remedy, details, Way.NONE);
        }

        /// What a device failed at is told in the device's own words, however deep they lie.
        public static Problem of(Throwable cause) {
            return DeviceException.in(cause)
                .map(e -> new Problem(e.happened(), e.remedy(), stack(cause), Way.RUN_ON_CPU)).orElseGet(() -> ofOther(cause));
        }

        private static Problem ofOther(Throwable cause) {
            return switch (cause) {
                case SamplerscopeException e ->
                    new Problem(e.happened(), e.remedy(), e.getClass().getSimpleName() + ": " + e.getMessage());
                case OutOfMemoryError e -> new Problem("there is not enough memory for this run",
                    "use fewer samples, or record fewer of them", e.toString());
                default -> new Problem("an unexpected error stopped this: " + cause,
                    "copy the details and report them", stack(cause));
            };
        }

        private static String stack(Throwable cause) {
            var text = new StringWriter();
            cause.printStackTrace(new PrintWriter(text));
            return text.toString();
        }
    }

    /// Whether a device failed at it and the CPU could do the same.
    default boolean couldRunOnCpu() {
        return this instanceof Failed(Problem problem) && problem.way() == Problem.Way.RUN_ON_CPU;
    }

    default boolean isActive() {
        return this instanceof Preparing || this instanceof Running || this instanceof Paused;
    }
}
