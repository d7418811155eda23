package samplerscope.app.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.study.Labels;
import samplerscope.metric.PathError;

/// The samples of the staged cell, worst first, with the same samples' errors in the cell that it is compared with. Rows
/// that are selected are the samples that are chosen everywhere.
final class SampleTable extends TableView<SampleTable.Entry> {

    /// @param other NaN where the other cell has not measured it
    record Entry(int sample, double error, double other) {}

    private final SweepModel model;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final Later refresh = new Later(this::refill);
    private boolean following;

    SampleTable(SweepModel model) {
        this.model = model;
        setId("sweep-samples");
        getStyleClass().addAll("dense", "striped", "sweep-table");
        setFixedCellSize(24);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        var empty = new Label("No errors of single samples yet.");
        empty.getStyleClass().add("hint");
        setPlaceholder(empty);
        setItems(entries);
        getColumns().setAll(List.of(column("Sample", 78, Entry::sample), column("Error", 92, Entry::error),
            column("Compared", 92, Entry::other)));
        setRowFactory(_ -> row());
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<Entry>) _ -> choose());
        Changes.of(refresh::request, model.results(), model.chosen());
        Changes.of(this::follow, model.selection().samples());
        refill();
    }

    private TableRow<Entry> row() {
        var row = new TableRow<Entry>();
        row.setOnMouseEntered(_ -> model.selection().hovered().set(row.isEmpty() ? -1 : row.getItem().sample()));
        row.setOnMouseExited(_ -> model.selection().hovered().set(-1));
        return row;
    }

    private static TableColumn<Entry, Number> column(String title, double width, ToDoubleFunction<Entry> value) {
        var column = new TableColumn<Entry, Number>(title);
        column.setCellValueFactory(c -> new SimpleDoubleProperty(value.applyAsDouble(c.getValue())));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(Number item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : title.equals("Sample") ? "#" + item.intValue()
                    : Double.isNaN(item.doubleValue()) ? "\u2013" : Labels.number(item.doubleValue()));
            }
        });
        column.setPrefWidth(width);
        return column;
    }

    private void refill() {
        Optional<SweepResults> results = model.results().get();
        Optional<PathError> own = results.flatMap(r -> model.staged().flatMap(r::error));
        Optional<PathError> other = results.flatMap(r -> model.partner().flatMap(r::error));
        var found = new ArrayList<Entry>();
        own.ifPresent(e -> {
            for (int i = 0; i < e.perSample().length; i++) {
                int sample = i;
                found.add(new Entry(i, e.perSample()[i], other.filter(o -> sample < o.perSample().length)
                    .map(o -> o.perSample()[sample]).orElse(Double.NaN)));
            }
        });
        found.sort((a, b) -> Double.compare(b.error(), a.error()));
        if (!found.equals(entries)) {
            following = true;
            entries.setAll(found);
            sort();
            following = false;
            follow();
        }
    }

    private void choose() {
        if (!following) {
            model.selection().samples().set(getSelectionModel().getSelectedItems().stream().filter(e -> e != null)
                .map(Entry::sample).collect(Collectors.toUnmodifiableSet()));
        }
    }

    private void follow() {
        Set<Integer> wanted = model.selection().samples().get();
        Set<Integer> here = getSelectionModel().getSelectedItems().stream().map(Entry::sample).collect(Collectors.toSet());
        if (following || here.equals(wanted)) {
            return;
        }
        following = true;
        getSelectionModel().clearSelection();
        for (int i = 0; i < entries.size(); i++) {
            if (wanted.contains(entries.get(i).sample())) {
                getSelectionModel().select(i);
            }
        }
        following = false;
    }

    /// Chooses the samples with the largest errors.
    void chooseWorst(int count) {
        model.selection().samples().set(entries.stream().sorted((a, b) -> Double.compare(b.error(), a.error())).limit(count)
            .map(Entry::sample).collect(Collectors.toUnmodifiableSet()));
    }
}
