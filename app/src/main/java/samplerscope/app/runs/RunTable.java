package samplerscope.app.runs;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Palette;
import samplerscope.app.study.Labels;
import samplerscope.app.study.RunMark;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;

/// Every run of the session: sort by any column, pin, colour, rename, delete (all can be undone), open as a lane.
public final class RunTable extends TableView<RunRow> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int COLOURS = 6;

    private final StudyModel study;
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();
    private final StringProperty query = new SimpleStringProperty(this, "query", "");

    public RunTable(StudyModel study) {
        this.study = study;
        setId("runs");
        getStyleClass().addAll("run-table", "dense", "striped");
        setFixedCellSize(28);
        setEditable(true);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label("Runs appear here. Press Ctrl+Enter."));
        addColumns();
        setItems(rows);
        setSortPolicy(_ -> sortRows());
        setContextMenu(menu());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && getEditingCell() == null) {
                openAsLanes();
            } else if (event.getCode() == KeyCode.DELETE) {
                delete();
            } else {
                return;
            }
            event.consume();
        });
        // The end of a run is told to everyone in turn; who shows its last state need not wait for this table.
        var soon = new Later(this::refill);
        study.log().entries().addListener((ListChangeListener<Object>) _ -> soon.request());
        study.study().addListener((_, before, now) -> {
            if (!before.marks().equals(now.marks())) {
                refill();
            }
        });
        query.addListener((_, _, _) -> refill());
        refill();
    }

    /// Words that a row must contain to be shown.
    public StringProperty query() {
        return query;
    }

    private void addColumns() {
        var pin = new TableColumn<RunRow, RunRow>("");
        pin.setCellValueFactory(c -> new SimpleObjectProperty<>(c.getValue()));
        pin.setCellFactory(_ -> new MarkCell());
        pin.setPrefWidth(46);
        pin.setComparator(Comparator.comparing(r -> r.mark().pinned()));
        var name = new TableColumn<RunRow, String>("Run");
        name.setCellValueFactory(c -> new SimpleStringProperty(c.getValue().name()));
        name.setCellFactory(TextFieldTableCell.forTableColumn());
        name.setOnEditCommit(e -> mark("rename run", e.getRowValue(), m -> m.withName(e.getNewValue().strip())));
        name.setPrefWidth(270);
        getColumns().setAll(List.of(pin, name, text("Model", 120, r -> r.run().model()),
            whole("NFE", 60, r -> r.run().nfe()), whole("Steps", 70, r -> r.run().steps()), error(),
            chosen(), number("Median", 84, RunRow::median), number("Seconds", 84, r -> r.run().seconds()),
            number("ms/NFE", 84, RunRow::millisPerEvaluation), whole("Seed", 76, r -> r.run().spec().seed()),
            whole("Samples", 88, r -> r.run().spec().samples()), text("Backend", 110, r -> r.run().backend()),
            text("Time", 74, r -> TIME.format(r.run().at())),
            text("Status", 80, r -> r.run().status().name().toLowerCase(Locale.ROOT))));
    }

    private static TableColumn<RunRow, String> text(String title, double width, Function<RunRow, String> value) {
        var column = new TableColumn<RunRow, String>(title);
        column.setCellValueFactory(c -> new SimpleStringProperty(value.apply(c.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private static TableColumn<RunRow, Number> number(String title, double width, ToDoubleFunction<RunRow> value) {
        var column = new TableColumn<RunRow, Number>(title);
        column.setCellValueFactory(c -> new SimpleDoubleProperty(value.applyAsDouble(c.getValue())));
        column.setCellFactory(_ -> new NumberCell(row -> Labels.number(value.applyAsDouble(row))));
        column.setPrefWidth(width);
        return column;
    }

    private static TableColumn<RunRow, Number> whole(String title, double width, ToLongFunction<RunRow> value) {
        TableColumn<RunRow, Number> column = number(title, width, value::applyAsLong);
        column.setCellFactory(_ -> new NumberCell(row -> Long.toString(value.applyAsLong(row))));
        return column;
    }

    private static TableColumn<RunRow, Number> error() {
        TableColumn<RunRow, Number> column = number("Error \u00b1 se", 150, RunRow::error);
        column.setCellFactory(_ -> new NumberCell(row -> row.run().error().map(e -> Labels.estimate(e.rms()))
            .orElse("\u2013")));
        return column;
    }

    /// The error of the samples that are chosen in some view; a run that measured none of them has a dash.
    private TableColumn<RunRow, Number> chosen() {
        TableColumn<RunRow, Number> column = number("Chosen samples", 140, row -> ofChosen(row).orElse(Double.NaN));
        column.setCellFactory(_ -> new NumberCell(row -> ofChosen(row).map(Labels::number).orElse("\u2013")));
        study.selection().samples().addListener((_, _, _) -> refresh());
        return column;
    }

    private Optional<Double> ofChosen(RunRow row) {
        return row.run().error().flatMap(e -> e.over(study.selection().samples().get())).map(e -> e.rms().value());
    }

    /// Pinned rows stay on top of whatever order is chosen.
    private boolean sortRows() {
        Comparator<RunRow> chosen = getComparator();
        Comparator<RunRow> newest = Comparator.comparingInt((RunRow r) -> r.run().id()).reversed();
        Comparator<RunRow> pinned = Comparator.comparing(r -> !r.mark().pinned());
        FXCollections.sort(rows, pinned.thenComparing(chosen == null ? newest : chosen));
        return true;
    }

    private void refill() {
        Study now = study.study().get();
        var selected = getSelectionModel().getSelectedItems().stream().map(r -> r.run().id()).toList();
        String words = query.get().toLowerCase(Locale.ROOT);
        rows.setAll(study.log().entries().stream().map(run -> new RunRow(run, now.markOf(run.id())))
            .filter(r -> !r.mark().deleted())
            .filter(r -> (r.name() + " " + r.run().model()).toLowerCase(Locale.ROOT).contains(words)).toList());
        sortRows();
        for (int i = 0; i < rows.size(); i++) {
            if (selected.contains(rows.get(i).run().id())) {
                getSelectionModel().select(i);
            }
        }
    }

    private ContextMenu menu() {
        var colours = new Menu("Colour");
        for (int style = 0; style < COLOURS; style++) {
            int chosen = style;
            var item = new MenuItem("Colour " + (char) ('A' + style), dot(style));
            item.setOnAction(_ -> forSelected("colour of run", m -> m.withStyle(chosen)));
            colours.getItems().add(item);
        }
        return new ContextMenu(item("Open as lane  (Enter)", this::openAsLanes),
            item("Pin or unpin", () -> forSelected("pin run", m -> m.withPinned(!m.pinned()))), colours,
            item("Rename", () -> edit(getSelectionModel().getSelectedIndex(), getColumns().get(1))),
            item("Copy as Markdown", () -> copy(RunText::markdown)), item("Copy as CSV", () -> copy(RunText::csv)),
            item("Delete  (Del)", this::delete));
    }

    private static MenuItem item(String text, Runnable action) {
        var item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void openAsLanes() {
        for (RunRow row : List.copyOf(getSelectionModel().getSelectedItems())) {
            study.edit("add lane", s -> s.adding(row.run().spec()));
        }
    }

    private void delete() {
        forSelected("delete run", m -> m.withDeleted(true));
    }

    private void copy(Function<List<RunRow>, String> format) {
        var content = new ClipboardContent();
        content.putString(format.apply(List.copyOf(getSelectionModel().getSelectedItems())));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void forSelected(String words, UnaryOperator<RunMark> change) {
        var runs = getSelectionModel().getSelectedItems().stream().map(r -> r.run().id()).toList();
        study.edit(words, s -> {
            Study changed = s;
            for (int run : runs) {
                changed = changed.withMark(run, change);
            }
            return changed;
        });
    }

    private void mark(String words, RunRow row, UnaryOperator<RunMark> change) {
        study.edit(words, s -> s.withMark(row.run().id(), change));
    }

    private static FontIcon dot(int style) {
        var dot = new FontIcon(Feather.CIRCLE);
        dot.setIconColor(Palette.lane(style, Ground.LIGHT));
        return dot;
    }

    /// Star and colour; a click pins.
    private final class MarkCell extends TableCell<RunRow, RunRow> {
        @Override
        protected void updateItem(RunRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            var star = new FontIcon(row.mark().pinned() ? Feather.BOOKMARK : Feather.CIRCLE);
            star.setIconColor(Palette.lane(row.style(), Ground.LIGHT));
            setGraphic(star);
            setAccessibleText(row.mark().pinned() ? "pinned" : "not pinned");
            setOnMouseClicked(_ -> mark("pin run", row, m -> m.withPinned(!m.pinned())));
        }
    }

    private static final class NumberCell extends TableCell<RunRow, Number> {
        private final Function<RunRow, String> text;

        NumberCell(Function<RunRow, String> text) {
            this.text = text;
            getStyleClass().add("number");
        }

        @Override
        protected void updateItem(Number value, boolean empty) {
            super.updateItem(value, empty);
            RunRow row = empty ? null : getTableRow().getItem();
            setText(row == null ? null : text.apply(row));
        }
    }
}
