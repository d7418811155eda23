package samplerscope.app.setup;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The path of a file, or where no extension is asked for, of a folder: typed, or chosen.
final class PathField extends HBox {

    private final TextField field = new TextField();
    private String shown = "";
    private Consumer<String> change = _ -> {};

    PathField(FileChoice files, String what, List<String> extensions) {
        super(6);
        boolean isFolder = extensions.isEmpty();
        field.setPromptText(isFolder ? "no folder chosen" : "no file chosen");
        HBox.setHgrow(field, Priority.ALWAYS);
        var browse = new Button("", new FontIcon(Feather.FOLDER));
        browse.getStyleClass().add(Styles.BUTTON_ICON);
        browse.setAccessibleText("browse");
        browse.setTooltip(new Tooltip(isFolder ? "Choose a folder" : "Choose a file"));
        browse.setOnAction(_ -> (isFolder ? files.folder(what) : files.open(what, extensions)).map(Path::toString)
            .ifPresent(this::changed));
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
        field.end(); // the name at the end says more than the folders before it
    }

    private void changed(String path) {
        if (!path.equals(shown) && !path.isBlank()) {
            show(path);
            change.accept(path);
        }
    }
}
