package samplerscope.app.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The path of a file: typed, or chosen.
final class PathField extends HBox {

    private final TextField field = new TextField();
    private String shown = "";
    private Consumer<String> change = _ -> {};

    PathField(FileChoice files, String what, List<String> extensions) {
        super(6);
        field.setPromptText("no file chosen");
        HBox.setHgrow(field, Priority.ALWAYS);
        var browse = new Button("Browse\u2026");
        browse.setTooltip(new Tooltip("Choose a file"));
        browse.setOnAction(_ -> files.open(what, extensions).map(Path::toString).ifPresent(this::changed));
        field.setOnAction(_ -> changed(field.getText()));
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                changed(field.getText());
            }
        });
        getChildren().setAll(field, browse);
    }

    void onChange(Consumer<String> listener) {
        change = listener;
    }

    void show(String path) {
        shown = path;
        field.setText(path);
    }

    private void changed(String path) {
        if (!path.equals(shown) && !path.isBlank()) {
            show(path);
            change.accept(path);
        }
    }
}
