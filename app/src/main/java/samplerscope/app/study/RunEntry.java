package samplerscope.app.study;

import java.time.Instant;
import java.util.Optional;
import samplerscope.metric.PathError;
import samplerscope.spec.RunSpec;

/// One finished run: a row of the run table.
///
/// @param id      counts up; never reused
/// @param label   solver, NFE and grid in words
/// @param style   colour of the lane that ran it
/// @param steps   steps taken
/// @param nfe     network evaluations spent
/// @param error   distance of the last comparable frame to the reference; empty for stochastic runs, and until known
/// @param seconds wall time of the steps
/// @param backend what computed it
public record RunEntry(int id, String label, String model, int style, RunSpec.Denoise spec, int steps, int nfe,
                       Optional<PathError> error, double seconds, String backend, Instant at, Status status) {

    public enum Status { DONE, PARTIAL, FAILED }

    RunEntry withError(PathError measured) {
        return new RunEntry(id, label, model, style, spec, steps, nfe, Optional.of(measured), seconds, backend, at, status);
    }
}
