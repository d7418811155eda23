package samplerscope.app.screens;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import samplerscope.app.Preferences;
import samplerscope.app.Workbench;
import samplerscope.app.chart.Pictures;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.Services;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.theme.Theme;

/// A real window on no screen: sets it up, waits until it rests, takes its picture.
final class Stagehand implements AutoCloseable {

    /// The headless screen holds 1000 x 1000 pixels, and a taller window cannot be rendered. So the window stays small
    /// and its content is laid out at full size inside it: pictures are taken of nodes, not of windows.
    private static final double STAGE = 600;
    /// A chart may wait six pulses for its next redraw; painters may need as long again.
    private static final int PULSES = 14;
    private static final int MOST_LOOKS = 20;

    private final StudyModel study;
    private final Workbench bench;
    private final Preferences preferences;
    private final HistoryDesk history;
    private final Stage stage;
    private boolean moving;

    private Stagehand(StudyModel study, Workbench bench, Preferences preferences, HistoryDesk history, Stage stage) {
        this.study = study;
        this.bench = bench;
        this.preferences = preferences;
        this.history = history;
        this.stage = stage;
    }

    static Stagehand open(Study start, Services services, Preferences preferences, HistoryDesk history, int width,
                          int height) {
        Stagehand hand = Headless.get(() -> {
            var study = new StudyModel(services, start);
            var bench = new Workbench(study, preferences, NO_FILES, history);
            Scene scene = bench.scene(width, height);
            var host = new Pane();
            scene.setRoot(host);
            bench.root().setManaged(false);
            bench.root().getStyleClass().add("root"); // the theme's colours are given to the root of a scene
            host.getChildren().setAll(bench.root());
            bench.root().resize(width, height);
            var stage = new Stage();
            stage.setScene(scene);
            stage.setWidth(STAGE);
            stage.setHeight(STAGE);
            stage.show();
            return new Stagehand(study, bench, preferences, history, stage);
        });
        Headless.until("the lanes are planned", () -> hand.study.lanes().stream()
            .allMatch(l -> l.planned().get().isPresent()));
        return hand;
    }

    StudyModel study() {
        return study;
    }

    Workbench bench() {
        return bench;
    }

    HistoryDesk history() {
        return history;
    }

    /// Says that something in the window goes on moving, so that its picture is taken without waiting for rest.
    void keepsMoving() {
        moving = true;
    }

    /// The picture once it has stopped changing: a look that is the same as one before it, since a caret goes on blinking.
    BufferedImage picture(Theme.Choice theme, int scale) {
        Headless.run(() -> preferences.theme().choice().set(theme));
        var seen = new ArrayList<int[]>();
        for (int look = 0; look < MOST_LOOKS; look++) {
            Headless.pulses(PULSES);
            BufferedImage now = Headless.get(() -> Pictures.of(bench.root(), scale));
            // The status bar counts frames and memory, which never rest.
            int height = now.getHeight() - scale * (int) Math.ceil(Headless.get(this::statusHeight));
            int[] pixels = now.getRGB(0, 0, now.getWidth(), height, new int[now.getWidth() * height], 0, now.getWidth());
            if (moving || seen.stream().anyMatch(before -> Arrays.equals(before, pixels))) {
                return now;
            }
            seen.add(pixels);
        }
        throw new ScreenshotException("the window never came to rest");
    }

    private double statusHeight() {
        return bench.root().lookup("#status").getLayoutBounds().getHeight();
    }

    @Override
    public void close() {
        Headless.run(() -> {
            study.runner().stop();
            bench.search().close();
            bench.masked().close();
            stage.close();
        });
    }

    /// Nobody is there to choose a file.
    private static final FileChoice NO_FILES = new FileChoice() {

        @Override
        public Optional<Path> open(String what, List<String> extensions) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> folder(String what) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String what, String proposal, List<String> extensions) {
            return Optional.empty();
        }
    };
}
