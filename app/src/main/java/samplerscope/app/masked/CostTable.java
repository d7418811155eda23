package samplerscope.app.masked;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.Measurement;
import samplerscope.spec.Choice;

/// What the lanes cost and what came of it, every number apart: passes are not rows, and rows are not milliseconds.
final class CostTable extends TableView<CostTable.Row> {

    /// One lane, or a sampler that was only measured.
    ///
    /// @param name      letter and sampler
    /// @param sequences whole ones behind the costs
    record Row(String name, List<Sequence> sequences, Optional<Measured> measured) {

        private Optional<Measurement> law() {
            return measured.flatMap(Measured::law);
        }

        private double mean(ToDoubleFunction<Sequence> of) {
            return sequences.isEmpty() ? Double.NaN
                : Mean.of(sequences.stream().mapToDouble(of).toArray()).value();
        }
    }

    private final LabModel model;
    private final FrontModel front;

    CostTable(LabModel model, FrontModel front) {
        this.model = model;
        this.front = front;
        setId("masked-costs");
        getStyleClass().add("masked-costs");
        setPlaceholder(new Label("Run the lanes: what they cost appears here."));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        column("lane", "Letter and sampler", Row::name, 98);
        number("passes", 46, "Sequential passes of the model, NFE", r -> r.mean(s -> last(s).passes()));
        number("rows", 38, "Canvases that went through the model", r -> r.mean(s -> last(s).rows()));
        number("positions", 58, "Positions that were computed, all rows together", r -> r.mean(s -> last(s).positions()));
        column("kept", "Share of the positions that were read from kept keys and values instead",
            r -> percent(r.mean(CostTable::kept)), 42).getStyleClass().add("masked-right");
        number("/ pass", 46, "Tokens written for each pass", r -> r.mean(s -> s.at(Sequence.Clock.TOKENS, s.steps() - 1)
            / Math.max(1, last(s).passes())));
        number("ms", 56, "Milliseconds of sampler and model", r -> r.mean(s -> s.end(Sequence.Clock.MILLIS)));
        number("hidden", 44, "Positions that were hidden again", r -> r.mean(s -> s.frames().stream()
            .mapToInt(f -> f.step().remasked().size()).sum()));
        int common = getColumns().size();
        number("path error", 62, "Conditional-independence error, nats a sequence; told after Measure",
            r -> r.law().flatMap(Measurement::pathKl).map(Mean::value).orElse(Double.NaN));
        number("perplexity", 64, "Of a token under the exact law; told after Measure",
            r -> r.law().map(Measurement::perplexity).orElse(Double.NaN));
        number("entropy", 50, "Of the output along its path, nats; told after Measure. Low entropy with low perplexity is "
            + "sharpening, not quality", r -> r.law().flatMap(Measurement::pathEntropy).map(Mean::value)
            .orElse(Double.NaN));
        number("neighbours", 68, "Distance of the law of neighbours from the exact one; told after Measure",
            r -> r.law().flatMap(Measurement::bigram).map(Measurement.PairDistance::distance).orElse(Double.NaN));
        List<TableColumn<Row, ?>> ofLaw = List.copyOf(getColumns().subList(common, getColumns().size()));
        TableColumn<Row, String> wrong = column("wrong", "Share of wrong answers to the task of the prompt; told after Measure",
            r -> percent(r.measured().flatMap(Measured::wrong).map(Mean::value).orElse(Double.NaN)), 46);
        wrong.getStyleClass().add("masked-right");
        model.shape().subscribe(shape -> {
            boolean isWorld = shape.map(LabModel.Shape::world).orElse(true);
            ofLaw.forEach(c -> c.setVisible(isWorld));
            wrong.setVisible(!isWorld);
        });
    }

    private static UnmaskStep last(Sequence s) {
        return s.frames().getLast().step();
    }

    /// What a cache saved: positions of all rows that were not computed.
    private static double kept(Sequence s) {
        double all = (double) last(s).rows() * s.length();
        return all == 0 ? 0 : 1 - last(s).positions() / all;
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? LabFacts.number(share) : Math.round(100 * share) + "\u2009%";
    }

    private void number(String name, double width, String tip, Function<Row, Double> of) {
        column(name, tip, r -> LabFacts.number(of.apply(r)), width).getStyleClass().add("masked-right");
    }

    private TableColumn<Row, String> column(String name, String tip, Function<Row, String> of, double width) {
        var column = new TableColumn<Row, String>();
        var label = new Label(name);
        label.setTooltip(new Tooltip(tip));
        column.setGraphic(label);
        column.setCellValueFactory(f -> new ReadOnlyStringWrapper(of.apply(f.getValue())));
        column.setSortable(false);
        column.setPrefWidth(width);
        column.setMinWidth(width);
        getColumns().add(column);
        return column;
    }

    /// Shows the lanes as they are now.
    void showLanes() {
        getItems().setAll(model.draft().get().lanes().stream().map(l -> new Row(
            model.draft().get().letterOf(l.id()) + "  " + LabFacts.title(model, l), model.whole(l.id()),
            l.fork().isPresent() ? Optional.empty() : measured(l.sampler()))).toList());
    }

    private Optional<Measured> measured(Choice sampler) {
        return Optional.ofNullable(front.found().get().get(sampler)).flatMap(FrontModel.Found::measured);
    }
}
