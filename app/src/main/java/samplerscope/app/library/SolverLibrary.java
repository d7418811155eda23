package samplerscope.app.library;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import samplerscope.library.Measured;
import samplerscope.solver.SolverFamily;

/// A card with every solver: a list in groups with a page beside it, the family map behind a second tab, and behind a
/// third the samplers that published programs make of them.
public final class SolverLibrary extends BorderPane {

    private static final Insets BELOW_TABS = new Insets(12, 0, 0, 0);

    private final SolverList list;
    private final Measured measured = Measured.shipped();
    private final ScrollPane page = new ScrollPane();
    private final TabPane tabs = new TabPane();
    private final Button use = new Button("Use in this lane");
    private final Button add = new Button("Add as a lane");

    /// @param shown the solver whose page is open at first
    /// @param use   lets the focused lane use a solver
    /// @param add   adds a lane with a solver
    /// @param lanes adds lanes with published samplers; `steps` are those of the focused lane
    public SolverLibrary(List<SolverFamily> families, String shown, Consumer<SolverFamily> use,
                         Consumer<SolverFamily> add, int steps, LaneMaker lanes, Runnable close) {
        setId("library");
        getStyleClass().add("card");
        setMaxSize(1280, 880);
        list = new SolverList("library", families);
        var solvers = new Tab("Solvers", solvers());
        var map = new Tab("Family map", new FamilyMapPane(families, family -> {
            list.select(family.id());
            tabs.getSelectionModel().selectFirst();
        }));
        var published = new Tab("Published samplers", new PresetPane(steps, measured, (name, change) -> {
            if (getScene() != null) {
                close.run();
            }
            lanes.make(name, change);
        }));
        tabs.getTabs().setAll(solvers, map, published);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setId("library-tabs");
        setCenter(tabs);
        setBottom(buttons(families.size(), use, add, close));
        list.onSelected(this::show);
        list.onTaken(2, _ -> take(use, close)); // one click shows the page
        list.select(shown);
        show(list.selection());
    }

    /// Opens the family map instead of the list.
    public void showMap() {
        tabs.getSelectionModel().select(1);
    }

    /// Opens the samplers of published programs instead of the list.
    public void showPublished() {
        tabs.getSelectionModel().select(2);
    }

    /// Ready to type into.
    public void begin() {
        list.begin();
    }

    private HBox solvers() {
        page.setFitToWidth(true);
        page.setId("library-page");
        page.getStyleClass().add("side");
        HBox.setHgrow(page, Priority.ALWAYS);
        list.setPrefWidth(480);
        list.setMinWidth(320);
        var both = new HBox(16, list, page);
        both.setPadding(BELOW_TABS);
        return both;
    }

    private HBox buttons(int count, Consumer<SolverFamily> useIt, Consumer<SolverFamily> addIt, Runnable close) {
        use.setId("library-use");
        use.getStyleClass().add(Styles.ACCENT);
        use.setDefaultButton(true);
        use.setOnAction(_ -> take(useIt, close));
        add.setId("library-add");
        add.setOnAction(_ -> take(addIt, close));
        // They act on the solver of the list, so they go with it.
        var listed = tabs.getSelectionModel().selectedIndexProperty().isEqualTo(0);
        for (Button button : List.of(use, add)) {
            button.visibleProperty().bind(listed);
            button.managedProperty().bind(listed);
        }
        var shut = new Button("Close");
        shut.setId("library-close");
        shut.setOnAction(_ -> close.run());
        var hint = new Label("%d solvers. A jar on the class path can bring more.".formatted(count));
        hint.getStyleClass().add("hint");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(8, hint, gap, shut, add, use);
        row.setAlignment(Pos.CENTER_RIGHT);
        row.setPadding(BELOW_TABS);
        return row;
    }

    private void take(Consumer<SolverFamily> action, Runnable close) {
        list.selection().ifPresent(family -> {
            close.run();
            action.accept(family);
        });
    }

    private void show(Optional<SolverFamily> family) {
        use.setDisable(family.isEmpty());
        add.setDisable(family.isEmpty());
        page.setContent(family.<Region>map(one -> new SolverPage(one, measured)).orElseGet(() -> empty(list.words())));
        page.setVvalue(0);
    }

    private static Region empty(String text) {
        var label = new Label("No solver has all of these words: " + text + ".\nClear the search to see all.");
        label.getStyleClass().add("hint");
        label.setWrapText(true);
        return label;
    }
}
