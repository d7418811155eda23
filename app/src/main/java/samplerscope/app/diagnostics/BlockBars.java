package samplerscope.app.diagnostics;

import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// How often the FX thread took how long: a row per bucket, bars by the logarithm of the count, so that a single long one
/// among thousands of short ones is seen.
final class BlockBars extends GridPane {

    private static final double LABELS = 110;
    private static final double NUMBERS = 80;
    private static final double HIGH = 10;

    private final Label[] numbers = new Label[Blocks.EDGES_MILLIS.length + 1];
    private final ColumnConstraints[] widths = new ColumnConstraints[numbers.length];

    BlockBars() {
        super(10, 2);
        setId("diagnostics-blocks");
        var bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(new ColumnConstraints(LABELS), new ColumnConstraints(NUMBERS), bars);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = new Label();
            numbers[i].getStyleClass().add("mono");
            setHalignment(numbers[i], HPos.RIGHT);
            widths[i] = new ColumnConstraints();
            addRow(i, new Label(Blocks.words(i)), numbers[i], bar(widths[i], i));
        }
    }

    void show(Blocks blocks) {
        long[] counts = blocks.counts();
        double most = Math.log1p(Math.max(1, blocks.total()));
        for (int i = 0; i < counts.length; i++) {
            numbers[i].setText(String.format(Locale.ROOT, "%,d", counts[i]));
            widths[i].setPercentWidth(100 * Math.log1p(counts[i]) / most);
        }
    }

    private static GridPane bar(ColumnConstraints width, int bucket) {
        var fill = new Region();
        fill.getStyleClass().add(bucket >= Blocks.bucket(Blocks.LIMIT_MILLIS) ? "block-bar-over" : "block-bar");
        fill.setPrefHeight(HIGH);
        var row = new GridPane();
        row.setAlignment(Pos.CENTER_LEFT);
        row.getColumnConstraints().setAll(width);
        row.addRow(0, fill);
        return row;
    }
}
