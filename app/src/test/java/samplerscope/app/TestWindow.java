package samplerscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.stage.Stage;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.history.HistoryPlace;
import samplerscope.spec.Catalog;
import samplerscope.spec.RunSpec;

/// The whole window as the program makes it, with its own threads, on no screen.
///
/// @param folder the history and relative paths begin there
record TestWindow(StudyModel study, Workbench bench, Preferences preferences, HistoryDesk history, Stage stage,
                  Path folder) implements AutoCloseable {

    static final double WIDTH = 1280;
    static final double HEIGHT = 800;

    static TestWindow open(Path folder, List<RunSpec.Denoise> specs) {
        Path assets = Path.of(System.getProperty("samplerscope.home", ".")).resolve("assets");
        Catalog catalog = Catalog.standard(assets);
        var preferences = Ui.get(() -> new Preferences(Settings.standard(), catalog.backends()));
        var study = Ui.get(() -> new StudyModel(Start.services(catalog, assets, preferences, folder), Study.of(specs)));
        var history = new HistoryDesk(new HistoryPlace(folder.resolve("history")), catalog);
        return Ui.get(() -> {
            var bench = new Workbench(study, preferences, NoFiles.CHOICE, history);
            var stage = new Stage();
            stage.setScene(bench.scene(WIDTH, HEIGHT));
            stage.setX(0);
            stage.setY(0);
            stage.show();
            return new TestWindow(study, bench, preferences, history, stage, folder);
        });
    }

    /// Waits until nothing is read, opened or looked up in the background any more, and what it led to has been told.
    void settle() {
        do {
            var lookedUp = new AtomicBoolean();
            history.look(_ -> true, lookedUp::set, _ -> lookedUp.set(true));
            Ui.until("the history has answered", lookedUp::get);
            Ui.until("no background work is left", this::isSettled, this::atWork);
            Ui.pulse(); // what that work has handed to the window is taken
        } while (!isSettled());
    }

    /// Whether nothing is read or opened in the background.
    boolean isSettled() {
        return isIdle(study.services().background()) && isIdle(study.services().exporting())
            && isIdle(study.services().opening());
    }

    /// What the pools have to do, and where their threads are.
    private String atWork() {
        var services = study.services();
        return "background %s, exporting %s, opening %s\n".formatted(services.background(), services.exporting(),
            services.opening()) + Thread.getAllStackTraces().entrySet().stream()
                .filter(t -> Stream.of(t.getValue()).anyMatch(e -> e.getClassName().startsWith("samplerscope")))
                .map(t -> t.getKey().getName() + ": " + Stream.of(t.getValue()).limit(12).map(Object::toString)
                    .collect(Collectors.joining("\n  "))).collect(Collectors.joining("\n"));
    }

    private static boolean isIdle(ExecutorService threads) {
        var pool = (ThreadPoolExecutor) threads;
        return pool.getQueue().isEmpty() && pool.getActiveCount() == 0;
    }

    /// Runs all lanes to their end.
    void finish() {
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("all lanes are done", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
    }

    @Override
    public void close() {
        Ui.run(study.runner()::stop);
        Ui.run(bench.search()::close);
        Ui.run(bench.masked()::close);
        Ui.close(stage);
        Ui.run(study.runner()::close);
        history.close();
    }
}
