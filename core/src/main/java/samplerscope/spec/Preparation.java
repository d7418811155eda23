package samplerscope.spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import samplerscope.run.OutOfMemoryException;
import samplerscope.run.Progress;

/// A spec that is being resolved on a thread of its own: what its solvers and grid want to know of the model may take
/// minutes to measure. All methods may be called from any thread and return at once.
public final class Preparation implements AutoCloseable {

    private final CompletableFuture<Resolved> result = new CompletableFuture<>();
    private final Thread worker;
    private volatile Optional<State> state = Optional.empty();

    /// Where it stands, as {@link Progress} tells it.
    public record State(String stage, int done, int total) {}

    private Preparation(Resolver resolver, RunSpec.Denoise spec, Path base) {
        worker = Thread.ofPlatform().daemon().name("preparation").unstarted(() -> work(resolver, spec, base));
    }

    static Preparation start(Resolver resolver, RunSpec.Denoise spec, Path base) {
        var preparation = new Preparation(resolver, spec, base);
        preparation.worker.start();
        return preparation;
    }

    private void work(Resolver resolver, RunSpec.Denoise spec, Path base) {
        try {
            result.complete(resolver.resolve(spec, base,
                (stage, done, total) -> state = Optional.of(new State(stage, done, total))));
        } catch (OutOfMemoryError e) {
            result.completeExceptionally(new OutOfMemoryException(e));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        } catch (Error e) {
            result.completeExceptionally(e); // a mistake in the program: nobody may wait for it for ever
            throw e;
        }
    }

    /// What is being measured; empty before anything is.
    public Optional<State> state() {
        return state;
    }

    /// Completes on the thread of the work, with what {@link Resolver#resolve} returns or throws;
    /// {@link java.util.concurrent.CancellationException} after {@link #close}.
    public CompletableFuture<Resolved> result() {
        return result;
    }

    /// Cancels within one evaluation of the model. What was finished is kept for the next one who asks.
    @Override
    public void close() {
        worker.interrupt();
    }
}
