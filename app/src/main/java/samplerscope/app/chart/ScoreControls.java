package samplerscope.app.chart;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Starts and stops a comparison of scores, and says which data it is about.
final class ScoreControls extends HBox {

    private final ScoreGapsModel scores;
    private final MenuButton data = new MenuButton();
    private Supplier<List<Path>> recent = List::of;
    private Supplier<Optional<Path>> file = Optional::empty;
    private Supplier<Optional<Path>> folder = Optional::empty;

    ScoreControls(ScoreGapsModel scores) {
        this.scores = scores;
        var start = new Button("Compare scores", new FontIcon(Feather.ACTIVITY));
        start.setId("scores-start");
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.getStyleClass().add(Styles.SMALL);
        start.setTooltip(new Tooltip("Compares the focused lane's score with those of a Gaussian, of a mixture and of the "
            + "data themselves, at 24 noise levels"));
        start.visibleProperty().bind(scores.running().not());
        start.managedProperty().bind(start.visibleProperty());
        start.setOnAction(_ -> scores.start());
        var stop = new Button("Stop", new FontIcon(Feather.SQUARE));
        stop.setId("scores-stop");
        stop.getStyleClass().add(Styles.SMALL);
        stop.visibleProperty().bind(scores.running());
        stop.managedProperty().bind(scores.running());
        stop.setOnAction(_ -> scores.cancel());
        var progress = new ProgressBar();
        progress.setId("scores-progress");
        progress.progressProperty().bind(scores.progress());
        progress.visibleProperty().bind(scores.running());
        progress.managedProperty().bind(scores.running());
        var remark = new Label();
        remark.setId("scores-remark");
        remark.textProperty().bind(scores.remark());
        remark.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        var whole = new Tooltip();
        whole.textProperty().bind(scores.remark());
        remark.setTooltip(whole);
        data.setId("scores-data");
        data.setMinWidth(Region.USE_PREF_SIZE);
        data.getStyleClass().add(Styles.SMALL);
        data.setTooltip(new Tooltip("The data that the laws are fitted to"));
        data.setOnShowing(_ -> fill());
        scores.data().addListener((_, _, _) -> name());
        name();
        fill();
        getStyleClass().add("score-controls");
        getChildren().setAll(start, stop, progress, data, remark);
    }

    /// Where other data may come from.
    void sources(Supplier<List<Path>> recentData, Supplier<Optional<Path>> chosenFile,
                 Supplier<Optional<Path>> chosenFolder) {
        recent = recentData;
        file = chosenFile;
        folder = chosenFolder;
    }

    private void name() {
        data.setText(scores.data().get().map(path -> "data: " + path.getFileName()).orElse("data of the model"));
    }

    private void fill() {
        data.getItems().setAll(item("data of the model", Optional::empty));
        recent.get().forEach(path -> data.getItems().add(item(String.valueOf(path.getFileName()), () -> Optional.of(path))));
        data.getItems().add(chooser("File\u2026", () -> file.get()));
        data.getItems().add(chooser("Folder of pictures\u2026", () -> folder.get()));
    }

    private MenuItem item(String words, Supplier<Optional<Path>> path) {
        var item = new MenuItem(words);
        item.setMnemonicParsing(false); // names of files may have underscores
        item.setOnAction(_ -> scores.data().set(path.get()));
        return item;
    }

    private MenuItem chooser(String words, Supplier<Optional<Path>> path) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> path.get().ifPresent(chosen -> scores.data().set(Optional.of(chosen))));
        return item;
    }
}
