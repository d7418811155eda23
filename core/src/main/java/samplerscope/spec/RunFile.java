package samplerscope.spec;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.SamplerscopeException;
import samplerscope.metric.Estimate;
import samplerscope.run.Outcome;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;

/// What is kept of a run: the spec that repeats it, what it ran on, and fingerprints of everything it produced.
///
/// The states themselves are not in it; the spec makes them again, and the fingerprints tell whether they are the same.
///
/// @param spec        what to run
/// @param environment what it ran on
/// @param plan        what was executed
/// @param modelFiles  SHA-256 of each file that the spec names, by the name in the spec
/// @param initial     the state before the first step
/// @param steps       the recorded steps, in order; fewer than planned when the run did not complete
/// @param ending      how it ended
/// @param metrics     what was measured, by metric id
public record RunFile(RunSpec.Denoise spec, Environment environment, PlanFacts plan, Map<String, String> modelFiles,
                      StateFacts initial, List<StepFacts> steps, Ending ending, Map<String, Estimate> metrics) {

    /// The format that this program writes.
    public static final int CURRENT_VERSION = 1;

    static final String KIND = "run";

    /// File names end like this.
    public static final String EXTENSION = ".run.json";

    public RunFile {
        modelFiles = Collections.unmodifiableMap(new TreeMap<>(modelFiles));
        steps = List.copyOf(steps);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /// @param program   version of this program
    /// @param backend   id of the backend
    /// @param precision `float32` or `float64`
    /// @param threads   host threads; never changes a result
    /// @param java      version of the runtime
    /// @param os        name, version and architecture
    public record Environment(String program, String backend, String precision, int threads, String java, String os) {

        static Environment of(Engine engine, Snapshot state) {
            return here(engine.provider().id(), state.precision().name().toLowerCase(Locale.ROOT), engine.threads());
        }

        /// This program on this machine.
        public static Environment here(String backend, String precision, int threads) {
            String os = "%s %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version"),
                System.getProperty("os.arch"));
            return new Environment(Program.VERSION, backend, precision, threads, System.getProperty("java.version"), os);
        }
    }

    /// @param sha256 of the canonical text of the plan; see {@link Fingerprint}
    /// @param nfe    network evaluations of the whole plan, guidance included
    /// @param levels of the grid, full precision
    public record PlanFacts(String sha256, int nfe, List<NoiseLevel> levels) {
        public PlanFacts {
            levels = List.copyOf(levels);
        }
    }

    /// @param sha256 of the numbers' bytes in the run's precision, little endian
    /// @param head   the first numbers of the state, to tell a rounding difference from a real one
    public record StateFacts(String sha256, List<Double> head) {
        public StateFacts {
            head = List.copyOf(head);
        }
    }

    /// @param step    index in the plan, from 0
    /// @param nfe     network evaluations so far, guidance included
    /// @param seconds wall time of the step
    /// @param state   after the step
    public record StepFacts(int step, int nfe, double seconds, StateFacts state) {}

    /// How the run ended.
    public sealed interface Ending {

        record Completed() implements Ending {}

        /// Stopped by somebody; the recorded steps are whole.
        record Cancelled() implements Ending {}

        /// Stopped by an error, in its two sentences; the recorded steps are whole.
        record Failed(String happened, String remedy) implements Ending {}

        /// In words of a file.
        static Ending of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Completed _ -> new Completed();
                case Outcome.Cancelled _ -> new Cancelled();
                case Outcome.Failed(var _, SamplerscopeException e) -> new Failed(e.happened(), e.remedy());
                case Outcome.Failed(var _, var cause) -> new Failed(cause.toString(),
                    "this is a mistake in the program; report it with this file");
            };
        }
    }

    /// @param modelFiles from {@link ModelFiles#checksums}
    public static RunFile of(Resolved run, Engine engine, Trajectory trajectory, Map<String, String> modelFiles,
                             Map<String, Estimate> metrics) {
        var recorder = new RunFileRecorder(run, engine, trajectory.initial());
        trajectory.records().forEach(recorder::add);
        return recorder.file(trajectory.outcome(), modelFiles, metrics);
    }

    /// The fingerprint of the state that the run reached.
    public StateFacts end() {
        return steps.isEmpty() ? initial : steps.getLast().state();
    }

    /// Wall time of the recorded steps.
    public double seconds() {
        return steps.stream().mapToDouble(StepFacts::seconds).sum();
    }

    /// The same run under other names of its files.
    public RunFile with(RunSpec.Denoise otherSpec, Map<String, String> otherModelFiles) {
        return new RunFile(otherSpec, environment, plan, otherModelFiles, initial, steps, ending, metrics);
    }
}
