package samplerscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import samplerscope.app.command.CommandPalette;
import samplerscope.app.devices.DevicesPage;
import samplerscope.app.diagnostics.Diagnostics;
import samplerscope.app.diagnostics.DiagnosticsPage;
import samplerscope.app.glossary.Glossary;
import samplerscope.app.glossary.GlossaryHelp;
import samplerscope.app.glossary.GlossaryPage;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.history.HistoryModel;
import samplerscope.app.history.HistoryPage;
import samplerscope.app.library.SolverLibrary;
import samplerscope.app.models.ModelPictures;
import samplerscope.app.models.ModelsPage;
import samplerscope.app.search.SearchModel;
import samplerscope.app.search.SearchPage;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.StudyModel;
import samplerscope.app.sweep.SweepModel;
import samplerscope.app.sweep.SweepPage;
import samplerscope.app.tour.BundledTours;
import samplerscope.app.tour.ToursPage;
import samplerscope.library.ExportTarget;
import samplerscope.peer.ScheduleExport;
import samplerscope.spec.Choice;
import samplerscope.spec.DeviceChoice;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.Program;
import samplerscope.spec.StepEdit;

/// The pages and cards that open above the window. Each closes with the overlay that shows it; what comes back as it was left
/// is made once.
public final class Pages {

    private static final int USUAL_STEPS = 10;

    private final Workbench bench;
    private final Overlay root;
    private final StudyModel study;
    private final Preferences preferences;
    private final FileChoice files;
    private final HistoryDesk history;
    private final Desk desk;
    private final SweepModel sweep;
    private final SearchModel search;
    private final ModelPictures modelPictures;
    private final Diagnostics diagnostics = new Diagnostics();
    private final GlossaryHelp glossary = new GlossaryHelp();
    private Optional<SweepPage> sweepPage = Optional.empty();
    /// Made when it is first asked for: most starts of the program do without.
    private Optional<SearchPage> searchPage = Optional.empty();

    Pages(Workbench bench, StudyModel study, Preferences preferences, FileChoice files, HistoryDesk history, Desk desk,
          SweepModel sweep, SearchModel search) {
        this.bench = bench;
        this.root = bench.overlay();
        this.study = study;
        this.preferences = preferences;
        this.files = files;
        this.history = history;
        this.desk = desk;
        this.sweep = sweep;
        this.search = search;
        this.modelPictures = new ModelPictures(study.services());
        search.phase().addListener((_, _, _) -> tellOfSearch());
    }

    /// Follows the window of a scene, and reads the words that it explains.
    void watch(Scene scene) {
        diagnostics.watch(scene);
        glossary.watch(scene);
        desk.read(program(Glossary.FILE), text -> glossary.use(Glossary.of(text)));
    }

    /// Opens the settings.
    void settings() {
        root.show(new SettingsCard(preferences, history, this::devices, root::close));
    }

    /// Opens the page of devices.
    public void devices() {
        root.show(new DevicesPage(preferences.devices(), this::gpuGuide, root::close));
    }

    /// Opens the page that says how the window is doing.
    public void diagnostics() {
        root.show(new DiagnosticsPage(diagnostics, () -> RunFacts.of(study, preferences), root::close));
    }

    /// Opens the page of models.
    public void models() {
        root.show(new ModelsPage(study.services(), preferences.recent(), preferences.used(), modelPictures, files,
            new ModelsPage.Window() {
                @Override
                public void use(Choice model) {
                    useModel(model);
                }

                @Override
                public void open(Path path) {
                    root.close();
                    desk.open(path);
                }

                @Override
                public void describe(Path network) {
                    desk.describe(network);
                }

                @Override
                public void close() {
                    root.close();
                }
            }));
    }

    /// One that still wants a file is chosen all the same: the setup asks for it.
    private void useModel(Choice choice) {
        root.close();
        if (ModelChoice.isMasked(choice)) {
            desk.useMasked(choice);
            return;
        }
        String words = "model " + choice.id();
        study.useModel(words, choice, e -> bench.report(Problem.of(e)));
    }

    /// Opens the compare grid; a sweep that runs goes on when the page is closed.
    public void sweep() {
        // One for the life of the window: it listens to the study, and comes back as it was left.
        if (sweepPage.isEmpty()) {
            sweepPage = Optional.of(new SweepPage(sweep, files, root::close));
        }
        if (sweepPage.get().getScene() == null) {
            root.show(sweepPage.get());
        }
    }

    /// Opens the page of runs that were kept.
    public void history() {
        var kept = new HistoryModel(history, study, preferences.history()::get);
        kept.onMasked(specs -> bench.masked().show(specs));
        root.show(new HistoryPage(kept, root::close));
    }

    /// Opens the search for schedules; a search goes on while its page is closed.
    public void searchSchedules() {
        if (searchPage.isEmpty()) {
            searchPage = Optional.of(searchPage());
        }
        searchPage.ifPresent(root::show);
    }

    private SearchPage searchPage() {
        return new SearchPage(search, files, new SearchDesk(study, desk, files, new SearchDesk.Window() {
            @Override
            public void show(ScheduleExport code) {
                showCode(code);
            }

            @Override
            public void editSchedule() {
                bench.editSchedule();
            }

            @Override
            public void toast(String words) {
                bench.toast(words);
            }

            @Override
            public void close() {
                root.close();
            }
        }));
    }

    /// Says that a search has ended to whoever has closed its page meanwhile.
    private void tellOfSearch() {
        boolean seen = searchPage.filter(page -> page.getScene() != null).isPresent();
        if (search.phase().get() == SearchModel.Phase.RESTED && !seen) {
            bench.toast("The search for a schedule has ended");
        }
    }

    /// Opens the page that explains the words of the window.
    public void glossary() {
        root.show(new GlossaryPage(glossary.glossary(), root::close));
    }

    /// Whether the glossary has been read.
    public boolean knowsWords() {
        return !glossary.glossary().entries().isEmpty();
    }

    private void gpuGuide() {
        desk.read(program(DeviceChoice.GUIDE), text -> root.show(Cards.document(DeviceChoice.GUIDE, text, root::close)));
    }

    private static Path program(String file) {
        return Path.of(System.getProperty("samplerscope.home", ".")).resolve(file);
    }

    /// Opens the library of solvers.
    public void solverLibrary() {
        library().begin();
    }

    /// Opens the library at the map of the unified space.
    public void familyMap() {
        library().showMap();
    }

    /// Opens the library at the samplers of published programs.
    public void publishedSamplers() {
        library().showPublished();
    }

    private SolverLibrary library() {
        var library = new SolverLibrary(study.services().resolver().catalog().solvers().all(),
            study.focusedLane().lane().get().spec().solvers().getFirst().id(),
            solver -> study.editSpec("solver " + solver.name(), "", false,
                s -> s.withSolvers(List.of(Choice.of(solver.id())))),
            solver -> study.edit("add lane " + solver.name(), s -> s.adding(
                s.focusedLane().spec().withSolvers(List.of(Choice.of(solver.id()))))),
            StepEdit.steps(study.focusedLane().lane().get().spec().grid(), study.services().resolver().catalog())
                .orElse(USUAL_STEPS), desk::addLane, root::close);
        root.show(library);
        return library;
    }

    /// Opens the list of tours.
    public void tours() {
        root.show(new ToursPage(BundledTours.all(study.services().resolver().catalog()), bench::guide, root::close));
    }

    /// The focused lane's sampler as a program for somebody else's software.
    void code(ExportTarget target) {
        desk.code(study.focusedLane(), target, this::showCode);
    }

    private void showCode(ScheduleExport made) {
        root.show(Cards.code("%s: %s".formatted(made.program(),
            made.sampler()), made.snippet(), () -> files.save("Save code", bench.fileName(study.focusedLane()) + ".py",
                List.of("py")).ifPresent(file -> desk.write(file, made.snippet(),
                    () -> bench.toast("Saved " + file.getFileName()))), root::close));
    }

    void palette() {
        var palette = new CommandPalette(bench.commands().all(), root::close);
        palette.setMaxSize(560, 420);
        root.show(palette);
        palette.begin();
    }

    void shortcuts() {
        root.show(Cards.shortcuts(bench.commands().all(), root::close));
    }

    void about() {
        root.show(Cards.message("Samplerscope", "A workbench for the samplers of generative models, with models whose "
            + "score is exact, so that every sampler's error is measured against the truth.\n\nVersion %s, Java %s, %s"
            .formatted(Program.VERSION, Runtime.version().feature(), System.getProperty("os.name")),
            root::close));
    }
}
