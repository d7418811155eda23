package samplerscope.app.inversion;

import atlantafx.base.theme.Styles;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.inversion.TripContents.Question;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Names;
import samplerscope.app.study.Inversions;
import samplerscope.app.study.Inversions.Found;
import samplerscope.app.study.Inversions.From;
import samplerscope.app.study.Inversions.Trip;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.Estimate;

/// Encode and come back: starts it, says lane by lane what it was worth, and charts its errors by step and by sample.
public final class InversionPane extends BorderPane {

    private final StudyModel study;
    private final Inversions inversions;
    private final TripContents contents;
    private final ChartPane chart = new ChartPane("trip-chart", "Errors of a round trip");
    private final Map<Question, ToggleButton> tabs = new EnumMap<>(Question.class);
    private final VBox lanes = new VBox();
    private final Label about = new Label();
    private final Later refresh = new Later(this::refresh);
    private Question shown = Question.BACK;

    public InversionPane(StudyModel study) {
        this.study = study;
        this.inversions = study.inversions();
        this.contents = new TripContents(study);
        setId("inversion");
        getStyleClass().add("inversion");
        getStylesheets().add(Objects.requireNonNull(InversionPane.class.getResource("inversion.css")).toExternalForm());
        lanes.setId("trip-lanes");
        lanes.getStyleClass().add("trip-lanes");
        about.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        var scroll = new ScrollPane(lanes);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        var split = new SplitPane(scroll, new BorderPane(chart, questions(), null, null, null));
        split.setDividerPositions(0.4);
        setTop(tools());
        setCenter(split);
        chart.onFocusLane(id -> study.look(s -> s.focusing(id)));
        inversions.changes().addListener((_, _, _) -> refresh.request());
        study.selection().samples().addListener((_, _, _) -> refresh.request());
        study.study().addListener((_, _, _) -> refresh.request());
        refresh();
    }

    /// The chart, for export.
    public ChartPane chart() {
        return chart;
    }

    private HBox tools() {
        var start = new Button("Encode and come back", new FontIcon(Feather.CORNER_LEFT_DOWN));
        start.setId("trip-start");
        start.getStyleClass().addAll(Styles.SMALL, Styles.ACCENT);
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.setTooltip(new Tooltip("Run the solver of every shown lane backwards and forwards again (Shift+R)"));
        start.setOnAction(_ -> inversions.start());
        start.disableProperty().bind(inversions.running());
        var from = new ComboBox<From>();
        from.setId("trip-from");
        from.getStyleClass().add(Styles.SMALL);
        from.getItems().setAll(From.values());
        from.setConverter(new Names<>(From::words));
        from.valueProperty().bindBidirectional(inversions.from());
        from.setTooltip(new Tooltip("What is encoded. " + From.DATA.words().toUpperCase(Locale.ROOT).charAt(0)
            + From.DATA.words().substring(1) + ": " + From.DATA.help() + ". What the lane made: " + From.RUN.help()));
        from.setAccessibleText("what is encoded");
        var stop = new Button("Stop", new FontIcon(Feather.SQUARE));
        stop.setId("trip-stop");
        stop.getStyleClass().add(Styles.SMALL);
        stop.setOnAction(_ -> inversions.cancel());
        var progress = new ProgressBar();
        progress.setId("trip-progress");
        progress.setPrefWidth(90);
        progress.progressProperty().bind(inversions.progress());
        for (Region region : List.of(stop, progress)) {
            region.visibleProperty().bind(inversions.running());
            region.managedProperty().bind(inversions.running());
        }
        var lanesShow = new ToggleButton("In the lanes");
        lanesShow.setId("trip-shown");
        lanesShow.getStyleClass().add(Styles.SMALL);
        lanesShow.setTooltip(new Tooltip("Show the way there and back in the lanes, in the place of their runs"));
        lanesShow.selectedProperty().bindBidirectional(inversions.shown());
        var bar = new HBox(start, from, stop, progress, lanesShow);
        bar.getStyleClass().add("trip-tools");
        return bar;
    }

    private HBox questions() {
        var group = new ToggleGroup();
        var segments = new HBox();
        for (Question q : Question.values()) {
            var tab = new ToggleButton(q.words());
            tab.setId("trip-" + q.name().toLowerCase(Locale.ROOT));
            tab.setToggleGroup(group);
            tab.setMinWidth(Region.USE_PREF_SIZE);
            tab.setTooltip(new Tooltip(q.help()));
            tab.getStyleClass().addAll(Styles.SMALL, q.ordinal() == 0 ? Styles.LEFT_PILL
                : q.ordinal() == Question.values().length - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            tab.setOnAction(_ -> ask(q));
            tabs.put(q, tab);
            segments.getChildren().add(tab);
        }
        tabs.get(shown).setSelected(true);
        HBox.setHgrow(about, Priority.ALWAYS);
        about.setMinWidth(0);
        var bar = new HBox(segments, about);
        bar.getStyleClass().addAll("trip-tools", "trip-questions");
        return bar;
    }

    /// Brings one question to the front.
    void ask(Question question) {
        shown = question;
        tabs.get(question).setSelected(true);
        refresh();
    }

    private void refresh() {
        chart.show(contents.of(shown));
        about.setText(contents.about());
        lanes.getChildren().setAll(study.shownLanes().stream().map(this::lane).toList());
    }

    private VBox lane(LaneModel lane) {
        var name = new Label("%s  %s".formatted(study.study().get().letterOf(lane.id()), Labels.ofSolvers(
            study.services().resolver().catalog(), lane.lane().get().spec().solvers())));
        name.getStyleClass().add("trip-lane-name");
        var text = new Label(words(lane));
        text.setId("trip-words-" + lane.id());
        text.setWrapText(true);
        text.getStyleClass().add("trip-words");
        return new VBox(name, text);
    }

    private String words(LaneModel lane) {
        return switch (inversions.of(lane)) {
            case Found.Nothing _ -> "nothing was encoded yet";
            case Found.Working _ -> "encoding \u2026";
            case Found.Failed(var problem) -> "%s; %s".formatted(problem.happened(), problem.remedy());
            case Found.Ready(Trip trip) -> (inversions.isOld(lane) ? "The lane was edited since. " : "") + words(trip);
        };
    }

    private static String words(Trip trip) {
        var result = trip.result();
        var words = new StringBuilder("comes back %s off (median %s)\nlatents %s off the exact ones, length %s of "
            .formatted(Labels.estimate(result.error().rms()), Labels.number(result.error().median()),
                Labels.estimate(result.latentError().rms()), Labels.estimate(Estimate.ofMean(trip.norms(), "")))
            + "the prior's\n%d samples, %d NFE, encoded from \u03bb %s".formatted(result.data().samples(), result.nfe(),
                Labels.lambda(result.start().lambda())));
        if (trip.run().levels().getLast().sigma() == 0) {
            words.append(", the smallest level above the zero noise that the grid ends at");
        }
        result.remarks().forEach(remark -> words.append("\nbackwards, ").append(remark));
        return words.toString();
    }
}
