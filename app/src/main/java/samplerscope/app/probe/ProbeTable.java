package samplerscope.app.probe;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import samplerscope.app.image.SamplePicture;
import samplerscope.app.study.Labels;
import samplerscope.app.study.StudyModel;
import samplerscope.run.Snapshot;

/// A row per probe and lane; Delete removes the probe of a row.
final class ProbeTable extends TableView<ProbeRow> {

    private static final double ROW = 28;
    private static final double PICTURE_ROW = 48;
    private static final double PICTURE = 40;

    private final StudyModel study;
    private final TableColumn<ProbeRow, ProbeRow> pictures = new TableColumn<>("End, exact");
    private final TableColumn<ProbeRow, String> ends;

    ProbeTable(StudyModel study) {
        this.study = study;
        setId("probe-table");
        getStyleClass().addAll("dense", "striped");
        setFixedCellSize(ROW);
        ends = text("Ends at", 104, ProbeRow::end);
        pictures.setCellValueFactory(c -> new SimpleObjectProperty<>(c.getValue()));
        pictures.setCellFactory(_ -> new PictureCell());
        pictures.setPrefWidth(100);
        pictures.setSortable(false);
        getColumns().setAll(List.of(
            text("Probe", 54, row -> row.probe().name() + row.probe().of().map(s -> " #" + s).orElse("")),
            text("Lane", 128, ProbeRow::laneName), number("Error", 76, ProbeRow::error), pictures, ends,
            number("From \u03bb", 62, ProbeRow::from),
            number("NFE", 44, row -> row.path().isEmpty() ? Double.NaN : row.nfe()), text("Remark", 220, ProbeRow::remark)));
        getSelectionModel().selectedItemProperty().addListener((_, _, row) -> focusLane(Optional.ofNullable(row)));
        var remove = new MenuItem("Remove probe");
        remove.setId("probe-row-remove");
        remove.setOnAction(_ -> removeChosen());
        setContextMenu(new ContextMenu(remove));
        setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.DELETE || e.getCode() == KeyCode.BACK_SPACE) {
                removeChosen();
                e.consume();
            }
        });
    }

    /// Keeps what was chosen.
    void show(List<ProbeRow> rows) {
        boolean images = rows.stream().anyMatch(row -> row.path().isPresent() && picture(row, row.path().get().path().end()).isPresent());
        setFixedCellSize(images ? PICTURE_ROW : ROW);
        pictures.setVisible(images);
        ends.setVisible(rows.stream().anyMatch(row -> !row.end().isEmpty()));
        int chosen = getSelectionModel().getSelectedIndex();
        getItems().setAll(rows);
        if (chosen >= 0 && chosen < rows.size()) {
            getSelectionModel().select(chosen);
        }
    }

    private void focusLane(Optional<ProbeRow> row) {
        row.filter(r -> isFocused() && study.focusedLane() != r.lane())
            .ifPresent(r -> study.look(s -> s.focusing(r.lane().id())));
    }

    private void removeChosen() {
        Optional.ofNullable(getSelectionModel().getSelectedItem()).ifPresent(row -> study.probes().remove(row.probe().id()));
    }

    private static Optional<Image> picture(ProbeRow row, Snapshot state) {
        return row.lane().ran().get().or(() -> row.lane().planned().get())
            .flatMap(run -> SamplePicture.of(run.model(), state, 0));
    }

    private static TableColumn<ProbeRow, String> text(String title, double width, Function<ProbeRow, String> value) {
        var column = new TableColumn<ProbeRow, String>(title);
        column.setCellValueFactory(c -> new SimpleStringProperty(value.apply(c.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private static TableColumn<ProbeRow, Number> number(String title, double width, ToDoubleFunction<ProbeRow> value) {
        var column = new TableColumn<ProbeRow, Number>(title);
        column.setCellValueFactory(c -> new SimpleDoubleProperty(value.applyAsDouble(c.getValue())));
        column.setCellFactory(_ -> new NumberCell());
        column.setPrefWidth(width);
        return column;
    }

    private static final class NumberCell extends TableCell<ProbeRow, Number> {
        @Override
        protected void updateItem(Number value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? "" : value.doubleValue() == Double.NEGATIVE_INFINITY ? "\u2212\u221e"
                : value.doubleValue() == Math.rint(value.doubleValue()) && Math.abs(value.doubleValue()) >= 1
                    ? Long.toString(value.longValue()) : Labels.number(value.doubleValue()));
            setStyle("-fx-alignment: center-right;");
        }
    }

    /// What the solver made of it, and what the exact path does.
    private static final class PictureCell extends TableCell<ProbeRow, ProbeRow> {
        @Override
        protected void updateItem(ProbeRow row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : row.path().map(path -> {
                var box = new HBox(4);
                var end = path.path().records().getLast();
                picture(row, end.state()).ifPresent(image -> box.getChildren().add(view(image, "end")));
                path.exact().at(end.at()).flatMap(s -> picture(row, s))
                    .ifPresent(image -> box.getChildren().add(view(image, "exact end")));
                return box;
            }).orElse(null));
        }

        private static ImageView view(Image image, String words) {
            var view = new ImageView(image);
            view.setFitHeight(PICTURE);
            view.setFitWidth(PICTURE);
            view.setPreserveRatio(true);
            view.setSmooth(false);
            view.setAccessibleText(words);
            return view;
        }
    }
}
