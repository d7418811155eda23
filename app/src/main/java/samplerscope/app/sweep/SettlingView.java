package samplerscope.app.sweep;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.chart.InkSwatches;
import samplerscope.app.chart.Legend;
import samplerscope.app.kit.Changes;
import samplerscope.app.setup.FileChoice;
import samplerscope.metric.Convergence;
import samplerscope.metric.Estimate;
import samplerscope.metric.MetricFamily;

/// A metric against the number of samples, with a band of one standard error, beside its floor.
final class SettlingView extends BorderPane {

    private static final int FLOOR_STYLE = 4;
    private static final int FLOOR = 1000;
    private static final int[] STYLES = {0, 1, 2, 3, 5, 6, 7, 8};

    private final SweepModel sweep;
    private final SettlingModel model;
    private final FileChoice files;
    private final ChartPane chart = new ChartPane("sweep-metric-chart", "Metric against the number of samples");
    private final InkSwatches swatches = new InkSwatches(this::refresh);
    private final Legend legend = new Legend(chart.highlighted(), this::choose, _ -> {});
    private final Label remark = new Label();

    SettlingView(SweepModel sweep, FileChoice files) {
        this.sweep = sweep;
        this.model = new SettlingModel(sweep);
        this.files = files;
        setId("sweep-metrics");
        remark.setId("sweep-metric-remark");
        remark.setWrapText(true);
        setTop(new VBox(4, controls(), remark, legend));
        setCenter(chart);
        chart.onFocusLane(this::choose);
        Changes.of(this::refresh, model.found(), model.running(), model.problem(), model.metric(), model.space(),
            model.network(), sweep.results());
        refresh();
    }

    private FlowPane controls() {
        var metric = new ChoiceBox<MetricFamily>();
        metric.setId("sweep-metric");
        metric.getItems().setAll(SweepDraft.metrics(sweep.services().resolver().catalog()));
        metric.setConverter(words(MetricFamily::name));
        metric.valueProperty().bindBidirectional(model.metric());
        var space = new ChoiceBox<SettlingModel.Space>();
        space.setId("sweep-space");
        space.getItems().setAll(SettlingModel.Space.values());
        space.setConverter(words(SettlingModel.Space::words));
        space.setTooltip(new Tooltip("Where the sets are compared: as they are, along the %d leading components of the exact "
            .formatted(SettlingModel.COMPONENTS) + "samples, or in what an ONNX network of yours makes of them"));
        space.valueProperty().bindBidirectional(model.space());
        var file = new Button("Encoder\u2026", new FontIcon(Feather.FOLDER));
        file.setId("sweep-encoder");
        file.setTooltip(new Tooltip("An ONNX file with one input of floats, the samples first; its first output is the features"));
        file.visibleProperty().bind(model.space().isEqualTo(SettlingModel.Space.NETWORK));
        file.managedProperty().bind(file.visibleProperty());
        file.setOnAction(_ -> files.open("Choose an encoder", List.of("onnx")).ifPresent(
            path -> model.network().set(Optional.of(path))));
        model.network().subscribe(chosen -> file.setText(chosen.map(Path::getFileName).map(Path::toString)
            .orElse("Encoder\u2026")));
        var start = new Button("Measure", new FontIcon(Feather.ACTIVITY));
        start.setId("sweep-measure");
        start.setTooltip(new Tooltip("Measures the chosen cells at 5, 10, 20, 50, \u2026 samples"));
        start.disableProperty().bind(Bindings.createBooleanBinding(() -> model.running().get() || sweep.running().get()
            || sweep.results().get().isEmpty()
            || model.space().get() == SettlingModel.Space.NETWORK && model.network().get().isEmpty(),
            model.running(), sweep.running(), sweep.results(), model.space(), model.network()));
        start.setOnAction(_ -> model.start());
        var stop = new Button("Stop", new FontIcon(Feather.SQUARE));
        stop.visibleProperty().bind(model.running());
        stop.managedProperty().bind(model.running());
        stop.setOnAction(_ -> model.cancel());
        var busy = new ProgressIndicator();
        busy.setPrefSize(18, 18);
        busy.visibleProperty().bind(model.running());
        for (var button : List.of(file, start, stop)) {
            button.getStyleClass().add(Styles.SMALL);
        }
        var controls = new FlowPane(8, 6, metric, space, file, start, stop, busy, swatches);
        controls.getStyleClass().add("sweep-head");
        return controls;
    }

    private static <T> StringConverter<T> words(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed into a choice");
            }
        };
    }

    private void choose(int cell) {
        if (cell >= 0 && cell != FLOOR) {
            sweep.choose(cell, false);
        }
    }

    private void refresh() {
        var found = model.found().get();
        var curves = new ArrayList<Curve>();
        for (int i = 0; i < found.size(); i++) {
            curves.add(curve(found.get(i).cell(), found.get(i).words(), STYLES[i % STYLES.length],
                found.get(i).curve().points().stream().map(p -> mark(p, p.value())).toList()));
        }
        if (!found.isEmpty()) {
            curves.add(curve(FLOOR, "floor", FLOOR_STYLE, found.getFirst().curve().points().stream()
                .map(p -> mark(p, p.floor())).toList()));
        }
        chart.show(new ChartContent(Axis.log("samples in each set"), Axis.log(model.metric().get().name()), curves,
            sweep.results().get().isEmpty() ? "Run a sweep, choose cells, and measure them here."
                : "Press Measure: the chosen cells are compared with the exact law at growing numbers of samples."));
        legend.show(curves.stream().map(c -> new Legend.Entry(c.lane(), c.style(), c.lane() == FLOOR
            ? "floor: two sets of the law" : c.name() + verdict(c.lane()))).toList(), swatches.ink());
        remark();
    }

    private static Curve curve(int lane, String name, int style, List<Mark> marks) {
        return new Curve(lane, name, "", style, Curve.Form.LINE, marks);
    }

    private static Mark mark(Convergence.Point point, Estimate e) {
        return Mark.of(point.samples(), e.value(), e.standardError());
    }

    private String verdict(int cell) {
        return model.found().get().stream().filter(f -> f.cell() == cell && !f.curve().points().isEmpty())
            .map(f -> f.curve().points().getLast().isAboveFloor() ? "" : "  (at the floor)").findFirst().orElse("");
    }

    /// What went wrong, else what to keep in mind.
    private void remark() {
        remark.getStyleClass().setAll("label", model.problem().get().isPresent() ? "problem" : "hint");
        boolean small = !model.found().get().isEmpty() && model.found().get().stream().allMatch(
            f -> f.curve().points().isEmpty());
        remark.setText(model.problem().get().map(p -> p.happened() + "; " + p.remedy() + ".").orElseGet(() -> small
            ? "This metric needs more samples than the cells have: raise Samples and run again, or use fewer features."
            : "Distances at the floor say only that there are too few samples to tell a cell from the exact law."));
    }

    SettlingModel model() {
        return model;
    }
}
