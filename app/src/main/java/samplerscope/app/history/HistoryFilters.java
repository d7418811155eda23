package samplerscope.app.history;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Names;
import samplerscope.history.History;
import samplerscope.history.QueryReader;

/// What to look for: a field for words and conditions, and the conditions that people want most beside it.
final class HistoryFilters extends HBox {

    private final TextField search = new TextField();
    private final ComboBox<Optional<String>> model;
    private final ComboBox<Optional<String>> solver;
    private final ComboBox<Optional<String>> tag;

    HistoryFilters(HistoryModel history) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        search.setId("history-search");
        search.setPromptText("Search: words, solver:unipc, nfe<=10, tag:paper, error<0.05 \u2026");
        search.setAccessibleText("Search the history");
        var tip = new Tooltip("Finds " + QueryReader.FORMS);
        tip.setWrapText(true);
        tip.setMaxWidth(460);
        search.setTooltip(tip);
        search.textProperty().bindBidirectional(history.text());
        setHgrow(search, Priority.ALWAYS);
        model = box("model", "Any model", history.model());
        solver = box("solver", "Any solver", history.solver());
        tag = box("tag", "Any tag", history.tag());
        getChildren().setAll(search, model, solver, tag, since(history.since()),
            toggle("favourites", "Only favourites", Feather.STAR, history.favourites()),
            toggle("deleted", "Deleted runs, which can be brought back", Feather.TRASH_2, history.deleted()));
    }

    TextField search() {
        return search;
    }

    /// Offers what occurs in the history; what is chosen stays, even when nothing has it any more.
    void offer(History.Words words) {
        fill(model, words.models());
        fill(solver, words.solvers());
        fill(tag, words.tags());
    }

    private static void fill(ComboBox<Optional<String>> box, List<String> words) {
        Optional<String> chosen = box.getValue();
        var items = new ArrayList<Optional<String>>();
        items.add(Optional.empty());
        words.forEach(word -> items.add(Optional.of(word)));
        chosen.filter(word -> !words.contains(word)).ifPresent(word -> items.add(Optional.of(word)));
        if (!items.equals(box.getItems())) {
            box.getItems().setAll(items);
            box.setValue(chosen);
        }
    }

    private static ComboBox<Optional<String>> box(String what, String any, ObjectProperty<Optional<String>> value) {
        var box = new ComboBox<Optional<String>>();
        box.getItems().setAll(List.of(Optional.empty()));
        dress(box, what, word -> word.orElse(any));
        box.setValue(value.get());
        box.valueProperty().subscribe(chosen -> value.set(chosen == null ? Optional.empty() : chosen));
        return box;
    }

    private static ComboBox<HistoryModel.Since> since(ObjectProperty<HistoryModel.Since> value) {
        var box = new ComboBox<HistoryModel.Since>();
        box.getItems().setAll(HistoryModel.Since.values());
        dress(box, "since", since -> capital(since.words()));
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    private static <T> void dress(ComboBox<T> box, String what, Function<T, String> words) {
        box.setId("history-" + what);
        box.setAccessibleText("Filter by " + what);
        box.setConverter(new Names<>(words));
        box.setPrefWidth(128);
        box.setMinWidth(96);
    }

    private static ToggleButton toggle(String what, String words, Feather icon, BooleanProperty on) {
        var button = new ToggleButton("", new FontIcon(icon));
        button.setId("history-" + what);
        button.getStyleClass().add(Styles.BUTTON_ICON);
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
        button.selectedProperty().bindBidirectional(on);
        return button;
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
