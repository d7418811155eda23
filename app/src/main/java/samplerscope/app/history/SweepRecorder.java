package samplerscope.app.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import samplerscope.app.study.Labels;
import samplerscope.app.study.Services;
import samplerscope.history.FinishedRun;
import samplerscope.history.RunFacts;
import samplerscope.store.Executed;

/// Puts the runs of sweeps into the history, with their end alone: what was on the way is not kept of so many.
public final class SweepRecorder implements BiConsumer<Executed, Path> {

    private final Services services;
    private final HistoryDesk desk;
    private final BooleanSupplier wanted;

    /// @param wanted whether runs are to be kept now
    public SweepRecorder(Services services, HistoryDesk desk, BooleanSupplier wanted) {
        this.services = services;
        this.desk = desk;
        this.wanted = wanted;
    }

    /// On any thread.
    @Override
    public void accept(Executed executed, Path base) {
        if (wanted.getAsBoolean()) {
            var run = new FinishedRun(executed, base, Labels.ofStrategy(services.resolver().catalog(),
                executed.run().spec()), executed.file().environment().backend(), RunFacts.Source.WINDOW, Instant.now(),
                List.of());
            desk.change(history -> history.add(run).id(), _ -> {});
        }
    }
}
