package samplerscope.app;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.anatomy.AnatomyPane;
import samplerscope.app.chart.ChartSave;
import samplerscope.app.chart.ErrorCharts;
import samplerscope.app.chart.Pictures;
import samplerscope.app.command.Menus;
import samplerscope.app.export.ExportDialog;
import samplerscope.app.export.Exports;
import samplerscope.app.flow.LaneGrid;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.history.HistoryRecorder;
import samplerscope.app.history.SweepRecorder;
import samplerscope.app.image.Filmstrip;
import samplerscope.app.inspector.InspectorPane;
import samplerscope.app.inversion.InversionPane;
import samplerscope.app.network.NetworkDialog;
import samplerscope.app.network.NetworkDraft;
import samplerscope.app.probe.ProbesPane;
import samplerscope.app.runs.RunsPane;
import samplerscope.app.schedule.SchedulePane;
import samplerscope.app.search.SearchModel;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.setup.SetupPane;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.OwnModels;
import samplerscope.app.study.StudyModel;
import samplerscope.app.sweep.SweepModel;
import samplerscope.app.theme.Theme;
import samplerscope.app.timeline.TimelineBar;
import samplerscope.app.tour.TourModel;
import samplerscope.app.tour.TourPanel;
import samplerscope.model.data.DataFiles;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.RunFile;
import samplerscope.spec.Tour;
import samplerscope.sweep.SweepStore;

/// The window's content: setup, canvas, charts, inspector, timeline, run table and status, and the cards above them.
public final class Workbench {

    private static final double SETUP_WIDTH = 300;
    private static final double INSPECTOR_WIDTH = 310;
    /// Below this the run table starts as one line, so that lanes and charts keep their room.
    private static final double TALL = 860;

    private final StudyModel study;
    private final Preferences preferences;
    private final FileChoice files;
    private final HistoryDesk history;
    private final Desk desk;
    private final Commands commands;
    private final Overlay root;
    private final ScrollPane setup;
    private final LaneGrid lanes;
    private final ErrorCharts charts;
    private final Runnable editSchedule;
    private final Runnable anatomy;
    private final InspectorPane inspector;
    private final RunsPane runs;
    private final Pages pages;
    private final SweepModel sweep;
    private final TourModel tours;
    private final TourPanel tourPanel;
    /// Whether the inspector comes back when a tour or a presentation is over.
    private boolean inspectorOtherwise;
    private final Presenter presenter;
    private final SearchModel search;
    private final MaskedDesk masked;
    private boolean hadProbes;
    private final BorderPane frame = new BorderPane();
    private final SplitPane canvas = new SplitPane();
    private final Arrangement arrangement = new Arrangement();

    /// @param history where finished runs go, as long as the preferences say so; closed by whoever made it
    public Workbench(StudyModel study, Preferences preferences, FileChoice files, HistoryDesk history) {
        this.study = study;
        this.preferences = preferences;
        this.files = files;
        this.history = history;
        study.log().listen(new HistoryRecorder(study.services(), history, preferences.history()::get));
        this.desk = new Desk(study, this::report, this::showMessage, this::describe, this::guide,
            preferences.files());
        this.sweep = new SweepModel(study, new SweepRecorder(study.services(), history, preferences.history()::get),
            new SweepStore(history.place().root().resolveSibling("sweeps"), study.services().resolver().catalog()),
            preferences.history()::get);
        this.search = new SearchModel(study.services(), history.place().root().resolveSibling("searches"));
        // Once: the next run that cannot be kept has the same reason.
        history.trouble().addListener((_, before, now) -> now.filter(_ -> before.isEmpty()).ifPresent(this::report));
        this.root = new Overlay(frame);
        this.pages = new Pages(this, study, preferences, files, history, desk, sweep, search);
        this.runs = new RunsPane(study);
        this.commands = new Commands(study, this, preferences);
        this.setup = side(new SetupPane(study, files, preferences.recent(), desk::describe, pages::models), SETUP_WIDTH);
        setup.setId("setup-scroll");
        this.lanes = new LaneGrid(study, this::laneMenu);
        this.charts = new ErrorCharts(study);
        this.editSchedule = charts.beside("schedule-tab", "Schedule",
            "The levels and solvers of the focused lane, to edit by hand", this::schedulePane);
        Runnable probes = charts.beside("probes-tab", "Probes", "Where probes end in every lane",
            () -> new ProbesPane(study));
        study.probes().changes().addListener((_, _, _) -> showProbes(probes));
        this.anatomy = charts.beside("anatomy-tab", "Anatomy",
            "Which step made which part of the error, where it is, and how stable each step is",
            () -> new AnatomyPane(study));
        Runnable roundTrip = charts.beside("trip-tab", "Round trip", "Data encoded by the solvers run backwards, and back",
            () -> new InversionPane(study));
        study.inversions().shown().addListener((_, _, shown) -> {
            if (shown) {
                roundTrip.run();
            }
        });
        charts.onExport(_ -> export());
        charts.dataFrom(() -> preferences.recent().choices().stream()
                .filter(c -> ModelChoice.DATA_FAMILIES.contains(c.id())).map(OwnModels::file).toList(),
            () -> files.open("Data to compare with", DataFiles.extensions()), () -> files.folder("Pictures to compare with"));
        study.eachLane(lane -> lane.planned().addListener((_, _, plan) -> plan.ifPresent(
            run -> remember(run.spec().model()))));
        this.inspector = new InspectorPane(study);
        this.tours = new TourModel(study);
        this.tourPanel = new TourPanel(tours);
        this.masked = new MaskedDesk(study.services(), files, desk, root, this::toast, history,
            preferences.history()::get, preferences.recent(), this::remember);
        desk.onMasked(spec -> masked.show(List.of(spec)));
        desk.onMaskedModel(masked::use);
        this.presenter = layOut();
        followTours();
    }

    private SchedulePane schedulePane() {
        var schedule = new SchedulePane(study, files);
        schedule.onPaste(card -> {
            card.onClose(root::close);
            root.show(card);
        });
        return schedule;
    }

    private void remember(Choice model) {
        preferences.recent().used(model, study.services().base());
        preferences.used().used(model, study.services().base());
    }

    /// Dressed, with keys and drag and drop.
    public Scene scene(double width, double height) {
        runs.setOpen(height >= TALL);
        var scene = new Scene(root, width, height);
        Theme.style(scene);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::turnPages); // both before the keys of commands
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::turnTour);
        Menus.keys(scene, commands.all());
        pages.watch(scene);
        arrangement.restore(preferences.layout());
        root.addEventHandler(ChartSave.SAVE, this::save);
        scene.setOnDragOver(this::dragOver);
        scene.setOnDragDropped(this::dropped);
        return scene;
    }

    Desk desk() {
        return desk;
    }

    Commands commands() {
        return commands;
    }

    Arrangement arrangement() {
        return arrangement;
    }

    /// Whether a card stands above the window.
    boolean isCovered() {
        return root.isOpen();
    }

    private Presenter layOut() {
        inspector.setPrefWidth(INSPECTOR_WIDTH);
        inspector.setMinWidth(260);
        var look = new LookBar(study);
        var stage = new VBox(look, lanes, new Filmstrip(study));
        VBox.setVgrow(lanes, Priority.ALWAYS);
        canvas.getItems().setAll(stage, charts);
        canvas.setOrientation(Orientation.VERTICAL);
        canvas.setDividerPositions(0.62);
        canvas.setId("canvas");
        MenuBar menus = Menus.bar(commands.all());
        Menus.after(menus, "menu-file-open-folder", preferences.files().menu(desk::open));
        frame.setTop(new VBox(menus, bar()));
        frame.setLeft(setup);
        frame.setCenter(canvas);
        frame.setRight(inspector);
        var status = new StatusBar(study, preferences, commands.get("view.devices"), commands.get("view.diagnostics"));
        frame.setBottom(new VBox(new TimelineBar(study), runs, status));
        frame.setId("shell");
        arrange();
        return new Presenter(root, frame, List.of(frame.getTop(), look, runs, status), this::rightSide, tours,
            study.playback());
    }

    /// What is as it was when the program starts again. In a tour or a presentation the right side is theirs.
    private void arrange() {
        arrangement.part("canvas", () -> String.valueOf(canvas.getDividerPositions()[0]),
            share -> share(share).ifPresent(canvas::setDividerPositions));
        arrangement.part("chart", charts::front, charts::bringToFront);
        arrangement.part("runs", () -> String.valueOf(runs.isOpen()), open -> runs.setOpen(Boolean.parseBoolean(open)));
        arrangement.part("inspector",
            () -> String.valueOf(rightIsFree() ? frame.getRight() == inspector : inspectorOtherwise),
            open -> frame.setRight(Boolean.parseBoolean(open) ? inspector : null));
    }

    private boolean rightIsFree() {
        return tours.tour().get().isEmpty() && !presenter.isOn();
    }

    private static Optional<Double> share(String text) {
        try {
            double share = Double.parseDouble(text);
            return share > 0 && share < 1 ? Optional.of(share) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private HBox bar() {
        var brand = new Label("Samplerscope");
        brand.getStyleClass().add("brand");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(brand,
            Menus.button(commands.get("run.all"), Styles.ACCENT),
            Menus.button(commands.get("run.pause")), Menus.button(commands.get("run.step")),
            Menus.button(commands.get("run.stop"), Styles.DANGER), addLane(), gap,
            Menus.iconButton(commands.get("edit.undo"), Styles.FLAT, Styles.BUTTON_ICON),
            Menus.iconButton(commands.get("edit.redo"), Styles.FLAT, Styles.BUTTON_ICON),
            Menus.iconButton(commands.get("file.open"), Styles.FLAT, Styles.BUTTON_ICON),
            Menus.iconButton(commands.get("file.export"), Styles.FLAT, Styles.BUTTON_ICON),
            Menus.iconButton(commands.get("view.theme"), Styles.FLAT, Styles.BUTTON_ICON),
            Menus.iconButton(commands.get("view.settings"), Styles.FLAT, Styles.BUTTON_ICON),
            Menus.iconButton(commands.get("help.palette"), Styles.FLAT, Styles.BUTTON_ICON));
        bar.getStyleClass().add("shell-bar");
        bar.setId("bar");
        return bar;
    }

    /// A new lane is the focused one with another solver: the comparison that people want most.
    private MenuButton addLane() {
        var button = new MenuButton("Add lane", new FontIcon(Feather.PLUS));
        button.setId("lane-add-menu");
        List<SolverFamily> solvers = study.services().resolver().catalog().solvers().all();
        for (SolverFamily.Group group : SolverFamily.Group.values()) {
            var menu = new Menu(group.title());
            menu.setId("add-group-" + group.name().toLowerCase(Locale.ROOT));
            solvers.stream().filter(solver -> solver.group() == group).forEach(solver -> menu.getItems().add(add(solver)));
            if (!menu.getItems().isEmpty()) {
                button.getItems().add(menu);
            }
        }
        return button;
    }

    private MenuItem add(SolverFamily solver) {
        var item = new MenuItem("%s   (%s)".formatted(solver.name(), Labels.order(solver)));
        item.setId("add-" + solver.id());
        item.setOnAction(_ -> study.edit("add lane " + solver.name(), s -> s.adding(
            s.focusedLane().spec().withSolvers(List.of(Choice.of(solver.id()))))));
        return item;
    }

    /// What can be done with one lane. The commands act on the focused lane, so an item focuses its own first.
    private List<MenuItem> laneMenu(LaneModel lane) {
        return Stream.of("run.focused", "lane.rename", "lane.add", "lane.colour", "lane.hide", "lane.solo", "lane.left",
            "lane.right", "edit.copy-spec", "file.save-run", "file.export", "lane.remove").map(commands::get).map(command -> {
                MenuItem item = Menus.item(command);
                item.setOnAction(_ -> {
                    study.look(s -> s.focusing(lane.id()));
                    command.perform();
                });
                return item;
            }).toList();
    }

    private static ScrollPane side(Region content, double width) {
        var scroll = new ScrollPane(content);
        scroll.getStyleClass().add("side");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefWidth(width);
        scroll.setMinWidth(280);
        return scroll;
    }

    /// Shows two sentences; nothing else changes.
    void report(Problem problem) {
        root.show(Cards.problem(problem, root::close));
    }

    private void showMessage(String title, String text) {
        root.show(Cards.message(title, text, root::close));
    }

    /// Asks how a network is asked; it becomes the model when that is saved.
    private void describe(NetworkDraft.Ports ports) {
        var draft = new NetworkDraft(ports, study.services());
        root.show(new NetworkDialog(draft, study.services().resolver().catalog().schedules().all(), files, () -> {
            root.close();
            desk.open(ports.file());
        }, root::close));
    }

    void openFile() {
        files.open("Open a run, a spec, a network or data", Desk.extensions()).ifPresent(desk::open);
    }

    void openFolder() {
        files.folder("Open a model folder in the layout of Hugging Face, of masked diffusion too, or a folder of "
            + "pictures").ifPresent(desk::open);
    }

    void saveRun() {
        LaneModel lane = study.focusedLane();
        if (lane.trajectory().isEmpty()) {
            report(new Problem("the focused lane has not run", "press Run first; a stopped run can be saved too", ""));
            return;
        }
        files.save("Save run", fileName(lane) + RunFile.EXTENSION, List.of("json")).ifPresent(file ->
            desk.saveRun(lane, file, () -> toast("Saved " + file.getFileName())));
    }

    /// `lane-a-two-moons`, safe on every file system.
    String fileName(LaneModel lane) {
        return "lane-%s-%s".formatted(study.study().get().letterOf(lane.id()).toLowerCase(Locale.ROOT),
            lane.lane().get().spec().model().id());
    }

    void toast(String text) {
        stage().filter(Stage::isShowing).ifPresent(stage -> Notifications.create().owner(stage).text(text)
            .hideAfter(Duration.seconds(4)).position(Pos.BOTTOM_RIGHT).show());
    }

    void export() {
        var views = new Exports.Views(scale -> Pictures.of(frame, scale), scale -> Pictures.of(lanes, scale),
            () -> charts.shown().picture());
        root.show(new ExportDialog(study, files, new Exports(study, views), root::close));
    }

    private void save(ChartSave chart) {
        chart.consume();
        String proposal = chart.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
        files.save("Save the chart as SVG, PNG or CSV", proposal, List.of("svg", "png", "csv")).ifPresent(file ->
            desk.saveChart(chart.picture(), file, () -> toast("Saved " + file.getFileName())));
    }

    void reproduce() {
        files.open("Reproduce a run file", List.of("json")).ifPresent(file ->
            desk.reproduce(file, answer -> root.show(Cards.message("Reproduce " + file.getFileName(), answer, root::close))));
    }

    /// The first probe brings its table to the front, as otherwise nobody would know of it.
    private void showProbes(Runnable front) {
        boolean any = !study.probes().all().isEmpty();
        if (any && !hadProbes) {
            front.run();
        }
        hadProbes = any;
    }

    void dropProbe() {
        lanes.dropProbe();
    }

    void showWholePlane() {
        lanes.view().reset();
    }

    public void editSchedule() {
        showCharts();
        editSchedule.run();
    }

    /// Shows where the error of the focused lane comes from.
    public void anatomy() {
        showCharts();
        anatomy.run();
    }

    private void showCharts() {
        if (!((SplitPane) frame.getCenter()).getItems().contains(charts)) {
            toggleCharts();
        }
    }

    void renameLane() {
        root.show(Cards.ask("Rename lane", study.focusedLane().lane().get().name(),
            name -> study.edit("rename lane", s -> s.withLane(s.focusedLane().id(), l -> l.withName(name.strip()))),
            root::close));
    }

    /// What the compare grid shows.
    public SweepModel sweeps() {
        return sweep;
    }

    /// The lab of masked diffusion.
    public MaskedDesk masked() {
        return masked;
    }

    void pauseSearch() {
        if (search.phase().get() == SearchModel.Phase.PAUSED) {
            search.resume();
        } else {
            search.pause();
        }
    }

    /// The search, for whoever ends the program.
    public SearchModel search() {
        return search;
    }

    void importScheduler() {
        files.open("Import a scheduler config of diffusers", List.of("json")).ifPresent(desk::open);
    }

    /// Begins a tour; the window's cards make room for it.
    void guide(Tour tour) {
        while (root.isOpen()) {
            root.close();
        }
        tours.start(tour);
    }

    /// The panel stands where the inspector was, so that the lanes keep their room.
    private void followTours() {
        tours.tour().addListener((_, before, now) -> {
            if (before.isEmpty() && !presenter.isOn()) {
                inspectorOtherwise = frame.getRight() == inspector;
            }
            frame.setRight(now.isEmpty() && presenter.isOn() ? null : rightSide().orElse(null));
            askChart();
        });
        tours.step().addListener(_ -> askChart());
    }

    private Optional<Node> rightSide() {
        return tours.tour().get().isPresent() ? Optional.of(tourPanel)
            : inspectorOtherwise ? Optional.of(inspector) : Optional.empty();
    }

    /// The window for an audience, and back.
    public void present() {
        if (!presenter.isOn() && tours.tour().get().isEmpty()) {
            inspectorOtherwise = frame.getRight() == inspector;
        }
        presenter.toggle();
    }

    private void turnPages(KeyEvent event) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
        if (plain && !root.isOpen() && presenter.turn(event.getCode())) {
            event.consume();
        }
    }

    private void askChart() {
        tours.shown().flatMap(step -> step.look().chart()).ifPresent(
            chart -> charts.ask(ErrorCharts.Question.valueOf(chart.name())));
    }

    private void turnTour(KeyEvent event) {
        if (!event.isConsumed() && tours.tour().get().isPresent() && !root.isOpen() && tourPanel.turn(event.getCode())) {
            event.consume();
        }
    }

    void quit() {
        Platform.exit();
    }

    BooleanBinding showsSetup() {
        return Bindings.createBooleanBinding(() -> frame.getLeft() == setup, frame.leftProperty());
    }

    BooleanBinding showsInspector() {
        return Bindings.createBooleanBinding(() -> frame.getRight() == inspector, frame.rightProperty());
    }

    ObservableBooleanValue showsRuns() {
        return runs.open();
    }

    BooleanBinding showsCharts() {
        return Bindings.createBooleanBinding(() -> canvas.getItems().contains(charts), canvas.getItems());
    }

    void toggleSetup() {
        frame.setLeft(frame.getLeft() == null ? setup : null);
    }

    void toggleInspector() {
        frame.setRight(frame.getRight() == inspector ? tours.tour().get().isPresent() ? tourPanel : null : inspector);
    }

    void toggleRuns() {
        runs.setOpen(!runs.isOpen());
    }

    void toggleCharts() {
        if (!canvas.getItems().remove(charts)) {
            canvas.getItems().add(charts);
            canvas.setDividerPositions(0.62);
        }
    }

    void toggleFullScreen() {
        stage().ifPresent(s -> s.setFullScreen(!s.isFullScreen()));
    }

    private Optional<Stage> stage() {
        return root.getScene() != null && root.getScene().getWindow() instanceof Stage stage
            ? Optional.of(stage) : Optional.empty();
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dropped(DragEvent event) {
        event.getDragboard().getFiles().stream().map(File::toPath).forEach(this::drop);
        event.setDropCompleted(true);
        event.consume();
    }

    /// What dropping a file does; public so that it can be tested, since no headless platform drags.
    public void drop(Path file) {
        desk.open(file);
    }

    public boolean isDark() {
        return preferences.theme().dark().get();
    }

    /// What opens above the window.
    public Pages pages() {
        return pages;
    }

    Overlay overlay() {
        return root;
    }

    /// For pictures of the window.
    public StackPane root() {
        return root;
    }
}
