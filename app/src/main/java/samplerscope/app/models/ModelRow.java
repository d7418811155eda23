package samplerscope.app.models;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The card of one model: picture, what it can do, and what can be done with it. `Enter` uses it, `Delete` takes an own
/// model off the list.
final class ModelRow extends VBox {

    private static final double PICTURE = 76;

    private final ModelEntry entry;
    private final StackPane frame = new StackPane();
    private boolean looked;

    /// What a card asks for.
    interface Actions {
        void use(ModelEntry entry);

        void check(ModelEntry entry);

        void remove(ModelEntry entry);
    }

    ModelRow(ModelEntry entry, Actions actions) {
        super(8);
        this.entry = entry;
        getStyleClass().addAll("device-row", "model-row");
        setFocusTraversable(true);
        setAccessibleText(entry.name());
        placeholder(entry.kind() == ModelEntry.Kind.MAKER ? Feather.FOLDER_PLUS : Feather.BOX);
        HBox line = new HBox(14, frame, texts());
        line.setAlignment(Pos.CENTER_LEFT);
        if (entry.kind() == ModelEntry.Kind.OWN) {
            line.getChildren().add(button("Remove", "Take %s off the list; its files stay", () ->
                actions.remove(entry)));
        }
        if (entry.problem().isEmpty()) {
            addUses(line, actions);
        }
        getChildren().setAll(line);
        setOnMousePressed(_ -> requestFocus());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && entry.problem().isEmpty()) {
                actions.use(entry);
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE && entry.kind() == ModelEntry.Kind.OWN) {
                actions.remove(entry);
                event.consume();
            }
        });
    }

    private void addUses(HBox line, Actions actions) {
        boolean isMaker = entry.kind() == ModelEntry.Kind.MAKER;
        if (!isMaker && !entry.isMasked()) {
            Button check = button("Check", "Ask %s once at several noise levels, and time it", () ->
                actions.check(entry));
            check.setId("model-check-" + entry.key());
            line.getChildren().add(check);
        }
        String place = entry.isMasked() ? "masked lab" : "focused lane";
        Button use = button(isMaker ? "Choose\u2026" : "Use",
            isMaker ? "Choose a file for: %s" : "Use %s in the " + place, () -> actions.use(entry));
        use.getStyleClass().add(Styles.ACCENT);
        use.setId("model-use-" + entry.key());
        line.getChildren().add(use);
    }

    ModelEntry entry() {
        return entry;
    }

    private void placeholder(Ikon sign) {
        var icon = new FontIcon(sign);
        icon.getStyleClass().add("device-icon");
        frame.getStyleClass().add("model-picture");
        frame.setMinSize(PICTURE, PICTURE);
        frame.setMaxSize(PICTURE, PICTURE);
        frame.getChildren().setAll(icon);
    }

    void show(Image picture) {
        var view = new ImageView(picture);
        view.setFitWidth(PICTURE);
        view.setFitHeight(PICTURE);
        view.setPreserveRatio(true);
        view.setSmooth(picture.getWidth() > PICTURE);
        frame.getChildren().setAll(view);
    }

    /// Its picture is on its way.
    void look() {
        looked = true;
    }

    boolean isLooked() {
        return looked;
    }

    boolean hasPicture() {
        return frame.getChildren().getFirst() instanceof ImageView;
    }

    /// What a check says, below the card; nothing takes it away.
    void tell(Node... below) {
        getChildren().remove(1, getChildren().size());
        getChildren().addAll(below);
    }

    private VBox texts() {
        var name = new Label(entry.name());
        name.getStyleClass().add("device-name");
        var badge = new Label(entry.kind().badge());
        badge.getStyleClass().addAll("chip", "chip-4");
        var head = new HBox(8, name, badge);
        head.getStyleClass().add("device-head");
        var texts = new VBox(head);
        texts.getStyleClass().add("device-texts");
        add(texts, entry.able(), "muted");
        add(texts, entry.facts(), "muted");
        add(texts, entry.about(), "hint");
        entry.problem().ifPresent(why -> add(texts, why, "problem"));
        HBox.setHgrow(texts, Priority.ALWAYS);
        return texts;
    }

    private static void add(VBox texts, String words, String style) {
        if (!words.isEmpty()) {
            var label = new Label(words);
            label.getStyleClass().add(style);
            label.setWrapText(true);
            label.setMinHeight(USE_PREF_SIZE);
            texts.getChildren().add(label);
        }
    }

    private Button button(String words, String help, Runnable action) {
        var button = new Button(words);
        button.setMinWidth(USE_PREF_SIZE);
        button.setAccessibleText(help.formatted(entry.name()));
        button.setTooltip(new Tooltip(help.formatted(entry.name())));
        button.setOnAction(_ -> action.run());
        return button;
    }
}
