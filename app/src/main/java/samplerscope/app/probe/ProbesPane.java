package samplerscope.app.probe;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.chart.Axis;
import samplerscope.app.chart.ChartContent;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.chart.Curve;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;
import samplerscope.app.kit.Later;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.StudyProbe;

/// The probes of the study, lane by lane: where each ends, how far from the exact end, and where on the way that error
/// arose.
public final class ProbesPane extends BorderPane {

    static final String HOW = "Double click in a lane of points, or press P with the mouse over it, to put a probe there. "
        + "A picture is followed by a double click on it. Every lane's solver then starts from the same state, and the "
        + "exact path is drawn beside.";

    private final StudyModel study;
    private final ProbeTable table;
    private final ChartPane chart = new ChartPane("probe-chart", "Error of probes along their way");
    private final Label empty = new Label(HOW);
    private final SplitPane split;
    private final Button clear = new Button("Remove all", new FontIcon(Feather.TRASH_2));
    private final Button copy = new Button("Copy", new FontIcon(Feather.CLIPBOARD));
    private final Later refresh = new Later(this::refresh);

    public ProbesPane(StudyModel study) {
        this.study = study;
        this.table = new ProbeTable(study);
        setId("probes");
        getStyleClass().add("probes");
        getStylesheets().add(Objects.requireNonNull(ProbesPane.class.getResource("probe.css")).toExternalForm());
        empty.setId("probes-empty");
        empty.setWrapText(true);
        empty.getStyleClass().addAll("probes-empty", Styles.TEXT_MUTED);
        split = new SplitPane(table, chart);
        split.setDividerPositions(0.56);
        setTop(tools());
        chart.onFocusLane(id -> study.look(s -> s.focusing(id)));
        study.probes().changes().addListener((_, _, _) -> refresh.request());
        study.study().addListener((_, _, _) -> refresh.request());
        sceneProperty().addListener((_, _, _) -> refresh.request());
        refresh();
    }

    /// The chart, for export.
    public ChartPane chart() {
        return chart;
    }

    private HBox tools() {
        for (Button button : List.of(clear, copy)) {
            button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        clear.setId("probes-clear");
        clear.setTooltip(new Tooltip("Remove all probes (Shift+P); undo brings them back"));
        clear.setOnAction(_ -> study.probes().clear());
        copy.setId("probes-copy");
        copy.setTooltip(new Tooltip("Copy the table as CSV"));
        copy.setOnAction(_ -> copy());
        var hint = new Label("RMS distance per element to the exact path from the same state.");
        hint.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        hint.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(hint, gap, copy, clear);
        bar.getStyleClass().add("probes-tools");
        bar.visibleProperty().bind(clear.disableProperty().not());
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private void refresh() {
        List<ProbeRow> rows = rows();
        clear.setDisable(study.probes().all().isEmpty());
        setCenter(study.probes().all().isEmpty() ? empty : split);
        table.show(rows);
        chart.show(new ChartContent(Axis.linear("lambda (half log-SNR)"), Axis.log("RMS error"),
            rows.stream().filter(row -> row.path().filter(p -> !p.stochastic()).isPresent()).map(this::curve).toList(),
            "The error of every probe appears here, step by step. A solver that draws noise has none."));
    }

    private List<ProbeRow> rows() {
        var rows = new ArrayList<ProbeRow>();
        for (StudyProbe probe : study.probes().all()) {
            for (LaneModel lane : study.shownLanes()) {
                rows.add(new ProbeRow(probe, lane, name(lane), study.probes().of(probe, lane)));
            }
        }
        return rows;
    }

    private String name(LaneModel lane) {
        String given = lane.lane().get().name();
        return study.study().get().letterOf(lane.id()) + "  " + (given.isEmpty() ? Labels.ofSolvers(
            study.services().resolver().catalog(), lane.lane().get().spec().solvers()) : given);
    }

    private Curve curve(ProbeRow row) {
        List<Mark> marks = row.path().orElseThrow().errors().stream()
            .map(e -> Mark.of(e.at().lambda(), e.rms().value())).toList();
        String badge = row.probe().name() + study.study().get().letterOf(row.lane().id());
        return new Curve(row.lane().id(), row.probe().name() + " " + row.laneName(), badge,
            row.lane().lane().get().style(), Form.LINE, marks);
    }

    private void copy() {
        var text = new StringBuilder("probe,lane,lambda,error,nfe,end\n");
        for (ProbeRow row : rows()) {
            text.append("%s,\"%s\",%s,%s,%d,\"%s\"\n".formatted(row.probe().name(), row.laneName().replace("\"", "\"\""),
                row.from(), Double.isNaN(row.error()) ? "" : row.error(), row.nfe(), row.end()));
        }
        var clip = new ClipboardContent();
        clip.putString(text.toString());
        Clipboard.getSystemClipboard().setContent(clip);
    }
}
