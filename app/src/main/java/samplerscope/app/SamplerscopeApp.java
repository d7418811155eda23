package samplerscope.app;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import samplerscope.SamplerscopeException;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.study.StudyModel;
import samplerscope.history.HistoryPlace;
import samplerscope.spec.Catalog;
import samplerscope.spec.Engine;
import samplerscope.spec.SpecReader;

/// The life of the window: settings in, comparison running, settings out.
public final class SamplerscopeApp extends Application {

    /// For measuring the start: set to `true`, the program ends when its first frame has been handed to the screen.
    private static final String EXIT_AFTER_FIRST_FRAME = "samplerscope.exitAfterFirstFrame";

    private static volatile boolean isRefused;

    private Runnable atEnd = () -> {};

    /// What needs no window, read since this class was asked for.
    private static final class Ahead {

        static final Path ASSETS = Path.of(System.getProperty("samplerscope.home", ".")).resolve("assets");
        static final CompletableFuture<Catalog> CATALOG =
            CompletableFuture.supplyAsync(() -> Catalog.standard(ASSETS));

        private Ahead() {}

        static void begin() {
            // The class has begun it.
        }

        /// @throws SamplerscopeException of its own kind when the assets cannot be read
        static Catalog catalog() {
            try {
                return CATALOG.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof SamplerscopeException ours ? ours : e;
            }
        }
    }

    /// Whether the program could not begin, and said why.
    static boolean isRefused() {
        return isRefused;
    }

    /// Begins to read what needs no window, so that it is there when JavaFX has started.
    static void readAhead() {
        Ahead.begin();
    }

    @Override
    public void start(Stage stage) {
        Settings settings = Settings.read(Settings.file()).within(room());
        Catalog catalog;
        try {
            catalog = Ahead.catalog();
        } catch (SamplerscopeException e) {
            isRefused = true;
            StartFailure.show(stage, settings.theme(), e);
            return;
        }
        open(stage, settings, catalog);
    }

    /// Of the screen where the window opens; without a display there is none to be too small.
    private static Dimension2D room() {
        if ("Headless".equals(System.getProperty("glass.platform"))) {
            return new Dimension2D(Double.MAX_VALUE, Double.MAX_VALUE);
        }
        Rectangle2D bounds = Screen.getPrimary().getVisualBounds();
        return new Dimension2D(bounds.getWidth(), bounds.getHeight());
    }

    private void open(Stage stage, Settings settings, Catalog catalog) {
        var preferences = new Preferences(settings, catalog.backends());
        var shown = new CompletableFuture<Void>();
        shown.thenRun(Engine.holdTrials());
        StudyModel study = Start.study(
            Start.services(catalog, Ahead.ASSETS, preferences, Path.of("").toAbsolutePath(), shown));
        var history = new HistoryDesk(HistoryPlace.standard(), catalog);
        var bench = new Workbench(study, preferences, new NativeFileChoice(stage), history);
        atEnd = () -> {
            bench.search().close();
            bench.masked().close();
            study.runner().close();
            shown.complete(null); // or runs that waited for it would not come into the history
            history.close();
        };
        Scene scene = bench.scene(settings.width(), settings.height());
        stage.setTitle("Samplerscope");
        stage.setMinWidth(960);
        stage.setMinHeight(640);
        stage.setScene(scene);
        stage.setMaximized(settings.maximised());
        stage.setOnHidden(_ -> save(preferences, bench, stage, scene));
        afterFirstLayout(scene, () -> {
            if (Boolean.getBoolean(EXIT_AFTER_FIRST_FRAME)) {
                Platform.exit();
            } else {
                FirstPictures.await(scene, study, () -> shown.complete(null));
                MeasuredRuns.wanted().ifPresentOrElse(
                    spec -> MeasuredRuns.measure(new SpecReader(catalog).read(spec), study),
                    () -> study.runner().run(study.shownLanes()));
            }
        });
        stage.show();
        getParameters().getUnnamed().forEach(file -> bench.desk().open(Path.of(file)));
    }

    @Override
    public void stop() {
        atEnd.run();
    }

    private static void save(Preferences preferences, Workbench bench, Stage stage, Scene scene) {
        new Settings(preferences.theme().choice().get(), preferences.devices().wanted().get(),
            preferences.threads().get(), scene.getWidth(), scene.getHeight(), stage.isMaximized(),
            preferences.recent().lines(), preferences.used().lines(), preferences.history().get(),
            preferences.files().lines(), bench.arrangement().now())
            .write(Settings.file());
    }

    /// Runs would take the two cores of a small machine from the first frame, so they wait until it is laid out.
    private static void afterFirstLayout(Scene scene, Runnable action) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                Platform.runLater(action);
            }
        });
    }
}
