package samplerscope.app.setup;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.study.RatioFinder;
import samplerscope.app.study.StudyModel;

/// The search for the ratios of DC-Solver: its button, its progress, and what came of it.
final class RatioBox extends VBox {

    RatioBox(StudyModel study, RatioFinder finder) {
        super(6);
        var search = new Button("Search ratios\u2026", new FontIcon(Feather.SEARCH));
        search.setId("setup-search-ratios");
        search.setTooltip(new Tooltip("Find the ratio of each step on ten noises, for this model and grid, and judge "
            + "them on 64 others"));
        search.setOnAction(_ -> finder.start(study.focusedLane()));
        search.disableProperty().bind(finder.running());
        var cancel = new Button("Cancel");
        cancel.setId("setup-cancel-ratios");
        cancel.setOnAction(_ -> finder.cancel());
        var bar = new ProgressBar();
        bar.setAccessibleText("progress of the search for ratios");
        bar.progressProperty().bind(finder.progress());
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        var running = new HBox(8, bar, cancel);
        running.visibleProperty().bind(finder.running());
        running.managedProperty().bind(finder.running());
        var remark = new Label();
        remark.setId("setup-ratios-remark");
        remark.getStyleClass().add("hint");
        remark.setWrapText(true);
        remark.textProperty().bind(finder.remark());
        remark.visibleProperty().bind(finder.remark().isNotEmpty());
        remark.managedProperty().bind(finder.remark().isNotEmpty());
        getChildren().setAll(search, running, remark);
    }
}
