package samplerscope.app.schedule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import samplerscope.app.setup.SolverPicker;
import samplerscope.app.setup.SolverPopup;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneStep;
import samplerscope.solver.SolverFamily;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolved;

/// One row per step: where it starts, what takes it, what that costs and how much of the error it makes.
final class StepTable extends TableView<StepRow> {

    private static final double ROW = 30;
    /// Below this the columns that say the same in another way are left out.
    private static final double WIDE = 440;

    private final ScheduleModel model;
    private final List<SolverFamily> solvers;
    private final SolverPopup popup;
    private Optional<Resolved> newest = Optional.empty();
    private final BiConsumer<StepRow, Node> onSettings;

    /// @param onSettings opens the settings of a step's solver beside a node
    StepTable(ScheduleModel model, BiConsumer<StepRow, Node> onSettings) {
        this.model = model;
        this.onSettings = onSettings;
        solvers = model.study().services().resolver().catalog().solvers().all();
        popup = new SolverPopup("schedule-solver", solvers);
        setId("schedule-steps");
        setFixedCellSize(ROW);
        setEditable(true);
        setPlaceholder(new Label("No steps to show."));
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<StepRow, StepRow> rho = text("\u03c3/\u03b1", 66, row -> number(row.from().rho()));
        TableColumn<StepRow, StepRow> reads = text("reads", 60, StepRow::prediction);
        getColumns().setAll(List.of(text("#", 34, row -> Integer.toString(row.step() + 1)), lambda(), rho, solver(),
            text("NFE", 46, StepRow::nfe), reads, share()));
        widthProperty().addListener((_, _, width) -> {
            rho.setVisible(width.doubleValue() > WIDE);
            reads.setVisible(width.doubleValue() > WIDE);
        });
        setRowFactory(_ -> new StepTableRow());
        setOnKeyPressed(e -> {
            StepRow row = getSelectionModel().getSelectedItem();
            if (row != null && e.getCode() == KeyCode.INSERT) {
                split(row);
            } else if (row != null && e.getCode() == KeyCode.DELETE) {
                remove(row);
            } else {
                return;
            }
            e.consume();
        });
        model.shown().addListener((_, _, _) -> refreshRows());
        model.study().eachLane(this::watch);
        refreshRows();
    }

    private void watch(LaneModel lane) {
        // While a plan is on its way the rows keep what they say.
        lane.planned().addListener((_, _, plan) -> plan.ifPresent(_ -> refreshRows(lane)));
        lane.localErrors().addListener((_, _, _) -> refreshRows(lane));
    }

    private void refreshRows(LaneModel lane) {
        if (lane == model.study().focusedLane()) {
            refreshRows();
        }
    }

    private void refreshRows() {
        LaneModel lane = model.study().focusedLane();
        newest = lane.planned().get().or(() -> newest.filter(_ -> lane.preparing().get().isPresent()));
        List<StepRow> rows = model.shown().get().schedule().map(s -> StepRow.of(s, newest, LaneStep.of(lane)))
            .orElse(List.of());
        int selected = getSelectionModel().getSelectedIndex();
        for (int i = 0; i < Math.min(rows.size(), getItems().size()); i++) {
            if (!rows.get(i).equals(getItems().get(i))) {
                getItems().set(i, rows.get(i)); // the others keep their cells
            }
        }
        if (rows.size() < getItems().size()) {
            getItems().remove(rows.size(), getItems().size());
        }
        for (int i = getItems().size(); i < rows.size(); i++) {
            getItems().add(rows.get(i));
        }
        if (selected >= 0 && selected < rows.size()) {
            getSelectionModel().select(selected);
        }
    }

    private void split(StepRow row) {
        model.edit("split step %d".formatted(row.step() + 1), s -> row.step() < s.steps() ? s.split(row.step()) : s);
    }

    private void remove(StepRow row) {
        model.edit("remove step %d".formatted(row.step() + 1),
            s -> row.step() < s.levels().size() ? s.without(row.step()) : s);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1e4 ? "%.2e" : "%.4g", value);
    }

    private static TableColumn<StepRow, StepRow> column(String title, double width) {
        var column = new TableColumn<StepRow, StepRow>(title);
        column.setPrefWidth(width);
        column.setMinWidth(width * 0.8);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        return column;
    }

    private static TableColumn<StepRow, StepRow> text(String title, double width, Function<StepRow, String> words) {
        TableColumn<StepRow, StepRow> column = column(title, width);
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(StepRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : words.apply(row));
            }
        });
        return column;
    }

    private TableColumn<StepRow, StepRow> lambda() {
        TableColumn<StepRow, StepRow> column = column("\u03bb", 64);
        column.setEditable(true);
        column.setCellFactory(_ -> new LambdaCell());
        return column;
    }

    private TableColumn<StepRow, StepRow> solver() {
        TableColumn<StepRow, StepRow> column = column("solver", 150);
        column.setMinWidth(100);
        column.setCellFactory(_ -> new SolverCell());
        return column;
    }

    private static TableColumn<StepRow, StepRow> share() {
        TableColumn<StepRow, StepRow> column = column("error", 70);
        column.setCellFactory(_ -> new TableCell<>() {
            private final ProgressBar bar = new ProgressBar(0);
            private final Tooltip tip = new Tooltip();

            @Override
            protected void updateItem(StepRow row, boolean empty) {
                super.updateItem(row, empty);
                Optional<Double> share = empty || row == null ? Optional.empty() : row.share();
                setGraphic(share.isPresent() ? bar : null);
                share.ifPresent(s -> {
                    bar.setProgress(s);
                    bar.setMaxWidth(Double.MAX_VALUE);
                    bar.setTooltip(tip);
                    tip.setText("%.0f %% of the local errors of all steps".formatted(100 * s));
                });
            }
        });
        return column;
    }

    private final class StepTableRow extends TableRow<StepRow> {
        StepTableRow() {
            var split = new MenuItem("Split step   (Insert)");
            split.setOnAction(_ -> split(getItem()));
            var remove = new MenuItem("Remove step   (Delete)");
            remove.setOnAction(_ -> remove(getItem()));
            var menu = new ContextMenu(split, remove);
            emptyProperty().addListener((_, _, empty) -> setContextMenu(empty ? null : menu));
        }
    }

    /// A number that is typed after a double click.
    private final class LambdaCell extends TableCell<StepRow, StepRow> {
        private final TextField field = new TextField();

        LambdaCell() {
            setTooltip(new Tooltip("Half log-SNR where the step starts: double click to type another"));
            field.setId("schedule-lambda");
            field.setOnAction(_ -> commit());
            field.setOnKeyPressed(e -> {
                if (e.getCode() == KeyCode.ESCAPE) {
                    cancelEdit();
                    e.consume();
                }
            });
        }

        private void commit() {
            StepRow row = getItem();
            try {
                double lambda = Double.parseDouble(field.getText().strip());
                cancelEdit();
                if (Double.isFinite(lambda)) {
                    model.edit("level %d".formatted(row.step()), s -> s.moved(row.step(), lambda));
                }
            } catch (NumberFormatException e) {
                field.setTooltip(new Tooltip("'%s' is not a number".formatted(field.getText())));
                field.selectAll(); // the hand stays where the mistake is
            }
        }

        @Override
        public void startEdit() {
            super.startEdit();
            if (isEditing()) {
                field.setText(Double.toString(getItem().from().lambda()));
                setText(null);
                setGraphic(field);
                field.requestFocus();
                field.selectAll();
            }
        }

        @Override
        public void cancelEdit() {
            super.cancelEdit();
            updateItem(getItem(), isEmpty());
        }

        @Override
        protected void updateItem(StepRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(null);
            setText(empty || row == null ? null : String.format(Locale.ROOT, "%.3f", row.from().lambda()));
        }
    }

    private final class SolverCell extends TableCell<StepRow, StepRow> {
        private final SolverPicker picker = new SolverPicker(solvers, popup);

        SolverCell() {
            setAlignment(Pos.CENTER_LEFT);
            picker.onChosen(solver -> model.setSolver(getItem().step(), Choice.of(solver.id())));
            picker.getStyleClass().add("schedule-solver");
            var settings = new MenuItem("Settings of this solver\u2026");
            settings.setOnAction(_ -> onSettings.accept(getItem(), picker));
            picker.setContextMenu(new ContextMenu(settings));
        }

        @Override
        protected void updateItem(StepRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : picker);
            if (!empty && row != null) {
                picker.setId("schedule-solver-" + row.step());
                picker.show(row.solver().id());
            }
        }
    }
}
