package samplerscope.app.sweep;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.InkSwatches;
import samplerscope.app.chart.Legend;
import samplerscope.app.chart.Span;
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Later;
import samplerscope.metric.Estimate;
import samplerscope.store.RunExecutor;
import samplerscope.sweep.SweepTable;
import samplerscope.sweep.SweepTable.Cost;

/// Error against what it costs, one curve per row of the sweep, with the front below which nothing was reached. The chosen
/// samples have hollow marks of their own. Hovering a mark hovers its cell, a click chooses it.
final class ParetoView extends BorderPane {

    /// Grey, for what belongs to no series.
    private static final int FRONT_STYLE = 4;
    private static final int FRONT = Curve.NO_LANE;
    /// The first series style; grey is left to the front.
    private static final int[] STYLES = {0, 1, 2, 3, 5, 6, 7, 8, 9, 11};
    private static final int HOLLOW = 6;
    private static final double ROOM = 1.12;

    private final SweepModel model;
    private final ChartPane chart = new ChartPane("sweep-pareto-chart", "Error against cost");
    private final InkSwatches swatches = new InkSwatches(this::refresh);
    private final Legend legend;
    private final ChoiceBox<String> measure = new ChoiceBox<>();
    private final Later refresh = new Later(this::refresh);
    private Cost cost = Cost.NFE;
    private List<Series> series = List.of();
    private int focused = Curve.NO_LANE;

    ParetoView(SweepModel model) {
        this.model = model;
        this.legend = new Legend(new SimpleIntegerProperty(), this::chooseSeries, _ -> {});
        setId("sweep-pareto");
        measure.setId("sweep-pareto-measure");
        measure.setTooltip(new Tooltip("What is drawn over the cost"));
        measure.setConverter(new StringConverter<>() {
            @Override
            public String toString(String id) {
                return RunExecutor.PATH_ERROR.equals(id) ? "error" : id;
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        measure.getItems().add(RunExecutor.PATH_ERROR);
        measure.setValue(RunExecutor.PATH_ERROR);
        measure.valueProperty().subscribe((_, _) -> refresh());
        var group = new ToggleGroup();
        var head = new HBox(8, new Label("over"), toggle("sweep-over-nfe", "NFE", Cost.NFE, group, Styles.LEFT_PILL),
            toggle("sweep-over-seconds", "Seconds", Cost.SECONDS, group, Styles.RIGHT_PILL), measure, swatches);
        head.getStyleClass().add("sweep-head");
        setTop(new VBox(head, legend));
        setCenter(chart);
        listen();
        refresh();
    }

    private void listen() {
        chart.onFocusLane(lane -> focused = lane);
        chart.onScrub(x -> {
            cell(focused, x).ifPresent(cell -> model.choose(cell, false));
            focused = Curve.NO_LANE;
        });
        chart.onHoverMark((lane, x) -> model.hovered().set(cell(lane, x).orElse(-1)));
        model.hovered().subscribe(_ -> mark());
        Changes.of(refresh::request, model.results(), model.selection().samples(), model.chosen());
    }

    private ToggleButton toggle(String id, String words, Cost kind, ToggleGroup group, String pill) {
        var button = new ToggleButton(words);
        button.setId(id);
        button.setToggleGroup(group);
        button.getStyleClass().addAll(pill, Styles.SMALL);
        button.setSelected(kind == cost);
        button.setOnAction(_ -> {
            button.setSelected(true);
            cost = kind;
            chart.resetZoom();
            refresh();
        });
        return button;
    }

    private Optional<Integer> cell(int lane, double x) {
        return lane < 0 || lane >= series.size() ? Optional.empty() : series.get(lane).nearest(x, cost);
    }

    private void chooseSeries(int lane) {
        if (lane >= 0 && lane < series.size()) {
            model.chosen().set(series.get(lane).rows().stream().map(row -> row.cell().index()).toList());
        }
    }

    /// The hovered cell, wherever it is hovered: its curve stands out, a line stands at its cost.
    private void mark() {
        int cell = model.hovered().get();
        Optional<SweepTable.Row> row = model.results().get().flatMap(r -> r.row(cell)).filter(r -> r.failure().isEmpty());
        chart.cursor().set(row.map(r -> Series.cost(r, cost)).orElse(Double.NaN));
        chart.highlighted().set(series.stream().filter(s -> s.has(cell)).map(Series::id).findFirst().orElse(Curve.NO_LANE));
    }

    private void refresh() {
        Optional<SweepResults> results = model.results().get();
        results.ifPresent(this::offer);
        series = results.map(Series::of).orElse(List.of());
        chart.show(results.map(this::content).orElseGet(() -> content(List.of())));
        legend.show(series.stream().map(s -> new Legend.Entry(s.id(), style(s), s.name().isEmpty() ? "all" : s.name())).toList(),
            swatches.ink());
        mark();
    }

    /// The error, and the metrics that the sweep measured.
    private void offer(SweepResults results) {
        var all = new ArrayList<>(List.of(RunExecutor.PATH_ERROR));
        all.addAll(results.table().metrics());
        if (!measure.getItems().equals(all)) {
            String before = all.contains(measure.getValue()) ? measure.getValue() : all.getFirst();
            measure.getItems().setAll(all);
            measure.setValue(before);
        }
    }

    private ChartContent content(SweepResults results) {
        var curves = new ArrayList<Curve>();
        var front = results.table().front(cost, measure.getValue());
        if (front.size() > 1) {
            curves.add(new Curve(FRONT, "front", "", FRONT_STYLE, Curve.Form.STAIRS, front.stream()
                .map(row -> mark(row, row.value(measure.getValue()).orElseThrow())).toList()));
        }
        for (Series s : series) {
            curves.add(new Curve(s.id(), s.name(), "", style(s), Curve.Form.LINE, s.along(byCost()).stream()
                .flatMap(row -> row.value(measure.getValue()).map(e -> mark(row, e)).stream()).toList()));
            chosenSamples(results, s).ifPresent(curves::add);
        }
        return content(curves);
    }

    private Comparator<SweepTable.Row> byCost() {
        return Comparator.comparingDouble(row -> Series.cost(row, cost));
    }

    /// The error of the chosen samples alone; empty while none is chosen.
    private Optional<Curve> chosenSamples(SweepResults results, Series s) {
        var samples = model.selection().samples().get();
        if (samples.isEmpty() || !measure.getValue().equals(RunExecutor.PATH_ERROR)) {
            return Optional.empty();
        }
        return Optional.of(new Curve(s.id(), s.name() + ", chosen samples", "", style(s) + HOLLOW, Curve.Form.POINTS,
            s.along(byCost()).stream().flatMap(row -> results.error(row.cell().index()).flatMap(e -> e.over(samples))
                .map(e -> mark(row, e.rms())).stream()).toList()));
    }

    private Curve.Mark mark(SweepTable.Row row, Estimate e) {
        return Curve.Mark.of(Series.cost(row, cost), e.value(), e.standardError());
    }

    private static int style(Series s) {
        return STYLES[s.id() % STYLES.length];
    }

    private ChartContent content(List<Curve> curves) {
        String label = Map.of(Cost.NFE, "NFE", Cost.SECONDS, "seconds of a run").get(cost);
        String y = measure.getValue().equals(RunExecutor.PATH_ERROR) ? "RMS distance to the reference" : measure.getValue();
        double[] costs = curves.stream().flatMap(c -> c.marks().stream()).mapToDouble(Curve.Mark::x).filter(x -> x > 0)
            .sorted().toArray();
        // A little room, so that the marks at both ends are whole.
        Axis x = costs.length == 0 ? Axis.log(label)
            : Axis.log(label).over(new Span(costs[0] / ROOM, costs[costs.length - 1] * ROOM));
        return new ChartContent(x, Axis.log(y), curves, model.results().get().isEmpty()
            ? "Run a sweep: its front appears here." : "No cell has this number yet. Stochastic samplers follow no path; "
            + "measure a metric, and choose it here.");
    }

    ChartPane chart() {
        return chart;
    }
}
