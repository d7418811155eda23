package samplerscope.app.study;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import samplerscope.spec.Preparation;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunSpec;

/// A lane's spec on its way to a plan. Short for most specs; grids and solvers that ask the model first may take minutes.
///
/// What it says of itself changes without notice: whoever shows it looks again. Belongs to the FX thread.
public final class LanePreparation {

    private final Preparation work;
    private final long began = System.nanoTime();
    private boolean cancelled;

    private LanePreparation(Preparation work) {
        this.work = work;
    }

    static LanePreparation begin(RunSpec.Denoise spec, Services services) {
        return new LanePreparation(services.resolver().prepare(spec, services.base()));
    }

    /// Completes on a thread of its own; exceptionally with {@link java.util.concurrent.CancellationException} once
    /// cancelled.
    CompletableFuture<Resolved> result() {
        return work.result();
    }

    /// What is being measured of the model; empty before anything is.
    public Optional<Preparation.State> state() {
        return work.state();
    }

    public double seconds() {
        return (System.nanoTime() - began) * 1e-9;
    }

    /// Stops it within one evaluation of the model.
    public void cancel() {
        cancelled = true;
        work.close();
    }

    /// Whether somebody has stopped it, even if it has not noticed yet.
    boolean isCancelled() {
        return cancelled;
    }
}
