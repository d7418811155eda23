package samplerscope.app.history;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.history.History;
import samplerscope.history.HistoryPlace;
import samplerscope.spec.Catalog;

/// The history as the window reaches it: away from the FX thread, opened when it is first needed.
///
/// What changes the history is done in order by one thread; another one looks things up meanwhile. A history that
/// cannot be used is a {@link #trouble}; runs go on without it.
public final class HistoryDesk implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HistoryDesk.class.getName());
    /// A run that has ended is worth waiting for at the end of the program.
    private static final long PATIENCE_SECONDS = 20;

    private final HistoryPlace place;
    private final Catalog catalog;
    private final ExecutorService changing = thread("history");
    private final ExecutorService looking = thread("history-look");
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes", 0);
    private final ReadOnlyObjectWrapper<Optional<Problem>> trouble =
        new ReadOnlyObjectWrapper<>(this, "trouble", Optional.empty());
    private Optional<History> history = Optional.empty();

    public HistoryDesk(HistoryPlace place, Catalog catalog) {
        this.place = place;
        this.catalog = catalog;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(name).priority(Thread.NORM_PRIORITY - 1).factory());
    }

    /// Where it lies; what else is kept for the user lies beside it.
    public HistoryPlace place() {
        return place;
    }

    /// Counts changes made through this desk, so that a view knows when to look again.
    public ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /// Why the history cannot be used, or what had to be repaired; empty when all is well.
    public ReadOnlyObjectProperty<Optional<Problem>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// Changes something, after all that was asked for before.
    ///
    /// @param then called on the FX thread with the result; not at all when it failed, which becomes a trouble
    public <T> void change(Function<History, T> work, Consumer<T> then) {
        submit(changing, work, result -> {
            trouble.set(Optional.empty());
            changes.set(changes.get() + 1);
            then.accept(result);
        }, problem -> trouble.set(Optional.of(problem)));
    }

    /// Looks something up.
    ///
    /// @param then      called on the FX thread with the result
    /// @param otherwise called on the FX thread when it failed
    public <T> void look(Function<History, T> work, Consumer<T> then, Consumer<Problem> otherwise) {
        submit(looking, work, then, otherwise);
    }

    private <T> void submit(ExecutorService thread, Function<History, T> work, Consumer<T> then,
                            Consumer<Problem> otherwise) {
        try {
            thread.submit(() -> {
                try {
                    T result = work.apply(opened());
                    Platform.runLater(() -> then.accept(result));
                } catch (RuntimeException | OutOfMemoryError e) {
                    Platform.runLater(() -> otherwise.accept(Problem.of(e)));
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "asked after the end", e);
        }
    }

    private synchronized History opened() {
        if (history.isEmpty()) {
            History opened = History.open(place, catalog);
            history = Optional.of(opened);
            if (!opened.remarks().isEmpty()) {
                var repaired = new Problem(opened.remarks().getFirst(), String.join("; ",
                    opened.remarks().subList(1, opened.remarks().size())), String.join("\n", opened.remarks()));
                Platform.runLater(() -> trouble.set(Optional.of(repaired)));
            }
        }
        return history.get();
    }

    /// Does what was asked for and closes the history. Waits, but not for ever.
    @Override
    public void close() {
        changing.shutdown();
        looking.shutdownNow();
        try {
            boolean done = changing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                & looking.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!done) {
                LOG.log(System.Logger.Level.WARNING, "the history was not finished in time");
                return; // closing it under a thread that writes would be worse than leaving it to the next start
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            history.ifPresent(History::close);
            history = Optional.empty();
        }
    }
}
