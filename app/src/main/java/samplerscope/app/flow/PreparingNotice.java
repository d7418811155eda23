package samplerscope.app.flow;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.study.LanePreparation;
import samplerscope.spec.Preparation;

/// What a lane is waiting for before it has a plan: what is computed, how far it is, since when, and how to stop it.
final class PreparingNotice extends HBox {

    /// How often it looks again.
    static final Duration PERIOD = Duration.millis(200);
    /// Most preparations end before anybody could read of them.
    private static final double WORTH_SHOWING_SECONDS = 0.4;

    private final LanePreparation work;
    private final Label title = new Label();
    private final Label detail = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button("Cancel", new FontIcon(Feather.X));

    PreparingNotice(LanePreparation work) {
        this.work = work;
        getStyleClass().add("lane-preparing");
        setMaxHeight(Region.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_CENTER);
        title.getStyleClass().add("banner-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        detail.getStyleClass().add("preparing-detail");
        progress.getStyleClass().add("preparing-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        cancel.getStyleClass().addAll("small", "preparing-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setTooltip(new Tooltip("Stop preparing; Run begins again"));
        cancel.setOnAction(_ -> {
            cancel.setDisable(true);
            work.cancel();
        });
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var last = new HBox(8, detail, gap, cancel);
        last.setAlignment(Pos.CENTER_LEFT);
        var texts = new VBox(title, progress, last);
        texts.getStyleClass().add("banner-texts");
        HBox.setHgrow(texts, Priority.ALWAYS);
        getChildren().setAll(texts);
    }

    static boolean isWorthShowing(LanePreparation work) {
        return work.seconds() > WORTH_SHOWING_SECONDS;
    }

    boolean shows(LanePreparation other) {
        return work == other;
    }

    void refresh() {
        Optional<Preparation.State> state = work.state();
        title.setText(state.map(PreparingNotice::words).orElse("Opening the model"));
        detail.setText(state.filter(s -> s.done() > 0).map(PreparingNotice::count).orElse("")
            + String.format(Locale.ROOT, "%.0f\u2009s", Math.floor(work.seconds())));
        progress.setProgress(state.filter(s -> s.total() > 0).map(s -> (double) s.done() / s.total())
            .orElse(ProgressBar.INDETERMINATE_PROGRESS));
        setAccessibleText("Preparing: " + title.getText() + ", " + detail.getText());
    }

    private static String words(Preparation.State state) {
        return switch (state.stage()) {
            case "pilot run" -> "A pilot run finds out where steps are accurate enough";
            case "paths" -> "Following paths of the model, to choose the levels by";
            case "samples" -> "Drawing samples of the model, to measure it with";
            case "statistics" -> "Measuring statistics of the model";
            default -> Character.toUpperCase(state.stage().charAt(0)) + state.stage().substring(1);
        };
    }

    private static String count(Preparation.State state) {
        return (state.total() > 0 ? "%,d of %,d evaluations" : "%,d evaluations")
            .formatted(state.done(), state.total()) + " \u00b7 ";
    }
}
