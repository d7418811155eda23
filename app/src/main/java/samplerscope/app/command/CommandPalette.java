package samplerscope.app.command;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Finds any command by typing parts of its words; `Enter` does it.
public final class CommandPalette extends VBox {

    private final TextField query = new TextField();
    private final ListView<Command> list = new ListView<>();
    private final FilteredList<Command> matches;
    private final Runnable close;

    /// @param close hides the palette
    public CommandPalette(List<Command> commands, Runnable close) {
        this.close = close;
        matches = new FilteredList<>(FXCollections.observableArrayList(commands));
        setId("palette");
        getStyleClass().add("palette");
        query.setPromptText("Type a command");
        query.setId("palette-query");
        query.textProperty().addListener((_, _, text) -> filter(text));
        list.setItems(matches);
        list.setCellFactory(_ -> new CommandCell());
        list.setOnMouseClicked(_ -> perform());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(query, list);
        filter("");
    }

    /// Ready to type into.
    public void begin() {
        query.clear();
        query.requestFocus();
        list.getSelectionModel().selectFirst();
    }

    private void filter(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).trim().split("\\s+");
        matches.setPredicate(command -> {
            String words = (command.menu() + " " + command.text().get()).toLowerCase(Locale.ROOT);
            return command.enabled().get() && List.of(parts).stream().allMatch(words::contains);
        });
        list.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.ENTER) {
            perform();
        } else if (code == KeyCode.ESCAPE) {
            close.run();
        } else if (code == KeyCode.DOWN || code == KeyCode.UP) {
            int next = list.getSelectionModel().getSelectedIndex() + (code == KeyCode.DOWN ? 1 : -1);
            list.getSelectionModel().select(Math.clamp(next, 0, Math.max(0, matches.size() - 1)));
            list.scrollTo(list.getSelectionModel().getSelectedIndex());
        } else {
            return;
        }
        event.consume();
    }

    private void perform() {
        Command command = list.getSelectionModel().getSelectedItem();
        if (command != null) {
            close.run();
            command.perform();
        }
    }

    private static final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            var menu = new Label(command.menu());
            menu.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            menu.setMinWidth(108);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var key = new Label(command.keyWords());
            key.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            var row = new HBox(8, menu, new Label(command.text().get()), gap, key);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
