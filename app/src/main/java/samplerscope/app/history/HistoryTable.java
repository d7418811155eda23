package samplerscope.app.history;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import samplerscope.app.study.Labels;
import samplerscope.history.HistoryEntry;
import samplerscope.metric.Estimate;

/// What a search found, one line per run; only the lines on screen have cells.
final class HistoryTable extends TableView<HistoryEntry> {

    private static final double ROW = 52;
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final HistoryModel history;
    private final ObservableList<HistoryEntry> sorted = FXCollections.observableArrayList();
    private boolean refilling;
    private Consumer<List<HistoryEntry>> selected = _ -> {};

    HistoryTable(HistoryModel history, Thumbnails thumbnails) {
        this.history = history;
        setId("history-table");
        getStyleClass().addAll("run-table", "history-table");
        setFixedCellSize(ROW);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        getColumns().setAll(List.of(
            column("", 34, 34, Comparator.comparing(e -> e.marks().favourite()),
                () -> new FavouriteCell(e -> history.mark(List.of(e), m -> m.withFavourite(!m.favourite())))),
            column("", 58, 58, Comparator.comparing(HistoryEntry::id), () -> new PictureCell(thumbnails)),
            column("Run", 250, 700, Comparator.comparing(e -> e.facts().name()), RunCell::new),
            number("NFE", 56, e -> e.facts().nfe(), e -> Integer.toString(e.facts().nfe())),
            number("Error \u00b1 se", 138, HistoryTable::error,
                e -> e.facts().error().map(Labels::estimate).orElse("\u2013")),
            number("Seconds", 84, e -> e.facts().seconds(), e -> Labels.number(e.facts().seconds())),
            column("Device", 100, 240, Comparator.comparing(e -> e.facts().device()),
                () -> text(e -> e.facts().device())),
            column("Ended", 124, 130, Comparator.comparing(HistoryEntry::at), () -> text(HistoryTable::time))));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        setItems(sorted);
        setSortPolicy(_ -> sortRows());
        history.rows().addListener((ListChangeListener<HistoryEntry>) _ -> refill());
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<HistoryEntry>) _ -> tell());
    }

    /// @param listener called with what is selected whenever that changes
    void onSelected(Consumer<List<HistoryEntry>> listener) {
        selected = listener;
    }

    List<HistoryEntry> selection() {
        return List.copyOf(getSelectionModel().getSelectedItems());
    }

    private void tell() {
        if (!refilling) {
            selected.accept(selection());
        }
    }

    /// The selection follows its runs; where they are gone, the line in their place is selected.
    private void refill() {
        Set<String> ids = new HashSet<>(getSelectionModel().getSelectedItems().stream().map(HistoryEntry::id).toList());
        int place = getSelectionModel().getSelectedIndex();
        refilling = true;
        sorted.setAll(history.rows());
        sortRows();
        getSelectionModel().clearSelection();
        for (int i = 0; i < sorted.size() && !ids.isEmpty(); i++) {
            if (ids.remove(sorted.get(i).id())) {
                getSelectionModel().select(i);
            }
        }
        if (getSelectionModel().isEmpty() && !sorted.isEmpty()) {
            getSelectionModel().select(Math.clamp(place, 0, sorted.size() - 1));
        }
        refilling = false;
        tell();
    }

    private boolean sortRows() {
        if (getComparator() == null) {
            if (!sorted.equals(history.rows())) {
                sorted.setAll(history.rows());
            }
        } else {
            FXCollections.sort(sorted, getComparator());
        }
        return true;
    }

    private static double error(HistoryEntry entry) {
        return entry.facts().error().map(Estimate::value).orElse(Double.NaN);
    }

    /// The hour of what ended today, the day of everything else.
    private static String time(HistoryEntry entry) {
        var at = entry.at().atZone(ZoneId.systemDefault());
        return (at.toLocalDate().equals(LocalDate.now()) ? TODAY : DAY).format(at);
    }

    private static TableColumn<HistoryEntry, HistoryEntry> number(String title, double width,
        ToDoubleFunction<HistoryEntry> value, Function<HistoryEntry, String> words) {
        return column(title, width, width + 40, Comparator.comparingDouble(value), () -> {
            TableCell<HistoryEntry, HistoryEntry> cell = text(words);
            cell.getStyleClass().add("number");
            return cell;
        });
    }

    private static TableColumn<HistoryEntry, HistoryEntry> column(String title, double width, double most,
        Comparator<HistoryEntry> order, Supplier<TableCell<HistoryEntry, HistoryEntry>> cell) {
        var column = new TableColumn<HistoryEntry, HistoryEntry>(title);
        column.setCellValueFactory(c -> new SimpleObjectProperty<>(c.getValue()));
        column.setCellFactory(_ -> cell.get());
        column.setComparator(order);
        column.setMinWidth(Math.min(width, 140));
        column.setPrefWidth(width);
        column.setMaxWidth(most);
        return column;
    }

    private static TableCell<HistoryEntry, HistoryEntry> text(Function<HistoryEntry, String> words) {
        return new TableCell<>() {
            @Override
            protected void updateItem(HistoryEntry entry, boolean empty) {
                super.updateItem(entry, empty);
                setText(empty || entry == null ? null : words.apply(entry));
            }
        };
    }
}
