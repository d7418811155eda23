package samplerscope.app.library;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import samplerscope.solver.FamilyMap;
import samplerscope.solver.SolverFamily;

/// Which solver is which point of the unified space: a row for each, the decisions of a step as columns, equal decisions
/// in equal tones.
final class FamilyMapPane extends BorderPane {

    private record Column(String title, String help, Function<FamilyMap, String> value) {}

    private static final List<Column> COLUMNS = List.of(
        new Column("prediction", "What the polynomial runs through", FamilyMap::prediction),
        new Column("order", "Global order of the deterministic part", FamilyMap::order),
        new Column("derivatives", "How derivatives are estimated from the outputs seen", FamilyMap::derivatives),
        new Column("relaxation", "What multiplies the first derivative", FamilyMap::relaxation),
        new Column("corrector", "What takes a step again with the output at its end", FamilyMap::corrector),
        new Column("variable", "In which the nodes of the polynomial are counted", FamilyMap::variable));

    private final List<Map<String, Integer>> tones;
    private final Consumer<SolverFamily> open;

    /// @param open shows the page of a solver
    FamilyMapPane(List<SolverFamily> families, Consumer<SolverFamily> open) {
        this.open = open;
        this.tones = COLUMNS.stream().map(column -> Tones.of(families.stream()
            .flatMap(family -> FamilyMap.of(family.id()).filter(FamilyMap::isPoint).stream()).map(column.value).toList()))
            .toList();
        setId("family-map");
        GridPane rows = rows(families);
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("side");
        GridPane head = head();
        // The head stands still while the rows scroll; the scroll bar takes room from the rows only.
        scroll.viewportBoundsProperty().subscribe(bounds -> head.setMaxWidth(bounds.getWidth()));
        var box = new VBox(head, scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        setTop(intro());
        setCenter(box);
    }

    private GridPane rows(List<SolverFamily> families) {
        GridPane grid = grid();
        int row = 0;
        for (SolverFamily.Group group : SolverFamily.Group.values()) {
            List<SolverFamily> members = families.stream().filter(f -> f.group() == group).toList();
            if (members.isEmpty()) {
                continue;
            }
            var title = new Label(group.title().toUpperCase(Locale.ROOT));
            title.getStyleClass().addAll("section-title", "family-map-group");
            grid.add(title, 0, row++, COLUMNS.size() + 1, 1);
            for (SolverFamily family : members) {
                row(grid, row++, family, FamilyMap.of(family.id()));
            }
        }
        return grid;
    }

    private static VBox intro() {
        var text = new Label("The unified step chooses a prediction, an order, the outputs behind every derivative, a "
            + "relaxation and a corrector. Solvers that are points of that space give the same numbers through it. "
            + "Click a name for its page.");
        text.getStyleClass().add("hint");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        var box = new VBox(text);
        box.getStyleClass().add("family-map-intro");
        return box;
    }

    private static GridPane grid() {
        var grid = new GridPane(6, 3);
        grid.getStyleClass().add("family-map");
        double[] shares = {22, 10, 8, 24, 12, 12, 12};
        for (double share : shares) {
            var column = new ColumnConstraints();
            column.setPercentWidth(share);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }

    private static GridPane head() {
        GridPane grid = grid();
        grid.getStyleClass().add("family-map-head");
        for (int i = 0; i < COLUMNS.size(); i++) {
            var label = new Label(COLUMNS.get(i).title());
            label.getStyleClass().add("muted");
            label.setTooltip(new Tooltip(COLUMNS.get(i).help()));
            grid.add(label, i + 1, 0);
        }
        return grid;
    }

    private void row(GridPane grid, int at, SolverFamily family, Optional<FamilyMap> place) {
        var name = new Hyperlink(family.name());
        name.setId("map-" + family.id());
        name.setOnAction(_ -> open.accept(family));
        name.setTooltip(new Tooltip(family.source()));
        grid.add(name, 0, at);
        GridPane.setHalignment(name, HPos.LEFT);
        Optional<FamilyMap> point = place.filter(FamilyMap::isPoint);
        if (point.isEmpty()) {
            var why = new Label(place.map(FamilyMap::outside).filter(s -> !s.isEmpty())
                .orElse("not placed: no settings of the unified step are known that give its numbers"));
            why.getStyleClass().add("hint");
            why.setTooltip(new Tooltip(why.getText()));
            grid.add(why, 1, at, COLUMNS.size(), 1);
            return;
        }
        for (int i = 0; i < COLUMNS.size(); i++) {
            String value = COLUMNS.get(i).value().apply(point.get());
            grid.add(chip(i, value), i + 1, at);
        }
    }

    private Node chip(int column, String value) {
        var label = new Label(value);
        label.setMaxWidth(Double.MAX_VALUE);
        label.getStyleClass().addAll("chip", Tones.styleOf(tones.get(column), value));
        label.setTooltip(new Tooltip(COLUMNS.get(column).title() + ": " + value));
        return label;
    }
}
