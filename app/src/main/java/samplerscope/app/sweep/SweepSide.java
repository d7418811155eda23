package samplerscope.app.sweep;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.app.study.Labels;
import samplerscope.metric.Estimate;
import samplerscope.metric.PairedComparison;
import samplerscope.sweep.SweepTable;

/// The chosen cell: its picture, its numbers, the blink, and its samples.
final class SweepSide extends VBox {

    private static final int WORST_SHARE = 20;

    private final SweepModel model;
    private final Blink blink;
    private final StagePane stage;
    private final SampleTable samples;
    private final Label name = new Label();
    private final Label numbers = new Label();
    private final Label chosen = new Label();
    private final Button again = new Button("Again", new FontIcon(Feather.ROTATE_CW));
    private final Later refresh = new Later(this::refresh);

    SweepSide(SweepModel model, Blink blink) {
        super(6);
        this.model = model;
        this.blink = blink;
        this.stage = new StagePane(model, blink);
        this.samples = new SampleTable(model);
        setId("sweep-side");
        setMinWidth(282);
        setMaxWidth(282);
        name.setId("sweep-staged");
        name.getStyleClass().add("sweep-name");
        numbers.setId("sweep-numbers");
        numbers.getStyleClass().add("hint");
        numbers.setWrapText(true);
        numbers.setMinHeight(52);
        chosen.getStyleClass().add("hint");
        setVgrow(samples, Priority.ALWAYS);
        getChildren().setAll(name, stage, numbers, blinking(), brushing(), samples, actions());
        Changes.of(refresh::request, model.results(), model.running(), model.chosen(), blink.showsOther(), model.selection().samples());
        refresh();
    }

    void show(Look look) {
        stage.show(look);
    }

    private HBox blinking() {
        var on = new ToggleButton("Blink", new FontIcon(Feather.EYE));
        on.setId("sweep-blink");
        on.getStyleClass().add(Styles.SMALL);
        on.setMinWidth(Region.USE_PREF_SIZE);
        on.setTooltip(new Tooltip("Shows the cell and the one it is compared with in turn  B, or hold X. Choose two cells with "
            + "Ctrl to compare those"));
        on.selectedProperty().bindBidirectional(blink.on());
        var rate = new Slider(Blink.SLOWEST, Blink.FASTEST, blink.rate().get());
        rate.setId("sweep-blink-rate");
        rate.setAccessibleText("Changes per second");
        rate.valueProperty().bindBidirectional(blink.rate());
        HBox.setHgrow(rate, Priority.ALWAYS);
        var words = new Label();
        words.getStyleClass().add("hint");
        words.setMinWidth(52);
        words.textProperty().bind(Bindings.createStringBinding(
            () -> String.format(Locale.ROOT, "%.1f / s", blink.rate().get()), blink.rate()));
        var row = new HBox(8, on, rate, words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox brushing() {
        var worst = new Button("Worst 5 %");
        worst.setId("sweep-worst");
        worst.getStyleClass().add(Styles.SMALL);
        worst.setTooltip(new Tooltip("Chooses the samples with the largest errors in this cell: they stand out everywhere"));
        worst.setOnAction(_ -> samples.chooseWorst(Math.max(1, samples.getItems().size() / WORST_SHARE)));
        worst.disableProperty().bind(Bindings.isEmpty(samples.getItems()));
        var clear = new Button("Clear");
        clear.setId("sweep-clear");
        clear.getStyleClass().add(Styles.SMALL);
        clear.setTooltip(new Tooltip("Lets the chosen samples go  Esc"));
        clear.disableProperty().bind(model.selection().samples().map(Set::isEmpty));
        clear.setOnAction(_ -> model.selection().samples().set(Set.of()));
        var row = new HBox(6, worst, clear, chosen);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox actions() {
        var lane = new Button("Add as lane", new FontIcon(Feather.PLUS));
        lane.setId("sweep-add-lane");
        lane.setMaxWidth(Double.MAX_VALUE);
        lane.setTooltip(new Tooltip("Adds a lane for each chosen cell  Enter, or double click"));
        lane.disableProperty().bind(Bindings.createBooleanBinding(() -> model.results().get().flatMap(
            r -> model.staged().flatMap(r::run)).isEmpty(), model.results(), model.chosen()));
        lane.setOnAction(_ -> model.addLanes(model.chosen().get().isEmpty() ? model.staged().stream().toList()
            : model.chosen().get()));
        HBox.setHgrow(lane, Priority.ALWAYS);
        again.setId("sweep-again-cell");
        again.setTooltip(new Tooltip("Runs those of the chosen cells that failed once more"));
        again.managedProperty().bind(again.visibleProperty());
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(_ -> model.again(looked()));
        return new HBox(6, lane, again);
    }

    /// The chosen cells, or the one that is shown without a choice.
    private Set<Integer> looked() {
        return model.chosen().get().isEmpty() ? model.staged().map(Set::of).orElse(Set.of())
            : Set.copyOf(model.chosen().get());
    }

    private void refresh() {
        Optional<SweepResults> results = model.results().get();
        Optional<Integer> cell = stage.seen();
        name.setText(results.flatMap(r -> cell.map(c -> r.spec().cell(c).words())).orElse("No cell yet")
            + (blink.showsOther().get() && model.partner().isPresent() ? "   (compared)" : ""));
        numbers.setText(results.flatMap(r -> cell.map(c -> r.failure(c).map(f -> f.happened() + "; " + f.remedy())
            .orElseGet(() -> r.row(c).map(row -> words(row)).orElse("not run yet")))).orElse(
                "Run a sweep; then choose a cell by a click, several with Ctrl."));
        int count = model.selection().samples().get().size();
        again.setVisible(looked().stream().anyMatch(model.failed()::contains));
        chosen.setText(count == 0 ? "" : count == 1 ? "1 sample" : count + " samples");
    }

    private static String words(SweepTable.Row row) {
        String error = row.error().map(e -> "error " + Labels.estimate(e.rms())).orElse("no error: it follows no path");
        String metrics = String.join("", row.metrics().entrySet().stream().map(m -> "\n" + m.getKey() + " "
            + Labels.estimate(m.getValue())).toList());
        return "%d NFE, %s s, %s%s%s".formatted(row.nfe(), Labels.number(row.seconds()), error,
            row.paired().map(p -> "\n" + words(p)).orElse(""), metrics);
    }

    private static String words(PairedComparison p) {
        Estimate d = p.difference();
        return "%s on %d pairs: %s (95 %%: %s \u2026 %s)".formatted(switch (p.verdict()) {
            case BETTER -> "Better";
            case WORSE -> "Worse";
            case ALIKE -> "Not told apart";
        }, d.count(), Labels.number(d.value()), Labels.number(p.low()), Labels.number(p.high()));
    }
}
