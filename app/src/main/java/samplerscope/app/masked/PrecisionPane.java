package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.chart.Span;
import samplerscope.app.kit.Names;
import samplerscope.masked.Prediction;
import samplerscope.masked.sampler.CoarseDraw;

/// The precision lab: what a draw with 24 random bits makes of a law, and a switch that runs a lane with and without.
final class PrecisionPane extends HBox {

    /// The law that is drawn from.
    private enum Law {
        TAIL("1 / rank"), POSITION("chosen cell");

        private final String word;

        Law(String word) {
            this.word = word;
        }
    }

    private static final int TRUTH = 4;
    /// Curves are no lanes.
    private static final int FIRST_ID = 2000;
    private static final int MOST_MARKS = 140;
    private static final double DEPTH = 1e-3;
    private static final String WHY = "A float32 uniform has 24 bits, so in Gumbel-max no E of the smallest E / p is below "
        + "6.0e-8, and rare tokens never win beside \u201cstays hidden\u201d: a low temperature that nobody set. ";
    private static final String SOURCE = "Zheng et al. 2024, arXiv:2409.02908, section 5.";

    private final LabModel model;
    private final PrecisionModel precision;
    private final ChartPane chart = new ChartPane("masked-precision", "Probability by rank, to be drawn and drawn");
    private final ChoiceBox<Law> law = box("precision-law", List.of(Law.values()), l -> l.word);
    private final ChoiceBox<Integer> size = box("precision-size", List.of(256, 1000, 8192, 50257),
        n -> "%,d tokens".formatted(n).replace(',', '\u2009'));
    private final ChoiceBox<Integer> steps = box("precision-steps", List.of(1, 16, 64, 256, 1024, 10000),
        n -> n == 1 ? "reveal for sure" : "reveal 1 in " + n);
    private final GridPane facts = new GridPane();
    private final Label words = new Label();
    private final Button flip = button("precision-flip", Feather.REFRESH_CW, "Runs the focused lane again with the other draw");
    private final Button beside = button("precision-beside", Feather.COLUMNS, "Adds the focused lane with the other draw, and "
        + "runs it");

    PrecisionPane(LabModel model) {
        super(10);
        this.model = model;
        this.precision = model.precision();
        setId("masked-precision-pane");
        size.setValue(50257);
        steps.setValue(1024);
        for (ChoiceBox<?> box : List.of(law, size, steps)) {
            box.valueProperty().subscribe((_, _) -> refresh());
        }
        facts.setId("masked-precision-facts");
        facts.setHgap(10);
        facts.setVgap(1);
        words.setWrapText(true);
        words.getStyleClass().add("hint");
        words.setId("masked-precision-words");
        words.setTooltip(new Tooltip(WHY + SOURCE));
        words.setMinHeight(0);
        flip.setOnAction(_ -> model.drawOtherwise());
        beside.setOnAction(_ -> model.drawOtherwiseBeside());
        var choices = new HBox(6, law, size, steps);
        choices.setAlignment(Pos.CENTER_LEFT);
        var side = new VBox(5, facts, new HBox(6, flip, beside), words);
        VBox.setVgrow(words, Priority.ALWAYS);
        side.setPrefWidth(330);
        side.setMinWidth(300);
        var left = new BorderPane(chart, choices, null, chart.legend(), null);
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().setAll(left, side);
        setMinHeight(0);
    }

    private static <T> ChoiceBox<T> box(String id, List<T> values, Function<T, String> name) {
        var box = new ChoiceBox<T>();
        box.setId("masked-" + id);
        box.getItems().setAll(values);
        box.setConverter(new Names<>(name));
        box.setValue(values.getFirst());
        return box;
    }

    private static Button button(String id, Feather icon, String tip) {
        var button = new Button("", new FontIcon(icon));
        button.setId("masked-" + id);
        button.setTooltip(new Tooltip(tip));
        button.getStyleClass().add(Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    void refresh() {
        size.setDisable(law.getValue() == Law.POSITION);
        Optional<double[]> ofPosition = law.getValue() == Law.POSITION ? position() : Optional.empty();
        boolean isThere = law.getValue() == Law.TAIL || ofPosition.isPresent();
        if (isThere) {
            precision.ask(new PrecisionModel.Asked(ofPosition, ofPosition.map(l -> l.length).orElse(size.getValue()),
                steps.getValue()));
        }
        Optional<PrecisionModel.Found> found = isThere ? precision.found().get() : Optional.empty();
        chart.show(content(found, isThere));
        facts.getChildren().clear();
        found.ifPresent(this::tell);
        words.setText(WHY + SOURCE);
        buttons();
    }

    private void buttons() {
        String letter = model.draft().get().letterOf(model.focus().get());
        Optional<Boolean> coarse = LabFacts.isCoarse(model, model.focus().get());
        String other = coarse.orElse(false) ? "exact draws" : "24 bits";
        flip.setText("Lane %s with %s".formatted(letter, other));
        beside.setText("Beside it");
        flip.setDisable(coarse.isEmpty());
        beside.setDisable(coarse.isEmpty() || model.draft().get().lanes().size() >= LabDraft.MOST_LANES);
    }

    /// What the model says of the chosen cell of the focused lane, most probable first.
    private Optional<double[]> position() {
        int lane = model.focus().get();
        int position = model.selected().get().stream().mapToInt(i -> i).min().orElse(-1);
        Optional<Prediction> guess = model.shown(lane).guess(model.step(lane));
        return guess.filter(g -> position >= 0 && position < g.length()).map(g -> descending(g.at(position)));
    }

    private static double[] descending(double[] law) {
        double[] up = law.clone();
        Arrays.sort(up);
        return IntStream.range(0, up.length).mapToDouble(k -> up[up.length - 1 - k]).toArray();
    }

    private void tell(PrecisionModel.Found found) {
        CoarseDraw d = found.draw();
        row(0, "", "to be", "24 bits");
        facts.getChildren().forEach(n -> n.getStyleClass().add("hint"));
        row(1, "a token comes to light", share(d.reveal()), share(d.drawnReveal()));
        row(2, "entropy of it, nats", LabFacts.number(d.entropy()), LabFacts.number(d.drawnEntropy()));
        row(3, "temperature", "1", String.format(Locale.ROOT, "%.3f", d.temperature()));
        row(4, "tokens that never come", "0", String.valueOf(d.lost()));
        row(5, "probability of these", "0", LabFacts.number(d.lostMass()));
    }

    private static String share(double value) {
        return value == 1 ? "1" : String.format(Locale.ROOT, "%.3g", value);
    }

    private void row(int at, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            var label = new Label(cells[column]);
            label.setMinWidth(column == 0 ? 0 : USE_PREF_SIZE);
            if (column > 0) {
                label.getStyleClass().add("masked-number");
                GridPane.setHalignment(label, HPos.RIGHT);
            } else {
                GridPane.setHgrow(label, Priority.ALWAYS);
            }
            facts.add(label, column, at);
        }
    }

    private ChartContent content(Optional<PrecisionModel.Found> found, boolean isThere) {
        var curves = new ArrayList<Curve>();
        double low = 1e-9;
        double high = 1;
        if (found.isPresent()) {
            CoarseDraw d = found.get().draw();
            int style = LabFacts.style(model, model.focus().get());
            double last = Arrays.stream(d.law()).filter(v -> v > 0).min().orElse(DEPTH);
            double floor = last * DEPTH;
            low = floor;
            high = 2 * Math.max(d.law()[0], d.drawn()[0]);
            curves.add(curve(0, "to be drawn", "", TRUTH, Curve.Form.PLAIN, d.law().length, v -> Math.max(floor, d.law()[v])));
            curves.add(curve(1, "drawn with 24 bits", "", style, Curve.Form.PLAIN, d.law().length,
                v -> Math.max(floor, d.drawn()[v])));
            counted(found.get(), style).ifPresent(curves::add);
        }
        double size = found.map(f -> (double) f.draw().law().length).orElse(10.0);
        return new ChartContent(Axis.log("rank of the token").over(new Span(1, Math.max(2, size))), Axis.log("probability").over(new Span(low, high)),
            curves, isThere ? "Working it out\u2026" : "Choose a cell of the focused lane: the law of its token is drawn from.");
    }

    private static Curve curve(int index, String name, String badge, int style, Curve.Form form, int size,
                               IntToDoubleFunction y) {
        List<Mark> marks = ranks(size).mapToObj(r -> Mark.of(r + 1.0, y.applyAsDouble(r))).toList();
        return new Curve(FIRST_ID + index, name, badge, style, form, marks);
    }

    /// All of a few; of many, about as many in each decade.
    private static IntStream ranks(int size) {
        return size <= MOST_MARKS ? IntStream.range(0, size) : IntStream.range(0, MOST_MARKS)
            .map(k -> (int) Math.round(Math.pow(size, k / (MOST_MARKS - 1.0))) - 1).distinct();
    }

    /// What emulated draws came to, where enough were revealed; neighbours in rank together, with one standard error.
    private static Optional<Curve> counted(PrecisionModel.Found found, int style) {
        long shown = found.shown();
        var marks = new ArrayList<Mark>();
        int size = found.draw().law().length;
        for (int from = 0; from < size; from = Math.max(from + 1, (int) (from * 1.6))) {
            int to = Math.min(size, Math.max(from + 1, (int) (from * 1.6)));
            long count = Arrays.stream(found.counts(), from, to).sum();
            if (count > 0) {
                double each = (double) count / shown / (to - from);
                marks.add(Mark.of(Math.sqrt((from + 1.0) * to), each, each / Math.sqrt(count)));
            }
        }
        return shown < 20 ? Optional.empty() : Optional.of(new Curve(FIRST_ID + 2, "%d emulated draws that revealed".formatted(
            shown), "", style, Curve.Form.POINTS, marks));
    }
}
