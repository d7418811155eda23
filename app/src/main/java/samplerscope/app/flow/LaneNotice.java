package samplerscope.app.flow;

import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Disposable;
import samplerscope.app.kit.Later;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.LaneState.Problem;
import samplerscope.app.study.StudyModel;

/// What lies over a lane's picture when there is none, or when something went wrong. Nothing otherwise.
final class LaneNotice extends StackPane implements Disposable {

    private final LaneModel lane;
    private final StudyModel study;
    private final Later refresh = new Later(this::refresh);
    private final Timeline clock = new Timeline(new KeyFrame(PreparingNotice.PERIOD, _ -> refresh.request()));
    private final Subscription life;
    private Optional<PreparingNotice> preparing = Optional.empty();

    LaneNotice(LaneModel lane, StudyModel study) {
        this.lane = lane;
        this.study = study;
        getStyleClass().add("lane-notice");
        setPickOnBounds(false);
        clock.setCycleCount(Animation.INDEFINITE);
        life = Changes.of(refresh::request, lane.state(), lane.frameCount(), lane.planned(), lane.preparing());
        refresh();
    }

    @Override
    public void dispose() {
        life.unsubscribe();
        clock.stop();
    }

    private void refresh() {
        boolean empty = lane.frames().isEmpty();
        if (lane.preparing().get().isPresent()) {
            clock.play(); // what a preparation says of itself changes without notice
        } else {
            clock.stop();
        }
        preparing = lane.preparing().get().filter(PreparingNotice::isWorthShowing)
            .map(work -> preparing.filter(notice -> notice.shows(work)).orElseGet(() -> new PreparingNotice(work)));
        preparing.ifPresent(PreparingNotice::refresh);
        Optional<? extends Node> notice = preparing.isPresent() ? preparing : switch (lane.state().get()) {
            case LaneState.Draft(var problem) when problem.isPresent() -> Optional.of(banner(problem.get()));
            case LaneState.Draft _ -> empty ? Optional.of(invitation()) : Optional.empty();
            case LaneState.Failed(var problem) -> Optional.of(banner(problem));
            case LaneState.Cancelled _ -> empty ? Optional.of(invitation()) : Optional.empty();
            case LaneState.Preparing _, LaneState.Running _, LaneState.Paused _, LaneState.Done _ -> Optional.empty();
        };
        if (!getChildren().equals(notice.stream().toList())) {
            getChildren().setAll(notice.stream().toList());
        }
    }

    private static Node invitation() {
        var icon = new FontIcon(Feather.PLAY_CIRCLE);
        icon.getStyleClass().add("notice-icon");
        var title = new Label("Press Run");
        title.getStyleClass().add("notice-title");
        var hint = new Label("Ctrl+Enter runs every lane from the same noise. Choose model, grid and solver on the left.");
        hint.getStyleClass().add("notice-text");
        hint.setWrapText(true);
        return centred(icon, title, hint);
    }

    private static VBox centred(Node... children) {
        var box = new VBox(children);
        box.getStyleClass().add("notice");
        box.setMouseTransparent(true);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return box;
    }

    private Node banner(Problem problem) {
        var happened = new Label(sentence(problem.happened()));
        happened.getStyleClass().add("banner-title");
        happened.setWrapText(true);
        var remedy = new Label(sentence(problem.remedy()));
        remedy.getStyleClass().add("banner-text");
        remedy.setWrapText(true);
        var icon = new FontIcon(Feather.ALERT_TRIANGLE);
        var buttons = new HBox(8, copyButton(problem));
        if (problem.way() == Problem.Way.RUN_ON_CPU) {
            buttons.getChildren().addFirst(cpuButton());
        }
        var texts = new VBox(happened, remedy, buttons);
        texts.getStyleClass().add("banner-texts");
        HBox.setHgrow(texts, Priority.ALWAYS);
        var box = new HBox(icon, texts);
        box.getStyleClass().add("lane-banner");
        box.setMaxHeight(Region.USE_PREF_SIZE);
        // A lane beside many others has no room for the sentences.
        Tooltip.install(box, new Tooltip(sentence(problem.happened()) + "\n" + sentence(problem.remedy())));
        setAlignment(box, Pos.TOP_CENTER);
        return box;
    }

    /// A device that fails rarely fails one lane alone, so one click is for all of them.
    private Button cpuButton() {
        var button = new Button("Run on the CPU", new FontIcon(Feather.CPU));
        button.setId("lane." + lane.id() + ".cpu");
        button.getStyleClass().addAll("small", "run-on-cpu");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip("Repeats every lane that the device failed at on cpu-float32; all else stays"));
        button.setOnAction(_ -> study.runner().runFailedOnCpu(study.lanes()));
        return button;
    }

    private static Button copyButton(Problem problem) {
        var copy = new Button("Copy details", new FontIcon(Feather.COPY));
        copy.getStyleClass().addAll("small", "flat", "copy-details");
        copy.setTooltip(new Tooltip("Puts the kind of error and where it came from on the clipboard"));
        copy.setAccessibleText("Copy details of the problem");
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString("%s%n%s%n%s".formatted(problem.happened(), problem.remedy(), problem.details()));
            Clipboard.getSystemClipboard().setContent(content);
        });
        return copy;
    }

    /// Capital first, full stop last.
    private static String sentence(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1)
            + (words.endsWith(".") ? "" : ".");
    }
}
