package samplerscope.app.sweep;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.sweep.KeptSweep;
import samplerscope.sweep.SweepCache;
import samplerscope.sweep.SweepStore;

/// The sweeps that outlive the program, as the window reaches them: away from the FX thread. What goes wrong with files is
/// told, and stops no sweep.
final class SweepFiles {

    private final SweepStore store;
    private final BooleanSupplier keeps;
    private final Executor background;
    private final SweepCache cache;
    private final ReadOnlyObjectWrapper<List<KeptSweep>> earlier = new ReadOnlyObjectWrapper<>(this, "earlier", List.of());
    private final ReadOnlyObjectWrapper<Optional<Problem>> trouble =
        new ReadOnlyObjectWrapper<>(this, "trouble", Optional.empty());

    /// @param keeps whether sweeps are to outlive the program, asked on any thread
    SweepFiles(SweepStore store, BooleanSupplier keeps, Executor background) {
        this.store = store;
        this.keeps = keeps;
        this.background = background;
        this.cache = new SweepCache(store.cells(), keeps);
    }

    SweepCache cache() {
        return cache;
    }

    /// The newest first; empty until {@link #look}.
    ReadOnlyObjectProperty<List<KeptSweep>> earlier() {
        return earlier.getReadOnlyProperty();
    }

    /// Why a sweep will not outlive the program; empty when all is well.
    ReadOnlyObjectProperty<Optional<Problem>> trouble() {
        return trouble.getReadOnlyProperty();
    }

    /// Looks for what is there, in the background.
    void look() {
        change(() -> { });
    }

    /// Takes a sweep off the list.
    void forget(KeptSweep sweep) {
        change(() -> store.forget(sweep));
    }

    private void change(Runnable work) {
        background.execute(() -> trying(() -> {
            work.run();
            List<KeptSweep> all = store.all();
            Platform.runLater(() -> earlier.set(all));
        }));
    }

    /// Keeps a plan, on the thread of its sweep and before the first cell: whatever ends the program, it can be found again.
    void keep(KeptSweep sweep) {
        if (keeps.getAsBoolean()) {
            trying(() -> {
                store.keep(sweep);
                store.cells().prune(SweepStore.MOST_BYTES);
            });
            look();
        }
    }

    /// Tells of cells that could not be written. On the FX thread.
    void hear() {
        cache.trouble().ifPresent(e -> trouble.set(Optional.of(Problem.of(e))));
    }

    private void trying(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            Platform.runLater(() -> trouble.set(Optional.of(Problem.of(e))));
        }
    }
}
