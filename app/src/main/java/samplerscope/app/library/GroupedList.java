package samplerscope.app.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Things under the headings of their groups, with a field that narrows them down as one types. The keys work from the
/// field: up and down walk the things, Enter takes one.
///
/// @param <T> what is listed
public sealed class GroupedList<T> extends VBox permits SolverList, PresetList {

    private static final double ROW = 28;
    /// Rows kept in sight above a row that the keys walk to.
    private static final int CONTEXT = 4;

    private final List<LibraryRow.Item<T>> items;
    private final TextField query = new TextField();
    private final ListView<LibraryRow<T>> list = new ListView<>();
    private Consumer<T> taken = _ -> {};
    private int clicksToTake = 1;
    private Consumer<Optional<T>> selected = _ -> {};

    /// @param id   node ids are `id-query` and `id-list`
    /// @param what is listed, in the plural
    GroupedList(String id, String what, List<LibraryRow.Item<T>> items) {
        super(8);
        this.items = items;
        getStyleClass().add("grouped-list");
        query.setId(id + "-query");
        query.setPromptText("Search by name, id, paper or word");
        query.setAccessibleText("search " + what);
        query.textProperty().addListener((_, _, text) -> filter(text));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
        list.setId(id + "-list");
        list.setFixedCellSize(ROW);
        list.setAccessibleText(what + ", by group");
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
        list.setCellFactory(_ -> new LibraryCell<>());
        list.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> selected.accept(selection()));
        list.setOnMouseClicked(e -> {
            boolean takes = e.getButton() == MouseButton.PRIMARY && e.getClickCount() == clicksToTake;
            if (takes && LibraryCell.isItem(e.getTarget())) {
                selection().ifPresent(taken);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(query, list);
        filter("");
    }

    /// Called when one is clicked as often as that, or Enter is pressed.
    public void onTaken(int clicks, Consumer<T> listener) {
        clicksToTake = clicks;
        taken = listener;
    }

    /// Called with what is selected now; empty when none matches the search.
    void onSelected(Consumer<Optional<T>> listener) {
        selected = listener;
    }

    Optional<T> selection() {
        return list.getSelectionModel().getSelectedItem() instanceof LibraryRow.Item<T> item
            ? Optional.of(item.value()) : Optional.empty();
    }

    String words() {
        return query.getText();
    }

    /// Shows all, with one selected and in sight; the first one where there is no such.
    void select(Predicate<T> wanted) {
        query.clear();
        list.getItems().stream().filter(row -> row instanceof LibraryRow.Item<T> item && wanted.test(item.value()))
            .findFirst().ifPresent(row -> {
                list.getSelectionModel().select(row);
                // A list that was never laid out does not know yet how far it can scroll.
                Platform.runLater(() -> list.scrollTo(Math.max(0, list.getItems().indexOf(row) - CONTEXT)));
            });
    }

    /// Ready to type into.
    public void begin() {
        query.requestFocus();
    }

    private void filter(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).trim().split("\\s+"));
        list.getItems().setAll(LibraryRow.grouped(items, words));
        list.getItems().stream().filter(LibraryRow.Item.class::isInstance).findFirst()
            .ifPresentOrElse(list.getSelectionModel()::select, () -> selected.accept(Optional.empty()));
    }

    private void keys(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> walk(-1, 1);
            case DOWN -> walk(1, 1);
            case PAGE_UP -> walk(-1, 10);
            case PAGE_DOWN -> walk(1, 10);
            case ENTER -> selection().ifPresent(taken);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Moves by so many; headings are passed over.
    private void walk(int direction, int count) {
        int left = count;
        int reached = list.getSelectionModel().getSelectedIndex();
        for (int at = reached + direction; at >= 0 && at < list.getItems().size() && left > 0; at += direction) {
            if (list.getItems().get(at) instanceof LibraryRow.Item<T>) {
                reached = at;
                left--;
            }
        }
        if (reached >= 0) {
            list.getSelectionModel().select(reached);
            list.scrollTo(Math.max(0, reached - CONTEXT));
        }
    }
}
