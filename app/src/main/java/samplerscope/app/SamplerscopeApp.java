package samplerscope.app;

import java.nio.file.Path;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.Catalog;

/// The life of the window: settings in, comparison running, settings out.
public final class SamplerscopeApp extends Application {

    private static final String EXIT_AFTER_FIRST_FRAME = "samplerscope.exitAfterFirstFrame";

    @Override
    public void start(Stage stage) {
        Settings settings = Settings.read(Settings.file());
        Path home = Path.of(System.getProperty("samplerscope.home", "."));
        Catalog catalog = Catalog.standard(home.resolve("assets"));
        var preferences = new Preferences(settings, catalog.backends());
        StudyModel study = Start.study(Start.services(catalog, preferences, Path.of("").toAbsolutePath()));
        var bench = new Workbench(study, preferences, new NativeFileChoice(stage));
        Scene scene = bench.scene(settings.width(), settings.height());
        stage.setTitle("Samplerscope");
        stage.setMinWidth(960);
        stage.setMinHeight(640);
        stage.setScene(scene);
        stage.setMaximized(settings.maximised());
        stage.setOnHidden(_ -> save(preferences, stage, scene));
        exitAfterFirstFrame(scene);
        stage.show();
        getParameters().getUnnamed().forEach(file -> bench.desk().open(Path.of(file)));
        study.runner().run(study.shownLanes());
    }

    private static void save(Preferences preferences, Stage stage, Scene scene) {
        new Settings(preferences.theme().choice().get(), preferences.backend().get().id(), preferences.threads().get(),
            scene.getWidth(), scene.getHeight(), stage.isMaximized()).write(Settings.file());
    }

    /// For measuring the start: ends the program once the first frame has been handed to the screen.
    private static void exitAfterFirstFrame(Scene scene) {
        if (Boolean.getBoolean(EXIT_AFTER_FIRST_FRAME)) {
            scene.addPostLayoutPulseListener(() -> Platform.runLater(Platform::exit));
        }
    }
}
