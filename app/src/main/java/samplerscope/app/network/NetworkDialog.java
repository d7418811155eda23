package samplerscope.app.network;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.app.network.NetworkDraft.Trial;
import samplerscope.app.setup.FileChoice;
import samplerscope.model.onnx.DescriptionCheck;
import samplerscope.model.onnx.NetworkTrial;
import samplerscope.model.onnx.Prediction;
import samplerscope.schedule.ScheduleFamily;
import samplerscope.spec.Sidecar;

/// Says how a network is asked: which port is which, what it predicts, on which path. `Enter` saves, `Esc` leaves.
public final class NetworkDialog extends BorderPane {

    private static final double WIDTH = 780;
    private static final double HEIGHT = 660;

    private final NetworkDraft draft;
    private final VBox status = new VBox(6);
    private final Button ask = new Button("Try it", new FontIcon(Feather.PLAY));
    private final Button save = new Button("Save and use");
    private Subscription life = Subscription.EMPTY;

    /// @param schedules that can be chosen
    /// @param saved     called when the sidecar is written
    /// @param close     takes the dialog away
    public NetworkDialog(NetworkDraft draft, List<ScheduleFamily> schedules, FileChoice files, Runnable saved,
        Runnable close) {
        this.draft = draft;
        setId("network");
        getStyleClass().add("card");
        setMaxSize(WIDTH, HEIGHT);
        setTop(head());
        var body = new VBox(22, new PortTable(draft), new DescriptionForm(draft, schedules, files));
        body.setPadding(new Insets(0, 14, 0, 0));
        var scroll = new ScrollPane(body);
        scroll.setId("network-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("device-scroll");
        BorderPane.setMargin(scroll, new Insets(12, 0, 12, 0));
        setCenter(scroll);
        status.setId("network-status");
        setBottom(new VBox(12, status, buttons(saved, close)));
        sceneProperty().subscribe(scene -> {
            life.unsubscribe();
            life = scene == null ? Subscription.EMPTY
                : Changes.of(this::refresh, draft.problems(), draft.trial(), draft.said());
            if (scene == null) {
                draft.cancel();
            }
        });
        refresh();
    }

    private VBox head() {
        var title = new Label("How is %s asked?".formatted(draft.ports().file().getFileName()));
        title.getStyleClass().add("card-title");
        return new VBox(6, title, words("The file does not say what its inputs mean. These are guesses from names, "
            + "types and shapes; correct them, try the network, and save them beside it in %s.".formatted(
                Sidecar.of(draft.ports().file()).getFileName()), "hint"));
    }

    private HBox buttons(Runnable saved, Runnable close) {
        ask.setId("network-try");
        ask.setOnAction(_ -> {
            if (draft.trial().get() instanceof Trial.Asking) {
                draft.cancel();
            } else {
                draft.tryIt();
            }
        });
        var leave = new Button("Cancel");
        leave.setId("network-cancel");
        leave.setCancelButton(true);
        leave.setOnAction(_ -> close.run());
        save.setId("network-save");
        save.getStyleClass().add(Styles.ACCENT);
        save.setDefaultButton(true);
        save.setOnAction(_ -> draft.save(saved));
        var gap = new HBox();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(8, ask, gap, leave, save);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void refresh() {
        List<DescriptionCheck.Problem> problems = draft.problems().get();
        boolean asking = draft.trial().get() instanceof Trial.Asking;
        save.setDisable(!problems.isEmpty());
        ask.setDisable(!problems.isEmpty());
        ask.setText(asking ? "Stop" : "Try it");
        status.getChildren().setAll(problems.isEmpty() ? List.of(trial(draft.trial().get()))
            : problems.stream().limit(2).<Node>map(p -> words(
                "%s: %s; %s.".formatted(p.field(), p.happened(), p.remedy()), "problem")).toList());
    }

    private Node trial(Trial trial) {
        return switch (trial) {
            case Trial.Untried _ -> words("Try it asks the network at a few noise levels and says which "
                + "parameterization its output looks like.", "hint");
            case Trial.Asking _ -> {
                var wheel = new ProgressIndicator();
                wheel.setPrefSize(18, 18);
                var row = new HBox(10, wheel, words("Asking the network\u2026", "hint"));
                row.setAlignment(Pos.CENTER_LEFT);
                yield row;
            }
            case Trial.Answered(NetworkTrial answer) -> answered(answer);
            case Trial.Failed(var problem) -> words("%s; %s.".formatted(problem.happened(), problem.remedy()),
                "problem");
        };
    }

    private Node answered(NetworkTrial answer) {
        var form = draft.said().get().prediction().form();
        boolean agrees = answer.hint().best().filter(form::equals).isPresent();
        var icon = new FontIcon(agrees ? Feather.CHECK : Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add(agrees ? "trial-good" : "trial-bad");
        Label text = words("The numbers are finite and of the sample's shape, %.1f ms for %d samples. %s".formatted(
            answer.seconds() * 1e3, answer.rows(), answer.verdict(form)), "trial-words");
        text.setId("network-verdict");
        HBox.setHgrow(text, Priority.ALWAYS);
        var row = new HBox(10, icon, text);
        row.setAlignment(Pos.CENTER_LEFT);
        answer.hint().best().filter(best -> best != form).ifPresent(best -> {
            var take = new Button("Use " + best.word());
            take.setId("network-take");
            take.setMinWidth(USE_PREF_SIZE);
            take.setOnAction(_ -> draft.say("parameterization", d -> d.withPrediction(
                new Prediction(best, d.prediction().sigmaData()))));
            row.getChildren().add(take);
        });
        return row;
    }

    private static Label words(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
