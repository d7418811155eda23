package samplerscope.app.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import samplerscope.solver.SolverFamily;

/// All solvers under the headings of their groups, with a field that narrows them down as one types. The keys work from
/// the field: up and down walk the solvers, Enter takes one.
public final class SolverList extends VBox {

    private static final double ROW = 28;
    /// Rows kept in sight above a row that the keys walk to.
    private static final int CONTEXT = 4;

    private final List<SolverFamily> families;
    private final TextField query = new TextField();
    private final ListView<LibraryRow> list = new ListView<>();
    private Consumer<SolverFamily> taken = _ -> {};
    private int clicksToTake = 1;
    private Consumer<Optional<SolverFamily>> selected = _ -> {};

    /// @param id node ids are `id-query` and `id-list`
    public SolverList(String id, List<SolverFamily> families) {
        super(8);
        this.families = families;
        getStyleClass().add("solver-list");
        query.setId(id + "-query");
        query.setPromptText("Search by name, id, paper or word");
        query.setAccessibleText("search solvers");
        query.textProperty().addListener((_, _, text) -> filter(text));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
        list.setId(id + "-list");
        list.setFixedCellSize(ROW);
        list.setAccessibleText("solvers, by group");
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
        list.setCellFactory(_ -> new LibraryCell());
        list.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> selected.accept(selection()));
        list.setOnMouseClicked(e -> {
            boolean takes = e.getButton() == MouseButton.PRIMARY && e.getClickCount() == clicksToTake;
            if (takes && LibraryCell.isSolver(e.getTarget())) {
                selection().ifPresent(taken);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(query, list);
        filter("");
    }

    /// Called when a solver is clicked as often as that, or Enter is pressed.
    public void onTaken(int clicks, Consumer<SolverFamily> listener) {
        clicksToTake = clicks;
        taken = listener;
    }

    /// Called with what is selected now; empty when no solver matches the search.
    void onSelected(Consumer<Optional<SolverFamily>> listener) {
        selected = listener;
    }

    Optional<SolverFamily> selection() {
        return list.getSelectionModel().getSelectedItem() instanceof LibraryRow.Solver(SolverFamily family, var _)
            ? Optional.of(family) : Optional.empty();
    }

    String words() {
        return query.getText();
    }

    /// Shows all, with one selected and in sight; the first one where there is no such solver.
    public void select(String solver) {
        query.clear();
        list.getItems().stream().filter(row -> row instanceof LibraryRow.Solver s && s.family().id().equals(solver))
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
        list.getItems().setAll(LibraryRow.grouped(families, words));
        list.getItems().stream().filter(LibraryRow.Solver.class::isInstance).findFirst()
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

    /// Moves by so many solvers; headings are passed over.
    private void walk(int direction, int solvers) {
        int left = solvers;
        int reached = list.getSelectionModel().getSelectedIndex();
        for (int at = reached + direction; at >= 0 && at < list.getItems().size() && left > 0; at += direction) {
            if (list.getItems().get(at) instanceof LibraryRow.Solver) {
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
