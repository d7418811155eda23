package samplerscope.app.history;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import samplerscope.SamplerscopeException;
import samplerscope.app.study.Services;
import samplerscope.history.FinishedMaskedRun;
import samplerscope.history.RunFacts;
import samplerscope.run.Progress;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ResolvedMasked;
import samplerscope.spec.RunSpec;
import samplerscope.store.MaskedExecuted;
import samplerscope.store.MaskedExecutor;

/// Puts runs of the masked lab into the history. The lab looks at single steps; what is kept is the run as the command line
/// makes it from the same spec, which is the same to the bit.
public final class MaskedRecorder implements Consumer<List<RunSpec.Unmask>> {

    private static final System.Logger LOG = System.getLogger(MaskedRecorder.class.getName());

    private final Services services;
    private final HistoryDesk desk;
    private final MaskedCatalog catalog;
    private final ExecutorService thread;
    private final BooleanSupplier wanted;

    /// @param thread where the runs are made again
    /// @param wanted whether runs are to be kept now
    public MaskedRecorder(Services services, HistoryDesk desk, MaskedCatalog catalog, ExecutorService thread,
                          BooleanSupplier wanted) {
        this.services = services;
        this.desk = desk;
        this.catalog = catalog;
        this.thread = thread;
        this.wanted = wanted;
    }

    /// Called on the FX thread.
    @Override
    public void accept(List<RunSpec.Unmask> specs) {
        if (wanted.getAsBoolean()) {
            specs.forEach(spec -> thread.execute(() -> keep(spec)));
        }
    }

    private void keep(RunSpec.Unmask spec) {
        try (ResolvedMasked run = ResolvedMasked.of(spec, catalog, services.base())) {
            MaskedExecuted executed = new MaskedExecutor(1, Progress.NONE).execute(run, MaskedExecutor.Measure.LAW);
            String name = "%s, %s".formatted(catalog.models().get(spec.model().id()).name(),
                catalog.samplers().get(spec.sampler().id()).name());
            var finished = new FinishedMaskedRun(executed, services.base(), name, RunFacts.Source.WINDOW, Instant.now());
            desk.change(history -> history.add(finished, catalog).id(), _ -> {});
        } catch (SamplerscopeException e) {
            LOG.log(System.Logger.Level.WARNING, "a run of the masked lab was not kept", e);
        }
    }
}
