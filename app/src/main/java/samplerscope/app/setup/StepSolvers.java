package samplerscope.app.setup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import samplerscope.app.kit.Names;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Choice;

/// One solver per step: a list in which each step chooses its own.
final class StepSolvers extends ListView<Integer> {

    private static final double ROW = 36;
    private static final int MOST_ROWS = 8;

    private final List<SolverFamily> families;
    private final BiConsumer<Integer, List<Choice>> changed;
    private List<Choice> solvers = List.of();
    private List<NoiseLevel> levels = List.of();

    /// @param changed called with the step and the solvers of all steps when one was changed by hand
    StepSolvers(List<SolverFamily> families, BiConsumer<Integer, List<Choice>> changed) {
        this.families = families;
        this.changed = changed;
        setId("steps");
        setFixedCellSize(ROW);
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
            getItems().setAll(IntStream.range(0, perStep.size()).boxed().toList());
            setPrefHeight(Math.min(MOST_ROWS, perStep.size()) * ROW + 2);
            refresh();
        }
    }

    private void choose(int step, SolverFamily family) {
        if (!solvers.get(step).id().equals(family.id())) {
            var next = new ArrayList<>(solvers);
            next.set(step, Choice.of(family.id()));
            changed.accept(step, List.copyOf(next));
        }
    }

    private final class StepCell extends ListCell<Integer> {
        private final Label number = new Label();
        private final ComboBox<SolverFamily> box = new ComboBox<>();
        private boolean showing;

        StepCell() {
            number.setMinWidth(86);
            number.getStyleClass().add("hint");
            box.getItems().setAll(families);
            box.setMaxWidth(Double.MAX_VALUE);
            box.setConverter(new Names<>(SolverFamily::name));
            box.setOnAction(_ -> {
                if (!showing && getItem() != null && box.getValue() != null) {
                    choose(getItem(), box.getValue());
                }
            });
            HBox.setHgrow(box, Priority.ALWAYS);
        }

        @Override
        protected void updateItem(Integer step, boolean empty) {
            super.updateItem(step, empty);
            if (empty || step == null || step >= solvers.size()) {
                setGraphic(null);
                return;
            }
            showing = true;
            number.setText(step + 1 < levels.size() ? String.format(Locale.ROOT, "%d   λ %.2f", step + 1,
                levels.get(step).lambda()) : String.valueOf(step + 1));
            box.setId("step-" + step);
            box.setValue(families.stream().filter(f -> f.id().equals(solvers.get(step).id())).findFirst().orElse(null));
            showing = false;
            var row = new HBox(6, number, box);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
