package samplerscope.app.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.study.Labels;
import samplerscope.search.SearchResult;
import samplerscope.search.plan.CellResult;

/// Schedules by rank; only the lines on screen have cells.
final class Leaderboard extends TableView<Leaderboard.Row> {

    /// More than this nobody reads; the chart has all of them.
    private static final int MOST = 200;
    private static final double ROW = 30;
    private static final double WIDE = 1000;
    /// Of the strips of steps, which say how many they leave out: their tooltip has all.
    private static final double LEAST_STRIP = 96;
    /// Below this width steps have no room beside intervals, which the check beside the table has, too.
    private static final double INTERVALS_FROM = 820;
    private static final double INTERVAL = 206;
    /// At the left and the right of a cell, as in the style sheet.
    private static final double PADDING = 6;
    private static final double VALUE = 112;

    private final SearchModel model;
    private final TableColumn<Row, Row> fresh = text("Fresh noises", VALUE, INTERVAL, "number",
        r -> r.judged().map(f -> fresh(f.heldOut())).orElse("\u2013"));
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private boolean refilling;

    /// @param rank from 1, among what is listed
    record Row(int rank, Tried tried, boolean pinned, Optional<CellResult.Found> judged) {}

    /// Which schedules are listed.
    ///
    /// @param words as the choice has it
    record Which(String words, Function<SearchModel, List<Tried>> tried) {

        static final Which ALL = new Which("All, the best first", SearchModel::ranking);
        static final Which FRONT = new Which("The front", SearchModel::front);
        static final Which PINNED = new Which("Pinned", m -> m.ranking().stream()
            .filter(t -> m.isPinned(t.candidate())).toList());
        static final Which POPULATION = new Which("Population of the methods", Which::population);

        private static List<Tried> population(SearchModel model) {
            return model.cells().stream().flatMap(c -> c.population().stream().filter(e -> e.isFinite())
                .map(e -> new Tried(c, e))).sorted((a, b) -> Double.compare(a.error(), b.error())).toList();
        }

        @Override
        public String toString() {
            return words;
        }
    }

    Leaderboard(SearchModel model) {
        this.model = model;
        setId("search-leaderboard");
        getStyleClass().addAll("run-table", "leaderboard");
        setFixedCellSize(ROW);
        getColumns().setAll(List.of(
            text("#", 34, 60, "number", r -> Integer.toString(r.rank())),
            column("", 26, 26, () -> new NodeCell<>(new FontIcon(Feather.BOOKMARK), FontIcon::setVisible, Row::pinned)),
            text("NFE", 44, 70, "number", r -> Integer.toString(r.tried().nfe())),
            text("Error", 70, 110, "number", r -> Labels.number(r.tried().error())),
            fresh,
            column("Grid", 80, 110,
                () -> new NodeCell<>(new GridSparkline(72, 26), GridSparkline::show, r -> r.tried().candidate())),
            column("Steps", 220, 2 * WIDE,
                () -> new NodeCell<>(new StepStrip(), StepStrip::show, r -> r.tried().candidate())),
            text("By", 78, 140, "found-by", r -> r.tried().cell().cell().method().id())));
        getColumns().forEach(c -> c.setSortable(false));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setItems(rows);
        widthProperty().subscribe(width -> room(width.doubleValue()));
        var empty = new Label("Schedules appear here as they are tried.");
        empty.getStyleClass().add("hint");
        setPlaceholder(empty);
        getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (!refilling && row != null) {
                model.select(row.tried());
            }
        });
    }

    private boolean hasIntervals() {
        return getWidth() >= INTERVALS_FROM;
    }

    private String fresh(SearchResult.Interval error) {
        return hasIntervals() ? interval(error) : Labels.number(error.value());
    }

    private void room(double width) {
        double wanted = width >= INTERVALS_FROM ? INTERVAL : VALUE;
        if (fresh.getMinWidth() != wanted) {
            fresh.setText(wanted == INTERVAL ? "Fresh noises [95 %]" : "Fresh noises");
            fresh.setMinWidth(wanted);
            fresh.setPrefWidth(wanted);
            fresh.setMaxWidth(wanted);
            refresh();
        }
    }

    /// `3.1e-2 [2.9e-2, 3.4e-2]`
    static String interval(SearchResult.Interval i) {
        return "%s [%s, %s]".formatted(Labels.number(i.value()), Labels.number(i.low()), Labels.number(i.high()));
    }

    void refresh(Which which) {
        List<Tried> listed = which.tried().apply(model);
        List<Row> now = IntStream.range(0, Math.min(MOST, listed.size())).mapToObj(i -> row(i + 1, listed.get(i)))
            .toList();
        refilling = true;
        if (!rows.equals(now)) {
            rows.setAll(now);
        }
        getSelectionModel().clearSelection();
        model.selected().get().ifPresent(chosen -> IntStream.range(0, rows.size())
            .filter(i -> rows.get(i).tried().candidate().equals(chosen.candidate())).findFirst()
            .ifPresent(getSelectionModel()::select));
        refilling = false;
    }

    private Row row(int rank, Tried tried) {
        return new Row(rank, tried, model.isPinned(tried.candidate()), tried.cell().judged(tried.evaluation()));
    }

    private static TableColumn<Row, Row> text(String title, double width, double most, String style,
                                              Function<Row, String> words) {
        return column(title, width, most, () -> {
            var cell = new TableCell<Row, Row>() {
                @Override
                protected void updateItem(Row row, boolean empty) {
                    super.updateItem(row, empty);
                    setText(empty || row == null ? null : words.apply(row));
                }
            };
            cell.getStyleClass().add(style);
            return cell;
        });
    }

    private static TableColumn<Row, Row> column(String title, double width, double most,
                                                Supplier<TableCell<Row, Row>> cell) {
        var column = new TableColumn<Row, Row>(title);
        column.setCellValueFactory(c -> new SimpleObjectProperty<>(c.getValue()));
        column.setCellFactory(_ -> cell.get());
        column.setMinWidth(most > WIDE ? LEAST_STRIP : width);
        column.setPrefWidth(width);
        column.setMaxWidth(most);
        return column;
    }

    /// One node that shows a part of its row.
    private static final class NodeCell<N extends Node, T> extends TableCell<Row, Row> {

        interface Show<N, T> {
            void show(N node, T value);
        }

        private final N node;
        private final Show<N, T> show;
        private final Function<Row, T> part;

        NodeCell(N node, Show<N, T> show, Function<Row, T> part) {
            this.node = node;
            this.show = show;
            this.part = part;
            if (node instanceof StepStrip strip) { // a cell gives its graphic all the room that it asks for
                strip.maxWidthProperty().bind(widthProperty().subtract(2 * PADDING));
            }
        }

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : node);
            if (!empty && row != null) {
                show.show(node, part.apply(row));
            }
        }
    }
}
