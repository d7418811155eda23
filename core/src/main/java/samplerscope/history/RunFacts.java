package samplerscope.history;

import java.util.List;
import java.util.Optional;
import samplerscope.metric.Estimate;
import samplerscope.spec.Choice;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunSpec;
import samplerscope.store.RunExecutor;

/// What is known of a run without its arrays.
///
/// @param name      solvers and grid in words
/// @param model     id
/// @param solvers   ids in the order of the steps, each once
/// @param grid      id
/// @param schedule  id
/// @param steps     taken
/// @param nfe       network evaluations spent, guidance included
/// @param error     at the end, against the reference; empty where none was measured, or not yet
/// @param seconds   wall time of the steps
/// @param backend   id
/// @param device    what computed it, in words
/// @param precision `float32` or `float64`
/// @param threads   host threads
/// @param problem   why it failed, in its two sentences; empty otherwise
/// @param program   version of this program
public record RunFacts(String name, String model, List<String> solvers, String grid, String schedule, long seed,
                       int samples, int steps, int nfe, Optional<Estimate> error, double seconds, String backend,
                       String device, String precision, int threads, Status status, String problem, String program,
                       Source source) {

    public enum Status { DONE, PARTIAL, FAILED }

    /// Who asked for the run.
    public enum Source { WINDOW, COMMAND }

    public RunFacts {
        solvers = List.copyOf(solvers);
    }

    static RunFacts of(RunFile file, String name, String device, Source source) {
        RunSpec.Denoise spec = file.spec();
        RunFile.Environment on = file.environment();
        boolean begun = !file.steps().isEmpty();
        String problem = file.ending() instanceof RunFile.Ending.Failed(String happened, String remedy)
            ? happened + "; " + remedy : "";
        return new RunFacts(name, spec.model().id(), spec.solvers().stream().map(Choice::id).distinct().toList(),
            spec.grid().id(), spec.schedule().id(), spec.seed(), spec.samples(),
            begun ? file.steps().getLast().step() + 1 : 0, begun ? file.steps().getLast().nfe() : 0, error(file),
            file.seconds(), on.backend(), device, on.precision(), on.threads(), status(file.ending()), problem,
            on.program(), source);
    }

    private static Optional<Estimate> error(RunFile file) {
        return Optional.ofNullable(file.metrics().get(RunExecutor.PATH_ERROR));
    }

    private static Status status(RunFile.Ending ending) {
        return switch (ending) {
            case RunFile.Ending.Completed _ -> Status.DONE;
            case RunFile.Ending.Cancelled _ -> Status.PARTIAL;
            case RunFile.Ending.Failed _ -> Status.FAILED;
        };
    }

    /// Wall time of one network evaluation, in milliseconds; NaN where there was none.
    public double millisPerEvaluation() {
        return nfe == 0 ? Double.NaN : seconds * 1e3 / nfe;
    }
}
