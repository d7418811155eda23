package samplerscope.app.library;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.library.Measured;
import samplerscope.solver.SolverFamily;

/// A card with every solver: a list in groups with a page beside it, and the family map behind a second tab.
public final class SolverLibrary extends BorderPane {

    private final List<SolverFamily> families;
    private final Measured measured = Measured.shipped();
    private final ListView<LibraryRow> list = new ListView<>();
    private final TextField query = new TextField();
    private final ScrollPane page = new ScrollPane();
    private final TabPane tabs = new TabPane();
    private final Button use = new Button("Use in this lane");
    private final Button add = new Button("Add as a lane");

    /// @param shown the solver whose page is open at first
    /// @param use   lets the focused lane use a solver
    /// @param add   adds a lane with a solver
    public SolverLibrary(List<SolverFamily> families, String shown, Consumer<SolverFamily> use,
                         Consumer<SolverFamily> add, Runnable close) {
        this.families = families;
        setId("library");
        getStyleClass().add("card");
        setMaxSize(1120, 640);
        var solvers = new Tab("Solvers", solvers());
        var map = new Tab("Family map", new FamilyMapPane(families, family -> {
            select(family);
            tabs.getSelectionModel().selectFirst();
        }));
        tabs.getTabs().setAll(solvers, map);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("library-tabs");
        setCenter(tabs);
        setBottom(buttons(use, add, close));
        filter("");
        families.stream().filter(f -> f.id().equals(shown)).findFirst().or(() -> families.stream().findFirst())
            .ifPresent(this::select);
    }

    /// Opens the family map instead of the list.
    public void showMap() {
        tabs.getSelectionModel().select(1);
    }

    /// Ready to type into.
    public void begin() {
        query.requestFocus();
    }

    private HBox solvers() {
        query.setPromptText("Search by name, id, paper or word");
        query.setId("library-query");
        query.textProperty().addListener((_, _, text) -> filter(text));
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::arrows);
        list.setId("library-list");
        list.setCellFactory(_ -> new LibraryCell());
        list.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row instanceof LibraryRow.Solver(SolverFamily family, var _)) {
                page.setContent(new SolverPage(family, measured));
                page.setVvalue(0);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        page.setFitToWidth(true);
        page.setId("library-page");
        page.getStyleClass().add("side");
        HBox.setHgrow(page, Priority.ALWAYS);
        var left = new VBox(8, query, list);
        left.setPrefWidth(400);
        left.setMinWidth(320);
        return new HBox(16, left, page);
    }

    private HBox buttons(Consumer<SolverFamily> useIt, Consumer<SolverFamily> addIt, Runnable close) {
        use.setId("library-use");
        use.getStyleClass().add(Styles.ACCENT);
        use.setDefaultButton(true);
        use.setOnAction(_ -> selected(family -> {
            close.run();
            useIt.accept(family);
        }));
        add.setId("library-add");
        add.setOnAction(_ -> selected(family -> {
            close.run();
            addIt.accept(family);
        }));
        var shut = new Button("Close");
        shut.setId("library-close");
        shut.setOnAction(_ -> close.run());
        var count = new Label("%d solvers. A jar on the class path can bring more.".formatted(families.size()));
        count.getStyleClass().add("hint");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(8, count, gap, shut, add, use);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private void selected(Consumer<SolverFamily> action) {
        if (list.getSelectionModel().getSelectedItem() instanceof LibraryRow.Solver(SolverFamily family, var _)) {
            action.accept(family);
        }
    }

    private void select(SolverFamily family) {
        query.clear();
        list.getItems().stream().filter(row -> row instanceof LibraryRow.Solver s && s.family().equals(family))
            .findFirst().ifPresent(row -> {
                list.getSelectionModel().select(row);
                list.scrollTo(Math.max(0, list.getItems().indexOf(row) - 3));
            });
    }

    private void filter(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).trim().split("\\s+"));
        list.getItems().setAll(LibraryRow.grouped(families, words));
        list.getItems().stream().filter(LibraryRow.Solver.class::isInstance).findFirst()
            .ifPresent(row -> list.getSelectionModel().select(row));
        boolean none = list.getItems().isEmpty();
        use.setDisable(none);
        add.setDisable(none);
        if (none) {
            page.setContent(empty(text));
        }
    }

    private static Region empty(String text) {
        var label = new Label("No solver has all of these words: " + text + ".\nClear the search to see all.");
        label.getStyleClass().add("hint");
        label.setWrapText(true);
        return label;
    }

    /// Arrow keys walk the list while the search field has the focus; headings are passed over.
    private void arrows(KeyEvent event) {
        int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (step == 0) {
            return;
        }
        int at = list.getSelectionModel().getSelectedIndex() + step;
        while (at >= 0 && at < list.getItems().size() && !(list.getItems().get(at) instanceof LibraryRow.Solver)) {
            at += step;
        }
        if (at >= 0 && at < list.getItems().size()) {
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - 4));
        }
        event.consume();
    }
}
