package samplerscope.app.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.study.Labels;
import samplerscope.metric.PairedComparison;
import samplerscope.metric.PathError;
import samplerscope.sweep.SweepTable;
import samplerscope.sweep.SweepTable.Row;

/// Every cell with its numbers. Rows that are selected are chosen everywhere, the row under the mouse is hovered
/// everywhere; the chosen samples have a column of their own. Enter makes lanes.
final class SweepTableView extends TableView<Row> {

    private static final PseudoClass POINTED = PseudoClass.getPseudoClass("pointed");
    private static final String NOTHING = "\u2013";

    private final SweepModel model;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final Later refresh = new Later(this::refill);
    private List<String> columns = List.of();
    private boolean following;

    SweepTableView(SweepModel model) {
        this.model = model;
        setId("sweep-table");
        getStyleClass().addAll("dense", "striped", "sweep-table");
        setFixedCellSize(26);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        var empty = new Label("Cells appear here as they are run.");
        empty.getStyleClass().add("hint");
        setPlaceholder(empty);
        setItems(rows);
        setRowFactory(_ -> row());
        MenuItem again = item("Run again what failed", () -> model.again(Set.copyOf(model.chosen().get())));
        again.setId("sweep-again-rows");
        again.disableProperty().bind(Bindings.createBooleanBinding(() -> model.chosen().get().stream()
            .noneMatch(model.failed()::contains), model.chosen(), model.results(), model.running()));
        setContextMenu(new ContextMenu(item("Add as lanes  (Enter)", this::addLanes), again,
            item("Copy as Markdown", () -> copy(SweepTable.Cost.NFE, true)),
            item("Copy as CSV", () -> copy(SweepTable.Cost.NFE, false))));
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                addLanes();
                e.consume();
            } else if (e.getCode() == KeyCode.C && e.isShortcutDown()) {
                copy(SweepTable.Cost.NFE, false);
                e.consume();
            }
        });
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<Row>) _ -> choose());
        Changes.of(refresh::request, model.results());
        Changes.of(this::follow, model.chosen());
        Changes.of(this::refresh, model.selection().samples(), model.hovered());
        refill();
    }

    private TableRow<Row> row() {
        var row = new TableRow<Row>() {
            @Override
            protected void updateItem(Row item, boolean empty) {
                super.updateItem(item, empty);
                boolean hovered = !empty && item != null && item.cell().index() == model.hovered().get();
                pseudoClassStateChanged(POINTED, hovered);
                setTooltip(empty || item == null ? null : item.failure().map(Tooltip::new).orElse(null));
            }
        };
        row.setOnMouseEntered(_ -> model.hovered().set(row.isEmpty() ? -1 : row.getItem().cell().index()));
        row.setOnMouseExited(_ -> model.hovered().set(-1));
        row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && !row.isEmpty()) {
                model.addLanes(List.of(row.getItem().cell().index()));
            }
        });
        return row;
    }

    private static MenuItem item(String words, Runnable action) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void addLanes() {
        model.addLanes(model.chosen().get());
    }

    private void choose() {
        if (!following) {
            model.chosen().set(getSelectionModel().getSelectedItems().stream().filter(row -> row != null)
                .map(row -> row.cell().index()).toList());
        }
    }

    /// Shows what was chosen elsewhere.
    private void follow() {
        List<Integer> here = getSelectionModel().getSelectedItems().stream().map(row -> row.cell().index()).toList();
        if (here.equals(model.chosen().get())) {
            return;
        }
        following = true;
        getSelectionModel().clearSelection();
        for (int i = 0; i < rows.size(); i++) {
            if (model.chosen().get().contains(rows.get(i).cell().index())) {
                getSelectionModel().select(i);
            }
        }
        following = false;
    }

    private void refill() {
        SweepTable table = model.results().get().map(SweepResults::table).orElse(new SweepTable(List.of(), List.of()));
        var wanted = new ArrayList<>(table.fields());
        wanted.addAll(table.metrics());
        if (!columns.equals(wanted)) {
            columns = List.copyOf(wanted);
            columns(table);
        }
        following = true;
        rows.setAll(table.rows());
        sort();
        following = false;
        follow();
    }

    private void columns(SweepTable table) {
        getColumns().clear();
        for (int i = 0; i < table.fields().size(); i++) {
            int place = i;
            TableColumn<Row, String> column = text(table.fields().get(i), 90, row -> row.values().get(place));
            column.setComparator(SweepTableView::byValue);
            getColumns().add(column);
        }
        getColumns().add(number("NFE spent", 92, Row::nfe, row -> row.failure().map(_ -> NOTHING)
            .orElseGet(() -> Integer.toString(row.nfe()))));
        getColumns().add(number("Seconds", 84, Row::seconds, row -> Labels.number(row.seconds())));
        getColumns().add(number("Error \u00b1 se", 156, row -> row.error().map(e -> e.rms().value()).orElse(Double.NaN),
            row -> row.failure().map(_ -> "failed").orElseGet(
                () -> row.error().map(e -> Labels.estimate(e.rms())).orElse(NOTHING))));
        getColumns().add(number("Chosen samples", 134, row -> chosen(row).map(e -> e.rms().value()).orElse(Double.NaN),
            row -> chosen(row).map(e -> Labels.number(e.rms().value())).orElse(NOTHING)));
        getColumns().add(number("Paired difference (95 %)", 250, row -> row.paired().map(p -> p.difference().value())
            .orElse(Double.NaN), row -> row.paired().map(SweepTableView::words).orElse(NOTHING)));
        getColumns().add(number("Closer", 74, row -> row.paired().map(PairedComparison::closer).orElse(Double.NaN),
            row -> row.paired().map(p -> Math.round(100 * p.closer()) + " %").orElse(NOTHING)));
        for (String id : table.metrics()) {
            getColumns().add(number(id, 150, row -> row.value(id).map(e -> e.value()).orElse(Double.NaN),
                row -> row.value(id).map(Labels::estimate).orElse(NOTHING)));
        }
    }

    private Optional<PathError> chosen(Row row) {
        return row.error().filter(_ -> !model.selection().samples().get().isEmpty())
            .flatMap(e -> e.over(model.selection().samples().get()));
    }

    private static String words(PairedComparison p) {
        String sign = switch (p.verdict()) {
            case BETTER -> "better";
            case WORSE -> "worse";
            case ALIKE -> "alike";
        };
        return "%s (%s \u2026 %s) %s".formatted(Labels.number(p.difference().value()), Labels.number(p.low()),
            Labels.number(p.high()), sign);
    }

    /// Numbers by size, ids by letters.
    private static int byValue(String a, String b) {
        try {
            return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
        } catch (NumberFormatException e) {
            return a.compareTo(b);
        }
    }

    private static TableColumn<Row, String> text(String title, double width, Function<Row, String> value) {
        var column = new TableColumn<Row, String>(title);
        column.setCellValueFactory(c -> new SimpleStringProperty(value.apply(c.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private static TableColumn<Row, Number> number(String title, double width, ToDoubleFunction<Row> value,
                                                   Function<Row, String> words) {
        var column = new TableColumn<Row, Number>(title);
        column.setCellValueFactory(c -> new SimpleDoubleProperty(value.applyAsDouble(c.getValue())));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(Number item, boolean empty) {
                super.updateItem(item, empty);
                getStyleClass().remove("number");
                getStyleClass().add("number");
                setText(empty || getTableRow().getItem() == null ? "" : words.apply(getTableRow().getItem()));
            }
        });
        column.setPrefWidth(width);
        return column;
    }

    /// Puts the whole table on the clipboard.
    void copy(SweepTable.Cost cost, boolean markdown) {
        model.results().get().ifPresent(r -> {
            var content = new ClipboardContent();
            content.putString(markdown ? r.table().readable(cost).markdown() : r.table().table().csv());
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
