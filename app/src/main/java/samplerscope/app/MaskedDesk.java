package samplerscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.history.MaskedRecorder;
import samplerscope.app.kit.Courtesy;
import samplerscope.app.masked.LabModel;
import samplerscope.app.masked.LabWindow;
import samplerscope.app.masked.MaskedLabPage;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.Services;
import samplerscope.masked.MaskedModel;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.RunSpec;

/// The masked lab in the window: made when it is first asked for, and then kept as it was left.
public final class MaskedDesk implements AutoCloseable {

    private final Services services;
    private final FileChoice files;
    private final Desk desk;
    private final Overlay overlay;
    private final Consumer<String> toast;
    private final HistoryDesk history;
    private final BooleanSupplier kept;
    private final OwnModels own;
    private final Consumer<Choice> used;
    private static final int MOST_LANES = 6;

    private final ExecutorService keeping = Executors.newSingleThreadExecutor(Courtesy.threads("masked-history"));
    private Optional<LabModel> model = Optional.empty();
    private Optional<MaskedLabPage> page = Optional.empty();

    /// @param toast says in passing what was done
    /// @param kept  whether runs go into the history now
    /// @param own   the user's models
    /// @param used  hears which of them were opened
    MaskedDesk(Services services, FileChoice files, Desk desk, Overlay overlay, Consumer<String> toast,
               HistoryDesk history, BooleanSupplier kept, OwnModels own, Consumer<Choice> used) {
        this.services = services;
        this.files = files;
        this.desk = desk;
        this.overlay = overlay;
        this.toast = toast;
        this.history = history;
        this.kept = kept;
        this.own = own;
        this.used = used;
    }

    /// Opens the page; a run goes on while it is closed.
    public void show() {
        if (page().getScene() == null) {
            overlay.show(page());
        }
    }

    /// Opens the page with runs, one lane each. Lanes share model, canvas and seed, so runs that differ in those from the
    /// first are left out, and that is said.
    ///
    /// @param specs at least one
    public void show(List<RunSpec.Unmask> specs) {
        show();
        RunSpec.Unmask first = specs.getFirst();
        List<RunSpec.Unmask> alike = specs.stream().filter(s -> s.withSampler(first.sampler()).equals(first)).toList();
        model().show(first, alike.stream().skip(1).map(RunSpec.Unmask::sampler).distinct().limit(MOST_LANES - 1).toList(), 0);
        if (alike.size() < specs.size()) {
            toast.accept("%d of %d runs are of another model, canvas or seed".formatted(specs.size() - alike.size(), specs.size()));
        }
    }

    /// Opens the page with a model that is open already; it is closed with the lab.
    void use(Choice choice, MaskedModel open) {
        show();
        model().bring(choice, open);
    }

    /// Opens the page at a tour.
    public void guide(String tour) {
        show();
        page().guide(tour);
    }

    /// What the lab shows.
    public LabModel model() {
        if (model.isEmpty()) {
            MaskedCatalog catalog = MaskedCatalog.standard();
            var made = new LabModel(catalog, services.base());
            made.keep(new MaskedRecorder(services, history, catalog, keeping, kept));
            made.onUsed(choice -> {
                if (OwnModels.isOwn(choice)) {
                    used.accept(choice);
                }
            });
            model = Optional.of(made);
        }
        return model.get();
    }

    private MaskedLabPage page() {
        if (page.isEmpty()) {
            page = Optional.of(new MaskedLabPage(model(), files, own, new LabWindow() {
                @Override
                public void write(Path file, String text) {
                    desk.write(file, text, () -> toast.accept("Saved " + file.getFileName()));
                }

                @Override
                public void use(Choice choice) {
                    desk.useMasked(choice);
                }

                @Override
                public void close() {
                    overlay.close();
                }
            }));
        }
        return page.get();
    }

    @Override
    public void close() {
        model.ifPresent(LabModel::close);
        keeping.shutdownNow();
    }
}
