package samplerscope.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.kordamp.ikonli.feather.Feather;
import samplerscope.app.command.Command;
import samplerscope.app.study.Clock;
import samplerscope.app.study.Layers;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Playback;
import samplerscope.app.study.Runner;
import samplerscope.app.study.Shown;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.theme.Theme;
import samplerscope.library.ExportTarget;

/// Everything that can be done, in the order of the menus. The only place where a command is defined.
final class Commands {

    private static final String LAYERS = "View > Layers";
    private static final String TOOLS = "Tools";

    private final StudyModel study;
    private final Workbench bench;
    private final Pages pages;
    private final List<Command> all = new ArrayList<>();

    Commands(StudyModel study, Workbench bench, Preferences preferences) {
        this.study = study;
        this.bench = bench;
        this.pages = bench.pages();
        file();
        edit();
        run();
        lane();
        time();
        probes();
        view(preferences.theme());
        tools();
        help();
    }

    List<Command> all() {
        return List.copyOf(all);
    }

    Command get(String id) {
        return all.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }

    private void file() {
        add(Command.of("file.open", "File", "Open\u2026", "Shortcut+O", Feather.FOLDER, bench::openFile));
        add(Command.of("file.open-folder", "File", "Open a folder: model, masked model or pictures\u2026",
            "Shortcut+Shift+O", bench::openFolder));
        add(Command.of("file.save-run", "File", "Save run\u2026", "Shortcut+S", Feather.SAVE, bench::saveRun));
        add(Command.of("file.export", "File", "Export\u2026", "Shortcut+E", Feather.DOWNLOAD, bench::export));
        add(Command.of("file.import", "File", "Import a diffusers scheduler\u2026", "", bench::importScheduler));
        add(Command.of("file.to-diffusers", "File", "Lane as diffusers code\u2026", "",
            () -> pages.code(ExportTarget.DIFFUSERS)));
        add(Command.of("file.to-comfyui", "File", "Lane as ComfyUI code\u2026", "",
            () -> pages.code(ExportTarget.COMFYUI)));
        add(Command.of("file.reproduce", "File", "Reproduce a run file\u2026", "", Feather.CHECK_CIRCLE, bench::reproduce));
        add(Command.of("file.quit", "File", "Quit", "Shortcut+Q", bench::quit));
    }

    private void edit() {
        add(Command.of("edit.undo", "Edit", "Undo", "Shortcut+Z", Feather.CORNER_UP_LEFT, study::undo)
            .when(study.undoWords().isNotEmpty())
            .saying(Bindings.concat("Undo ").concat(study.undoWords())));
        add(Command.of("edit.redo", "Edit", "Redo", "Shortcut+Shift+Z", Feather.CORNER_UP_RIGHT, study::redo)
            .when(study.redoWords().isNotEmpty())
            .saying(Bindings.concat("Redo ").concat(study.redoWords())));
        add(Command.of("edit.select-none", "Edit", "Select no samples", "N", () -> study.selection().samples().set(Set.of()))
            .when(Bindings.createBooleanBinding(() -> !study.selection().samples().get().isEmpty(),
                study.selection().samples())));
        add(Command.of("edit.copy-spec", "Edit", "Copy spec as JSON", "Shortcut+Shift+C", bench.desk()::copySpec));
        add(Command.of("edit.paste-spec", "Edit", "Paste spec as lane", "Shortcut+Shift+V", bench.desk()::pasteSpec));
    }

    private void run() {
        Runner runner = study.runner();
        add(Command.of("run.all", "Run", "Run", "Shortcut+Enter", Feather.PLAY, this::runDrafts));
        add(Command.of("run.again", "Run", "Run all lanes again", "Shortcut+Shift+Enter", Feather.REPEAT,
            () -> runner.run(study.shownLanes())));
        add(Command.of("run.focused", "Run", "Run focused lane", "Shift+Enter",
            () -> runner.run(List.of(study.focusedLane()))));
        add(Command.of("run.pause", "Run", "Pause", "Shortcut+P", Feather.PAUSE,
            () -> {
                if (runner.paused().get()) {
                    runner.resume();
                } else {
                    runner.pause();
                }
            }).when(runner.active())
            .saying(Bindings.when(runner.paused()).then("Resume").otherwise("Pause")));
        add(Command.of("run.step", "Run", "Step", "Shortcut+Period", Feather.SKIP_FORWARD, this::step));
        add(Command.of("run.stop", "Run", "Stop", "Esc", Feather.SQUARE, runner::stop).when(runner.active()));
        add(Command.of("run.pause-search", "Run", "Pause the search for a schedule, or go on", "", bench::pauseSearch));
        add(Command.of("run.stop-search", "Run", "Stop the search for a schedule", "", () -> bench.search().stop()));
    }

    /// What has not run yet; when everything has, all of it again. What is running is left alone.
    private void runDrafts() {
        List<LaneModel> drafts = study.drafts();
        if (!drafts.isEmpty()) {
            study.runner().run(drafts);
        } else if (!study.runner().active().get()) {
            study.runner().run(study.shownLanes());
        }
    }

    /// One step of what is paused; otherwise starts paused, before the first step.
    private void step() {
        Runner runner = study.runner();
        if (!runner.active().get()) {
            runner.runPaused(study.shownLanes());
        } else if (runner.paused().get()) {
            runner.step();
        } else {
            runner.pause();
        }
    }

    private void lane() {
        add(Command.of("lane.add", "Lane", "Add lane", "Shortcut+T", Feather.PLUS,
            () -> study.edit("add lane", s -> s.adding(s.focusedLane().spec()))));
        add(Command.of("lane.rename", "Lane", "Rename lane\u2026", "F2", bench::renameLane));
        add(Command.of("lane.hide", "Lane", "Hide or show lane", "H", () -> study.edit("hide lane",
            s -> s.withLane(s.focusedLane().id(), l -> l.withHidden(!l.hidden())))));
        add(Command.of("lane.solo", "Lane", "Show only this lane", "S", this::solo));
        add(Command.of("lane.show-all", "Lane", "Show all lanes", "Shift+H",
            () -> study.edit("show all lanes", s -> s.withEachLane(l -> l.withHidden(false)))));
        add(Command.of("lane.colour", "Lane", "Next colour", "Shift+C", () -> study.edit("colour of lane",
            s -> s.withLane(s.focusedLane().id(), l -> l.withStyle((l.style() + 1) % 12)))));
        add(Command.of("lane.left", "Lane", "Move left", "Shortcut+Shift+Left", () -> move(-1)));
        add(Command.of("lane.right", "Lane", "Move right", "Shortcut+Shift+Right", () -> move(1)));
        add(Command.of("lane.remove", "Lane", "Remove lane", "Delete", Feather.TRASH,
            () -> study.edit("remove lane", s -> s.removing(s.focusedLane().id()))));
        for (int i = 1; i <= 9; i++) {
            int column = i - 1;
            add(Command.of("lane.focus-" + i, "Lane > Focus", "Focus lane " + i, "" + i, () -> focus(column)));
        }
    }

    private void move(int columns) {
        study.edit("move lane", s -> s.moving(s.focusedLane().id(), s.indexOf(s.focusedLane().id()) + columns));
    }

    private void solo() {
        study.edit("show only one lane", s -> s.withEachLane(l -> l.withHidden(l.id() != s.focusedLane().id())));
    }

    private void time() {
        Playback playback = study.playback();
        add(Command.of("time.play", "Time", "Play or pause", "Space", playback::toggle));
        add(Command.of("time.previous", "Time", "Previous frame", "Left", playback::previous));
        add(Command.of("time.next", "Time", "Next frame", "Right", playback::next));
        add(Command.of("time.first", "Time", "First frame", "Home", playback::first));
        add(Command.of("time.last", "Time", "Last frame", "End", playback::last));
        add(Command.of("time.loop", "Time", "Loop", "L", () -> playback.loop().set(!playback.loop().get()))
            .showing(playback.loop()));
        add(Command.of("time.backwards", "Time", "Play backwards or forwards", "R", playback::turn));
        add(Command.of("time.invert", "Time", "Encode data and come back", "Shift+R", Feather.CORNER_LEFT_DOWN,
            () -> {
                if (study.inversions().shown().get()) {
                    study.inversions().shown().set(false);
                } else {
                    study.inversions().start();
                }
            }).saying(Bindings.when(study.inversions().shown()).then("Back to the runs")
            .otherwise("Encode data and come back")));
        add(Command.of("time.slower", "Time", "Slower", "Open_Bracket", () -> playback.speed().set(
            Math.max(0.25, playback.speed().get() / 2))));
        add(Command.of("time.faster", "Time", "Faster", "Close_Bracket", () -> playback.speed().set(
            Math.min(4, playback.speed().get() * 2))));
    }

    private void probes() {
        add(Command.of("probe.drop", "Time", "Put a probe where the mouse is", "P", Feather.CROSSHAIR, bench::dropProbe));
        add(Command.of("probe.clear", "Time", "Remove all probes", "Shift+P", study.probes()::clear)
            .when(Bindings.createBooleanBinding(() -> !study.probes().all().isEmpty(), study.probes().changes())));
    }

    private void view(Theme theme) {
        add(Command.of("view.whole-plane", "View", "Show the whole plane", "0", Feather.MAXIMIZE, bench::showWholePlane));
        layer("points", "Points", Layers::points, Layers::withPoints);
        layer("paths", "Paths", Layers::paths, Layers::withPaths);
        layer("contours", "Exact density contours", Layers::contours, Layers::withContours);
        layer("field", "Score field", Layers::field, Layers::withField);
        layer("errors", "Lines to the reference", Layers::errors, Layers::withErrors);
        add(Command.of("view.mode", LAYERS, "Density instead of dots", "", () -> study.look(s -> s.withLayers(s.layers()
            .withMode(s.layers().mode() == Layers.Mode.DOTS ? Layers.Mode.DENSITY : Layers.Mode.DOTS))))
            .showing(look(s -> s.layers().mode() == Layers.Mode.DENSITY)));
        add(Command.of("view.onion", LAYERS, "Onion skin: earlier states shine through", "O", () -> study.look(
            s -> s.withLayers(s.layers().withOnion(s.layers().onion() > 0 ? 0 : Layers.USUAL_ONION))))
            .showing(look(s -> s.layers().onion() > 0)));
        add(Command.of("view.onion-more", LAYERS, "Onion skin: one step more", "Shift+O", () -> study.look(s -> s.withLayers(
            s.layers().withOnion(s.layers().onion() + 1)))));
        add(Command.of("view.onion-fewer", LAYERS, "Onion skin: one step less", "", () -> study.look(s -> s.withLayers(
            s.layers().withOnion(s.layers().onion() - 1)))));
        for (Shown shown : Shown.values()) {
            add(Command.of("view.shown-" + shown.name().toLowerCase(Locale.ROOT), "View > Images", shown.words(), "",
                () -> study.look(s -> s.withShown(shown))).showing(look(s -> s.shown() == shown)));
        }
        for (Clock clock : Clock.values()) {
            add(Command.of("view.clock-" + clock.name().toLowerCase(Locale.ROOT), "View > Clock", clock.word(), "",
                () -> study.look(s -> s.withClock(clock))).showing(look(s -> s.clock() == clock)));
        }
        add(Command.of("view.setup", "View", "Setup", "Shortcut+B", bench::toggleSetup).showing(bench.showsSetup()));
        add(Command.of("view.inspector", "View", "Inspector", "Shortcut+I", bench::toggleInspector)
            .showing(bench.showsInspector()));
        add(Command.of("view.bottom", "View", "Run table", "Shortcut+J", bench::toggleRuns).showing(bench.showsRuns()));
        add(Command.of("view.charts", "View", "Charts", "Shortcut+U", bench::toggleCharts).showing(bench.showsCharts()));
        add(Command.of("view.theme", "View", "Light or dark", "Shortcut+D", Feather.MOON, () -> theme.choice().set(
            theme.dark().get() ? Theme.Choice.LIGHT : Theme.Choice.DARK)));
        add(Command.of("view.present", "View", "Present to an audience", "F5", Feather.MONITOR, bench::present));
        add(Command.of("view.full-screen", "View", "Full screen", "F11", bench::toggleFullScreen));
    }

    /// Whole pages, and what has a place of its own.
    private void tools() {
        add(Command.of("view.models", TOOLS, "Models\u2026", "Shortcut+Shift+M", Feather.GRID, pages::models));
        add(Command.of("view.schedule", TOOLS, "Edit the schedule", "Shortcut+Shift+L", Feather.EDIT_3, bench::editSchedule));
        add(Command.of("view.search", TOOLS, "Search for a schedule\u2026", "Shortcut+Shift+F", Feather.TARGET,
            pages::searchSchedules));
        add(Command.of("view.sweep", TOOLS, "Compare grid\u2026", "Shortcut+G", Feather.LAYOUT, pages::sweep));
        add(Command.of("view.anatomy", TOOLS, "Error anatomy", "Shortcut+Shift+A", Feather.SCISSORS, bench::anatomy));
        add(Command.of("view.masked", TOOLS, "Masked lab\u2026", "Shortcut+M", Feather.TYPE, () -> bench.masked().show()));
        add(Command.of("view.history", TOOLS, "History\u2026", "Shortcut+H", Feather.CLOCK, pages::history));
        add(Command.of("view.devices", TOOLS, "Devices\u2026", "Shortcut+Shift+D", Feather.CPU, pages::devices));
        add(Command.of("view.diagnostics", TOOLS, "Diagnostics\u2026", "F12", Feather.ACTIVITY, pages::diagnostics));
        add(Command.of("view.settings", TOOLS, "Settings\u2026", "Shortcut+Comma", Feather.SETTINGS, pages::settings));
    }

    /// What is true of the study as it is looked at now.
    private BooleanBinding look(Predicate<Study> is) {
        return Bindings.createBooleanBinding(() -> is.test(study.study().get()), study.study());
    }

    private interface LayerChange {
        Layers to(Layers layers, boolean on);
    }

    private void layer(String id, String words, Predicate<Layers> get, LayerChange set) {
        add(Command.of("view." + id, LAYERS, words, "", () -> study.look(s ->
            s.withLayers(set.to(s.layers(), !get.test(s.layers()))))).showing(look(s -> get.test(s.layers()))));
    }

    private void help() {
        add(Command.of("help.palette", "Help", "Find a command\u2026", "Shortcut+K", Feather.SEARCH, pages::palette));
        add(Command.of("help.solvers", "Help", "Solvers\u2026", "Shortcut+L", Feather.BOOK_OPEN, pages::solverLibrary));
        add(Command.of("help.family-map", "Help", "Family map of the solvers\u2026", "", pages::familyMap));
        add(Command.of("help.published", "Help", "Published samplers\u2026", "", pages::publishedSamplers));
        add(Command.of("help.tours", "Help", "Tours\u2026", "", Feather.COMPASS, pages::tours));
        add(Command.of("help.tour-masks", "Help", "Tour: text out of masks", "",
            () -> bench.masked().guide("text-out-of-masks")));
        add(Command.of("help.tour-perplexity", "Help", "Tour: better perplexity, worse sampler", "",
            () -> bench.masked().guide("better-perplexity")));
        add(Command.of("help.glossary", "Help", "Glossary\u2026", "Shift+F1", Feather.BOOK, pages::glossary));
        add(Command.of("help.keys", "Help", "Keys", "F1", pages::shortcuts));
        add(Command.of("help.about", "Help", "About", "", pages::about));
    }

    private void focus(int column) {
        if (column < study.lanes().size()) {
            study.look(s -> s.focusing(s.lanes().get(column).id()));
        }
    }

    private void add(Command command) {
        all.add(command);
    }
}
