package samplerscope.history;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samplerscope.metric.Estimate;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunSpec;
import samplerscope.store.MaskedMetrics;
import samplerscope.store.RunExecutor;

/// What is known of a run without its arrays.
///
/// @param name      solvers and grid in words
/// @param model     id
/// @param solvers   ids in the order of the steps, each once; of masked diffusion the sampler
/// @param grid      id; empty for masked diffusion
/// @param schedule  id; empty for masked diffusion
/// @param steps     taken
/// @param nfe       network evaluations spent, guidance included; passes of the sequence that took most
/// @param error     at the end, against the reference, or the path-KL of masked diffusion; empty where none was measured,
///                  or not yet
/// @param seconds   wall time of the steps
/// @param backend   id
/// @param device    what computed it, in words
/// @param precision `float32` or `float64`
/// @param threads   host threads
/// @param problem   why it failed, in its two sentences; empty otherwise
/// @param program   version of this program
/// @param family    what kind of diffusion
/// @param metrics   what else was measured of masked diffusion, by id; see {@link MaskedMetrics}
public record RunFacts(String name, String model, List<String> solvers, String grid, String schedule, long seed,
                       int samples, int steps, int nfe, Optional<Estimate> error, double seconds, String backend,
                       String device, String precision, int threads, Status status, String problem, String program,
                       Source source, Family family, Map<String, Estimate> metrics) {

    public enum Family { DENOISE, MASKED }

    public enum Status { DONE, PARTIAL, FAILED }

    /// Who asked for the run.
    public enum Source { WINDOW, COMMAND }

    public RunFacts {
        solvers = List.copyOf(solvers);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /// Of continuous diffusion.
    public RunFacts(String name, String model, List<String> solvers, String grid, String schedule, long seed, int samples,
                    int steps, int nfe, Optional<Estimate> error, double seconds, String backend, String device,
                    String precision, int threads, Status status, String problem, String program, Source source) {
        this(name, model, solvers, grid, schedule, seed, samples, steps, nfe, error, seconds, backend, device, precision,
            threads, status, problem, program, source, Family.DENOISE, Map.of());
    }

    static RunFacts of(MaskedRunFile file, String name, Source source) {
        RunSpec.Unmask spec = file.spec();
        RunFile.Environment on = file.environment();
        return new RunFacts(name, spec.model().id(), List.of(spec.sampler().id()), "", "", spec.seed(), spec.samples(),
            file.steps().size(), file.nfe(), Optional.ofNullable(file.metrics().get(MaskedMetrics.PATH_KL)), file.seconds(),
            on.backend(), "CPU", on.precision(), on.threads(), status(file.ending()), problem(file.ending()), on.program(),
            source, Family.MASKED, file.metrics());
    }

    static RunFacts of(RunFile file, String name, String device, Source source) {
        RunSpec.Denoise spec = file.spec();
        RunFile.Environment on = file.environment();
        boolean begun = !file.steps().isEmpty();
        return new RunFacts(name, spec.model().id(), spec.solvers().stream().map(Choice::id).distinct().toList(),
            spec.grid().id(), spec.schedule().id(), spec.seed(), spec.samples(),
            begun ? file.steps().getLast().step() + 1 : 0, begun ? file.steps().getLast().nfe() : 0, error(file),
            file.seconds(), on.backend(), device, on.precision(), on.threads(), status(file.ending()),
            problem(file.ending()), on.program(), source);
    }

    private static String problem(RunFile.Ending ending) {
        return ending instanceof RunFile.Ending.Failed(String happened, String remedy) ? happened + "; " + remedy : "";
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
