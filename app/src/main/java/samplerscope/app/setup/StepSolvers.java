package samplerscope.app.setup;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import samplerscope.registry.Setting;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Choice;

/// One solver per step: a list in which each step chooses its own. What a solver is set to stands below it.
final class StepSolvers extends ListView<Integer> {

    private static final double ROW = 36;
    private static final double ROW_WITH_SETTINGS = 54;
    private static final int MOST_ROWS = 8;

    private final List<SolverFamily> families;
    private final SolverPopup popup;
    private final BiConsumer<Integer, Choice> changed;
    private List<Choice> solvers = List.of();
    private List<NoiseLevel> levels = List.of();

    /// @param changed called with the step and its solver when one was changed by hand
    StepSolvers(List<SolverFamily> families, BiConsumer<Integer, Choice> changed) {
        this.families = families;
        this.changed = changed;
        this.popup = new SolverPopup("step-solver", families);
        setId("steps");
        setCellFactory(_ -> new StepCell());
    }

    /// Shows one solver per interval between levels; a single solver is shown in every step.
    void show(List<Choice> given, List<NoiseLevel> grid) {
        int steps = Math.max(1, grid.size() - 1);
        List<Choice> perStep = given.size() == 1 ? Collections.nCopies(steps, given.getFirst()) : given;
        boolean same = perStep.equals(solvers) && grid.equals(levels);
        solvers = perStep;
        levels = grid;
        if (!same) {
            double row = perStep.stream().allMatch(c -> c.settings().isEmpty()) ? ROW : ROW_WITH_SETTINGS;
            setFixedCellSize(row);
            getItems().setAll(IntStream.range(0, perStep.size()).boxed().toList());
            setPrefHeight(Math.min(MOST_ROWS * ROW, perStep.size() * row) + 2);
            refresh();
        }
    }

    /// `predictor 1, refresh gaussian`.
    private static String words(Choice choice) {
        return choice.settings().entrySet().stream().map(e -> e.getKey() + " " + switch (e.getValue()) {
            case Setting.Num number -> number.toString();
            case Setting.Word(String word) -> word;
            case Setting.Flag(boolean on) -> on ? "on" : "off";
            case Setting.Numbers(var values) -> values.toString();
        }).collect(Collectors.joining(", "));
    }

    private final class StepCell extends ListCell<Integer> {
        private final Label number = new Label();
        private final Label settings = new Label();
        private final SolverPicker picker = new SolverPicker(families, popup);
        private final VBox row;

        StepCell() {
            number.setMinWidth(86);
            number.getStyleClass().add("hint");
            settings.getStyleClass().add("step-settings");
            settings.managedProperty().bind(settings.visibleProperty());
            picker.onChosen(solver -> changed.accept(getItem(), Choice.of(solver.id())));
            HBox.setHgrow(picker, Priority.ALWAYS);
            var choice = new HBox(6, number, picker);
            choice.setAlignment(Pos.CENTER_LEFT);
            row = new VBox(2, choice, settings);
            row.setAlignment(Pos.CENTER_LEFT);
        }

        @Override
        protected void updateItem(Integer step, boolean empty) {
            super.updateItem(step, empty);
            if (empty || step == null || step >= solvers.size()) {
                setGraphic(null);
                return;
            }
            number.setText(step + 1 < levels.size() ? String.format(Locale.ROOT, "%d   \u03bb %.2f", step + 1,
                levels.get(step).lambda()) : String.valueOf(step + 1));
            picker.setId("step-" + step);
            picker.show(solvers.get(step).id());
            String words = words(solvers.get(step));
            settings.setText(words);
            settings.setVisible(!words.isEmpty());
            settings.setTooltip(new Tooltip(words));
            setGraphic(row);
        }
    }
}
