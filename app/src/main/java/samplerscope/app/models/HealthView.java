package samplerscope.app.models;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.bench.ModelHealth;

/// What a check is at, and what came of it: below the card of the model that it is about.
final class HealthView extends VBox {

    private HealthView(List<Node> content) {
        super(8);
        getStyleClass().add("health");
        setId("model-health");
        getChildren().setAll(content);
    }

    static HealthView of(HealthCheck.State state, Runnable stop) {
        return new HealthView(switch (state) {
            case HealthCheck.State.Idle _ -> List.of();
            case HealthCheck.State.Running running -> List.of(progress(running, stop));
            case HealthCheck.State.Done(var _, ModelHealth health) -> result(health, stop);
            case HealthCheck.State.Failed(var _, var problem) -> List.of(
                row(words("%s; %s.".formatted(problem.happened(), problem.remedy()), "problem"), close(stop)));
        });
    }

    private static Node progress(HealthCheck.State.Running running, Runnable stop) {
        var bar = new ProgressBar(running.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS
            : (double) running.done() / running.total());
        bar.setPrefWidth(160);
        var button = new Button("Stop");
        button.setId("health-stop");
        button.setOnAction(_ -> stop.run());
        String what = switch (running.stage()) {
            case "open" -> "opening the model\u2026";
            case "levels" -> "asking it at noise level %d of %d\u2026".formatted(running.done() + 1, running.total());
            default -> "timing %d of %d\u2026".formatted(Math.min(running.done() + 1, running.total()),
                running.total());
        };
        return row(bar, words(what, "muted"), button);
    }

    private static List<Node> result(ModelHealth health, Runnable stop) {
        if (!health.isSound()) {
            String where = String.join(", ", health.levels().stream().filter(l -> !l.finite())
                .map(l -> "%.1f".formatted(l.at().lambda())).toList());
            return List.of(row(words("Its numbers are not finite at \u03bb = %s; check schedule and timestep."
                .formatted(where), "problem"), close(stop)));
        }
        var copy = new Button("Copy", new FontIcon(Feather.COPY));
        copy.setId("health-copy");
        copy.setOnAction(_ -> copy(health.table().markdown()));
        Label sound = words("Finite at all %d noise levels. Milliseconds for one evaluation of a batch, the median of "
            .formatted(health.levels().size()) + "repeated calls:", "muted");
        return List.of(sound, row(times(health), copy, close(stop)));
    }

    /// A row per number of threads, a column per batch.
    private static GridPane times(ModelHealth health) {
        var grid = new GridPane(18, 4);
        grid.setId("health-times");
        List<Integer> batches = health.speeds().stream().map(ModelHealth.Speed::batch).distinct().toList();
        List<Integer> threads = health.speeds().stream().map(ModelHealth.Speed::threads).distinct().toList();
        for (int column = 0; column < batches.size(); column++) {
            number(grid, "batch " + batches.get(column), column + 1, 0, "muted");
        }
        for (int row = 0; row < threads.size(); row++) {
            grid.add(words(threads.get(row) + (threads.get(row) == 1 ? " thread" : " threads"), "muted"), 0, row + 1);
        }
        for (ModelHealth.Speed speed : health.speeds()) {
            number(grid, millis(speed.seconds()), batches.indexOf(speed.batch()) + 1,
                threads.indexOf(speed.threads()) + 1, "mono");
        }
        return grid;
    }

    private static void number(GridPane grid, String text, int column, int row, String style) {
        Label label = words(text, style);
        GridPane.setHalignment(label, HPos.RIGHT);
        grid.add(label, column, row);
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, seconds < 0.1 ? "%.2f" : "%.0f", seconds * 1e3);
    }

    private static Button close(Runnable stop) {
        var button = new Button("Hide");
        button.setId("health-hide");
        button.setOnAction(_ -> stop.run());
        return button;
    }

    private static HBox row(Node... content) {
        var row = new HBox(12, content);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label words(String text, String style) {
        var label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        return label;
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
