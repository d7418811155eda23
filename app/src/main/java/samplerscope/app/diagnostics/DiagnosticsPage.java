package samplerscope.app.diagnostics;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.diagnostics.DiagnosticsReport.Fact;

/// How the window is doing, twice a second, to read, to copy into a report, and to measure anew.
public final class DiagnosticsPage extends BorderPane {

    private static final double WIDTH = 860;
    private static final double LABELS = 150;
    private static final Duration EVERY = Duration.millis(500);
    private static final int STACK_ROWS = 7;

    private final Diagnostics diagnostics;
    private final Supplier<List<Fact>> runs;
    private final FrameStrip strip = new FrameStrip();
    private final BlockBars bars = new BlockBars();
    private final TextArea stack = new TextArea();
    private final VBox facts = new VBox(14);
    /// Of all facts, in the order of the report.
    private final List<Label> values = new ArrayList<>();
    private final Timeline clock = new Timeline(new KeyFrame(EVERY, _ -> refresh()));

    /// @param runs facts about runs and caches
    public DiagnosticsPage(Diagnostics diagnostics, Supplier<List<Fact>> runs, Runnable close) {
        this.diagnostics = diagnostics;
        this.runs = runs;
        setId("diagnostics");
        getStyleClass().add("card");
        setMaxSize(WIDTH, USE_PREF_SIZE);
        var title = new Label("Diagnostics");
        title.getStyleClass().add("card-title");
        setTop(new VBox(6, title, hint("How smoothly the window answers. Its thread is asked a hundred times a second for a "
            + "sign of life; what takes longer than 50 ms can be felt.")));
        stack.setId("diagnostics-stack");
        stack.setEditable(false);
        stack.setPrefRowCount(STACK_ROWS);
        stack.getStyleClass().add("code");
        facts.setId("diagnostics-facts");
        var scroll = new ScrollPane(new VBox(14, section("The last frames", strip),
            section("Answers of the window's thread, by how long they took", bars), facts,
            section("Where it was in its longest block", stack)));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("device-scroll");
        BorderPane.setMargin(scroll, new Insets(12, 0, 12, 0));
        setCenter(scroll);
        setBottom(buttons(close));
        clock.setCycleCount(Animation.INDEFINITE);
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                clock.stop();
            } else {
                clock.play();
            }
        });
        refresh();
    }

    private HBox buttons(Runnable close) {
        var copy = new Button("Copy as text", new FontIcon(Feather.COPY));
        copy.setId("diagnostics-copy");
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString(report().text());
            Clipboard.getSystemClipboard().setContent(content);
        });
        var again = new Button("Measure anew", new FontIcon(Feather.ROTATE_CW));
        again.setId("diagnostics-reset");
        again.setOnAction(_ -> {
            diagnostics.reset();
            refresh();
        });
        var shut = new Button("Close");
        shut.setId("diagnostics-close");
        shut.getStyleClass().add(Styles.ACCENT);
        shut.setDefaultButton(true);
        shut.setOnAction(_ -> close.run());
        var row = new HBox(8, copy, again, shut);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private DiagnosticsReport report() {
        return DiagnosticsReport.of(diagnostics, runs.get());
    }

    private void refresh() {
        DiagnosticsReport report = report();
        strip.show(diagnostics.frames().lately());
        bars.show(report.blocks());
        String where = DiagnosticsReport.stack(report.blocks().worst());
        if (!stack.getText().equals(where)) { // what somebody selects in it stays
            stack.setText(where);
        }
        if (values.isEmpty()) {
            facts.getChildren().setAll(report.sections().stream().map(s -> section(s.title(), grid(s.facts()))).toList());
        }
        // The labels are the same each time; making them anew would be seen in the frames that are measured here.
        var now = report.sections().stream().flatMap(s -> s.facts().stream()).toList();
        for (int i = 0; i < values.size(); i++) {
            values.get(i).setText(now.get(i).value());
        }
    }

    private GridPane grid(List<Fact> facts) {
        var grid = new GridPane(12, 3);
        var right = new ColumnConstraints();
        right.setMaxWidth(WIDTH - LABELS - 80);
        grid.getColumnConstraints().setAll(new ColumnConstraints(LABELS), right);
        for (int i = 0; i < facts.size(); i++) {
            var label = new Label(facts.get(i).label());
            label.getStyleClass().add(Styles.TEXT_MUTED);
            GridPane.setValignment(label, VPos.TOP);
            var value = new Label(facts.get(i).value());
            value.setWrapText(true);
            value.setMinHeight(Region.USE_PREF_SIZE);
            values.add(value);
            grid.addRow(i, label, value);
        }
        return grid;
    }

    private static VBox section(String title, Node content) {
        var label = new Label(title);
        label.getStyleClass().add("section-title");
        return new VBox(4, label, content);
    }

    private static Label hint(String text) {
        var label = new Label(text);
        label.getStyleClass().add("hint");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
