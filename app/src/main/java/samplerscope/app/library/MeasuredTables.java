package samplerscope.app.library;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import samplerscope.library.Measured;
import samplerscope.library.Preset;

/// Tables of what was measured of a solver and of the presets that run it.
final class MeasuredTables {

    private MeasuredTables() {}

    /// Errors by problem and grid; empty for a solver that was not measured.
    static Optional<Node> errors(String solver, Measured measured) {
        return measured.solver(solver).map(figures -> {
            var grid = table("library-errors", List.of("", "5 NFE", "10 NFE", "20 NFE"));
            figures.errors().forEach((problem, grids) -> grids.forEach((name, errors) -> {
                // Errors against a path exist for solvers along the ODE only.
                if (figures.spread().isEmpty()) {
                    row(grid, problem + ", " + name, errors);
                }
            }));
            if (!figures.spread().isEmpty()) {
                row(grid, "spread of Gaussian data", figures.spread());
            }
            return new VBox(6, grid, hint(figures.spread().isEmpty()
                ? "Root mean square against the converged ODE, 32 samples. Measured order: " + figures.order() + "."
                : "Relative error of the standard deviation; the mean is exact. Measured order: " + figures.order()
                    + "."));
        });
    }

    /// What published programs do otherwise, and what that costs; empty where none runs this solver.
    static Optional<Node> presets(String solver, Measured measured) {
        List<Preset> presets = Preset.of(solver);
        if (presets.isEmpty()) {
            return Optional.empty();
        }
        var box = new VBox(10);
        for (Preset preset : presets) {
            var title = new Label(preset.name());
            title.getStyleClass().add("family-name");
            title.setId("preset-" + preset.id());
            var entry = new VBox(3, title, text("What differs: " + preset.difference() + "."));
            measured.preset(preset.id()).filter(compared -> !alike(compared))
                .ifPresent(compared -> entry.getChildren().add(compared(compared)));
            entry.getChildren().add(hint("samplerscope spec new --preset " + preset.id()));
            box.getChildren().add(entry);
        }
        return Optional.of(box);
    }

    private static boolean alike(Measured.Compared compared) {
        return compared.errors().values().stream().allMatch(Measured.Sides::alike);
    }

    /// A program's run and ours side by side.
    static Node compared(Measured.Compared compared) {
        var grid = table("library-compared", List.of("", "5 NFE", "10 NFE", "20 NFE", "order"));
        compared.errors().forEach((problem, sides) -> {
            row(grid, problem + ", ours", with(sides.ours(), compared.order().ours()));
            row(grid, problem + ", theirs", with(sides.theirs(), compared.order().theirs()));
        });
        return grid;
    }

    private static List<String> with(List<String> errors, List<String> order) {
        return Stream.concat(errors.stream(), order.stream()).toList();
    }

    private static GridPane table(String id, List<String> header) {
        var grid = new GridPane(18, 3);
        grid.setId(id);
        for (int i = 0; i < header.size(); i++) {
            var label = new Label(header.get(i));
            label.getStyleClass().add("muted");
            GridPane.setHalignment(label, HPos.RIGHT);
            grid.add(label, i, 0);
        }
        return grid;
    }

    private static void row(GridPane grid, String title, List<String> cells) {
        int at = grid.getRowCount();
        var name = new Label(title);
        name.getStyleClass().add("muted");
        grid.add(name, 0, at);
        for (int i = 0; i < cells.size(); i++) {
            var label = new Label(cells.get(i));
            label.getStyleClass().add("mono");
            GridPane.setHalignment(label, HPos.RIGHT);
            grid.add(label, i + 1, at);
        }
    }

    private static Label text(String words) {
        var label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(VBox.USE_PREF_SIZE);
        return label;
    }

    private static Label hint(String words) {
        Label label = text(words);
        label.getStyleClass().add("hint");
        return label;
    }
}
