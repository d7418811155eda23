package samplerscope.app.library;

import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import samplerscope.library.Measured;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.solver.FamilyMap;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.StepCost;

/// What a person needs to know of one solver.
final class SolverPage extends VBox {

    SolverPage(SolverFamily family, Measured measured) {
        super(12);
        getStyleClass().add("library-page");
        var title = new Label(family.name());
        title.getStyleClass().add("card-title");
        var id = new Label("\"solvers\": [\"%s\"]".formatted(family.id()));
        id.getStyleClass().add("mono");
        getChildren().setAll(title, id, facts(family));
        if (!family.notes().isEmpty()) {
            getChildren().add(section("Good to know", text(family.notes())));
        }
        if (!family.parameters().isEmpty()) {
            getChildren().add(section("Options", options(family)));
        }
        MeasuredTables.errors(family.id(), measured).ifPresent(table ->
            getChildren().add(section("Measured errors", table)));
        MeasuredTables.presets(family.id(), measured).ifPresent(list ->
            getChildren().add(section("As in the peers", list)));
        FamilyMap.of(family.id()).ifPresent(row -> getChildren().add(section("In the unified space", place(row))));
    }

    private static GridPane facts(SolverFamily family) {
        var grid = grid();
        int nfe = StepCost.evaluations(family);
        fact(grid, "group", family.group().title());
        fact(grid, "order", family.orderInWords());
        fact(grid, "cost", nfe == 1 ? "1 evaluation per step" : nfe + " evaluations per step");
        fact(grid, "source", family.source());
        return grid;
    }

    private static GridPane options(SolverFamily family) {
        var grid = grid();
        for (Parameter p : family.parameters()) {
            fact(grid, p.name(), p.help() + "." + p.standard().map(s -> " Default: " + words(s) + ".").orElse("")
                + range(p.kind()));
        }
        return grid;
    }

    private static String words(Setting setting) {
        return switch (setting) {
            case Setting.Num(double value) -> value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
            case Setting.Word(String word) -> word;
            case Setting.Flag(boolean on) -> on ? "on" : "off";
            case Setting.Numbers(var numbers) -> numbers.toString();
        };
    }

    private static String range(Parameter.Kind kind) {
        return switch (kind) {
            case Parameter.Kind.OneOf(var all) -> " One of " + String.join(", ", all) + ".";
            case Parameter.Kind.Whole w -> " From %d to %d.".formatted(w.min(), w.max());
            case Parameter.Kind.Real _, Parameter.Kind.Switch _, Parameter.Kind.Numbers _, Parameter.Kind.Path _ -> "";
        };
    }

    private static Node place(FamilyMap row) {
        if (!row.isPoint()) {
            return text("No point of it: " + row.outside() + ".");
        }
        var grid = grid();
        fact(grid, "prediction", row.prediction());
        fact(grid, "order", row.order());
        fact(grid, "derivatives", row.derivatives());
        fact(grid, "relaxation", row.relaxation());
        fact(grid, "corrector", row.corrector());
        fact(grid, "variable", row.variable());
        return grid;
    }

    private static GridPane grid() {
        var grid = new GridPane(16, 6);
        grid.getStyleClass().add("form");
        return grid;
    }

    private static void fact(GridPane grid, String name, String value) {
        int row = grid.getRowCount();
        var label = new Label(name);
        label.setMinWidth(110);
        label.setMaxWidth(150);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        grid.add(label, 0, row);
        grid.add(text(value), 1, row);
    }

    private static Label text(String words) {
        var label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static VBox section(String title, Node content) {
        var label = new Label(title.toUpperCase(Locale.ROOT));
        label.getStyleClass().add("section-title");
        return new VBox(6, label, content);
    }
}
