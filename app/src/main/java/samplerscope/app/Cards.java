package samplerscope.app;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.command.Command;
import samplerscope.app.study.LaneState.Problem;

/// The small cards of the window: an error, a message, the shortcut sheet.
final class Cards {

    private static final double WIDTH = 520;
    private static final double CODE_WIDTH = 820;

    private Cards() {}

    /// Two sentences, and a way to hand the details to somebody.
    static Region problem(Problem problem, Runnable close) {
        var icon = new FontIcon(Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add("problem");
        var title = title(sentence(problem.happened()));
        title.setId("problem-happened");
        var head = new HBox(10, icon, title);
        head.setAlignment(Pos.TOP_LEFT);
        var remedy = new Label(sentence(problem.remedy()));
        remedy.setWrapText(true);
        remedy.setId("problem-remedy");
        var copy = new Button("Copy details", new FontIcon(Feather.COPY));
        copy.setId("problem-copy");
        copy.setOnAction(_ -> copy(problem.details()));
        return card("problem", close, List.of(head, remedy), copy);
    }

    static Region message(String title, String text, Runnable close) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setId("message-text");
        return card("message", close, List.of(title(title), label));
    }

    /// A text to read.
    static Region document(String title, String text, Runnable close) {
        var area = new TextArea(text);
        area.setId("document-text");
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("code");
        area.setPrefRowCount(30);
        Region card = card("document", close, List.of(title(title), area));
        card.setMaxWidth(CODE_WIDTH);
        return card;
    }

    /// A program to copy or to save.
    static Region code(String title, String text, Runnable save, Runnable close) {
        var area = new TextArea(text);
        area.setId("code-text");
        area.setEditable(false);
        area.getStyleClass().add("code");
        area.setPrefRowCount(22);
        var copy = new Button("Copy", new FontIcon(Feather.COPY));
        copy.setId("code-copy");
        copy.setOnAction(_ -> copy(text));
        var keep = new Button("Save\u2026", new FontIcon(Feather.SAVE));
        keep.setId("code-save");
        keep.setOnAction(_ -> save.run());
        Region card = card("code", close, List.of(title(title), area), copy, keep);
        card.setMaxWidth(CODE_WIDTH);
        return card;
    }

    /// One line of text; `Enter` takes it.
    static Region ask(String title, String start, Consumer<String> answer, Runnable close) {
        var field = new TextField(start);
        field.setId("ask-field");
        field.setOnAction(_ -> {
            close.run();
            answer.accept(field.getText());
        });
        Region card = card("ask", close, List.of(title(title), field));
        card.focusedProperty().addListener((_, _, _) -> field.requestFocus());
        return card;
    }

    /// Every command that has a key.
    static Region shortcuts(List<Command> commands, Runnable close) {
        var grid = new GridPane(24, 4);
        int half = (int) Math.ceil(commands.stream().filter(c -> c.key().isPresent()).count() / 2.0);
        int index = 0;
        for (Command command : commands) {
            if (command.key().isEmpty()) {
                continue;
            }
            var key = new Label(command.keyWords());
            key.getStyleClass().add("shortcut-key");
            int column = index / half * 2;
            grid.add(key, column, index % half);
            grid.add(new Label(command.text().get()), column + 1, index % half);
            index++;
        }
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        Region card = card("shortcuts", close, List.of(title("Keys"), scroll));
        card.setMaxWidth(760);
        return card;
    }

    private static Region card(String id, Runnable close, List<? extends Region> content, Button... more) {
        var ok = new Button("Close");
        ok.setId(id + "-close");
        ok.getStyleClass().add(Styles.ACCENT);
        ok.setDefaultButton(true);
        ok.setOnAction(_ -> close.run());
        var buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getChildren().addAll(more);
        buttons.getChildren().add(ok);
        var card = new VBox();
        card.setId(id);
        card.getStyleClass().add("card");
        card.getChildren().addAll(content);
        card.getChildren().add(buttons);
        card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        return card;
    }

    private static Label title(String text) {
        var title = new Label(text);
        title.getStyleClass().add("card-title");
        title.setWrapText(true);
        title.setMaxWidth(WIDTH - 80);
        return title;
    }

    /// A capital letter and a full stop; a sentence that begins with the name of a file or a place keeps it as it is.
    private static String sentence(String words) {
        boolean plain = words.matches("[a-z]+[ ,'].*");
        String begun = plain ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : words;
        return begun.endsWith(".") ? begun : begun + ".";
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
