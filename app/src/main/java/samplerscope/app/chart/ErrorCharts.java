package samplerscope.app.chart;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
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
import samplerscope.app.chart.ErrorContents.Headline;
import samplerscope.app.kit.Later;
import samplerscope.app.kit.Presence;
import samplerscope.app.study.ClockAxis;
import samplerscope.app.study.Labels;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.metric.PathError;
import samplerscope.spec.OrderSweep;

/// How wrong the lanes are: along the run while it goes on, per step, and against what it costs.
public final class ErrorCharts extends BorderPane {

    /// The questions: three about errors, one about the model.
    public enum Question {
        ALONG("Along the run", "Error along the run", "chart-error"),
        PER_STEP("Per step", "Error of each single step", "chart-local"),
        AGAINST_NFE("Against NFE", "Error against network evaluations", "chart-nfe"),
        SCORES("Scores", "Where the model is nearly Gaussian", "chart-scores");

        private final String tab;
        private final String words;
        private final String id;

        Question(String tab, String words, String id) {
            this.tab = tab;
            this.words = words;
            this.id = id;
        }

        public String words() {
            return words;
        }
    }

    /// Left and right of a row, and between what stands in it, as the style sheet has it.
    private static final double EDGES = 16;
    private static final double SPACING = 8;
    private static final double LONGEST_REMARK = 160;
    /// More than any window: the legend has rows only where it must.
    private static final double ONE_ROW = 10_000;

    private final StudyModel model;
    private final ErrorContents contents;
    private final OrderSweeps sweeps;
    private final Map<Question, ChartPane> charts = new EnumMap<>(Question.class);
    private final Map<Question, ToggleButton> tabs = new EnumMap<>(Question.class);
    private final ToggleGroup group = new ToggleGroup();
    private final HBox segments = new HBox();
    private final HBox tools = new HBox();
    private final HBox bar = new HBox();
    private final HBox under = new HBox();
    private final VBox aside = new VBox(4);
    private final Region gap = new Region();
    private final ToggleButton median = new ToggleButton("Median");
    private final ScoreGapsModel scores;
    private final HBox sweepControls;
    private final ScoreControls scoreControls;
    private final VBox head = new VBox();
    private final InkSwatches swatches = new InkSwatches(this::refreshLegend);
    private final Legend legend;
    private final List<LaneModel> watched = new ArrayList<>();
    /// Once for all that a run changes at a time.
    private final Later refresh = new Later(this::refresh);
    private final InvalidationListener laneChanged = _ -> refresh.request();
    private Question shown = Question.ALONG;
    private Consumer<ChartPane> onExport = _ -> {};

    public ErrorCharts(StudyModel model) {
        this.model = model;
        contents = new ErrorContents(model);
        sweeps = new OrderSweeps(model);
        scores = new ScoreGapsModel(model);
        scoreControls = new ScoreControls(scores);
        setId("charts");
        getStyleClass().add("error-charts");
        getStylesheets().add(ErrorCharts.class.getResource("chart.css").toExternalForm());
        for (Question q : Question.values()) {
            charts.put(q, chart(q));
        }
        legend = new Legend(charts.get(Question.ALONG).highlighted(), this::focus, this::hide);
        sweepControls = sweepControls();
        // Rows of their own: beside the tabs they would not fit into a small window.
        HBox.setHgrow(legend, Priority.ALWAYS);
        legend.setMinWidth(0);
        legend.setPrefWrapLength(ONE_ROW);
        under.getStyleClass().add("scope-chart-head");
        head.getChildren().setAll(bar(), under);
        head.getChildren().add(swatches);
        setTop(head);
        model.services().shown().thenRun(() -> model.services().background().submit(ChartDrawing::warmUp));
        watch();
        ask(Question.ALONG);
    }

    /// What *Export* on a chart does.
    public void onExport(Consumer<ChartPane> action) {
        onExport = action;
    }

    /// The chart on screen.
    public ChartPane shown() {
        return charts.get(shown);
    }

    /// Gives something else a tab beside the questions.
    ///
    /// @param maker makes it when it first comes to the front: most starts of the program do without
    /// @return what brings it to the front
    public Runnable beside(String id, String words, String tip, Supplier<? extends Region> maker) {
        var view = new Object() {
            private Optional<Region> made = Optional.empty();

            Region get() {
                if (made.isEmpty()) {
                    made = Optional.of(maker.get());
                }
                return made.get();
            }
        };
        segments.getChildren().getLast().getStyleClass().replaceAll(
            c -> c.equals(Styles.RIGHT_PILL) ? Styles.CENTER_PILL : c);
        ToggleButton tab = tab(id, words, tip);
        tab.getStyleClass().add(Styles.RIGHT_PILL);
        Runnable front = () -> front(tab, view.get());
        tab.setOnAction(_ -> front.run());
        return front;
    }

    private void front(ToggleButton tab, Region view) {
        tab.setSelected(true);
        setCenter(view);
        for (Region control : List.of(median, sweepControls, scoreControls, legend, tools)) {
            Presence.show(control, false);
        }
    }

    /// Id of the tab in front.
    public String front() {
        return group.getSelectedToggle() instanceof ToggleButton tab ? tab.getId() : "";
    }

    /// Brings the tab with an id to the front, as a click does; nothing changes when there is none.
    public void bringToFront(String id) {
        group.getToggles().stream().filter(t -> t instanceof ToggleButton tab && tab.getId().equals(id) && !t.isSelected())
            .findFirst().ifPresent(t -> ((ToggleButton) t).fire());
    }

    public OrderSweeps sweeps() {
        return sweeps;
    }

    public ScoreGapsModel scores() {
        return scores;
    }

    /// Where data for a comparison of scores may come from: those used lately, or a file or folder of the user's choice.
    public void dataFrom(Supplier<List<Path>> recent, Supplier<Optional<Path>> file, Supplier<Optional<Path>> folder) {
        scoreControls.sources(recent, file, folder);
    }

    /// Brings one question to the front.
    public void ask(Question question) {
        shown = question;
        tabs.get(question).setSelected(true);
        setCenter(charts.get(question));
        for (Region always : List.of(legend, tools)) {
            Presence.show(always, true);
        }
        Presence.show(median, question == Question.ALONG);
        Presence.show(sweepControls, question == Question.AGAINST_NFE);
        Presence.show(scoreControls, question == Question.SCORES, Presence.at(head, 1));
        place();
        refresh();
    }

    private ChartPane chart(Question question) {
        var chart = new ChartPane(question.id, question.words());
        chart.onFocusLane(this::focus);
        if (question == Question.ALONG || question == Question.PER_STEP) {
            chart.onScrub(x -> {
                ClockAxis axis = model.axis().get();
                model.selection().scrub((x - axis.from()) / (axis.to() - axis.from()));
            });
        }
        if (question != Question.ALONG) { // one highlight for all
            chart.highlighted().bindBidirectional(charts.get(Question.ALONG).highlighted());
        }
        return chart;
    }

    private HBox bar() {
        for (Question q : Question.values()) {
            ToggleButton tab = tab(q.id + "-tab", q.tab, q.words());
            tab.getStyleClass().add(q == Question.ALONG ? Styles.LEFT_PILL : Styles.CENTER_PILL);
            tab.setOnAction(_ -> ask(q)); // also when the chosen one is clicked again: one is always chosen
            tabs.put(q, tab);
        }
        median.setId("chart-median");
        median.setMinWidth(Region.USE_PREF_SIZE);
        median.getStyleClass().add(Styles.SMALL);
        median.setTooltip(new Tooltip("Median over samples with the band from 10 % to 90 %, instead of RMS ± standard error"));
        median.setOnAction(_ -> refresh());
        tools.getChildren().setAll(tool("chart-log-y", Feather.BAR_CHART_2, "Logarithmic or linear y axis (Y)", () -> shown().toggleY()),
            tool("chart-reset", Feather.MAXIMIZE, "Show everything (double click)", () -> shown().resetZoom()),
            tool("chart-copy-data", Feather.CLIPBOARD, "Copy data as CSV", () -> shown().copyData()),
            tool("chart-copy-picture", Feather.COPY, "Copy picture", () -> shown().copyPicture()),
            tool("chart-export", Feather.DOWNLOAD, "Export this chart", () -> onExport.accept(shown())));
        HBox.setHgrow(gap, Priority.ALWAYS);
        aside.setAlignment(Pos.TOP_RIGHT);
        aside.setFillWidth(false);
        aside.setMinWidth(Region.USE_PREF_SIZE); // the legend gives way
        bar.setMinWidth(0);
        widthProperty().addListener((_, _, _) -> place());
        for (Region part : List.of(segments, median, sweepControls, tools)) {
            part.widthProperty().addListener((_, _, _) -> Platform.runLater(this::place)); // not while it is laid out
        }
        place();
        bar.getStyleClass().add("scope-chart-head");
        return bar;
    }

    /// What does not fit beside the tabs stands beside the legend, one below the other: the tools first, then the
    /// controls of the question.
    private void place() {
        Region controls = shown == Question.AGAINST_NFE ? sweepControls : median;
        double free = getWidth() - EDGES - segments.prefWidth(-1) - SPACING
            - (controls.isManaged() ? controls.prefWidth(-1) + SPACING : 0);
        boolean withControls = free >= 0;
        boolean withTools = free >= tools.prefWidth(-1) + SPACING;
        boolean isPlaced = !under.getChildren().isEmpty();
        if (!isPlaced || withControls != bar.getChildren().contains(controls)
            || withTools != bar.getChildren().contains(tools)) {
            bar.getChildren().setAll(segments, gap);
            aside.getChildren().clear();
            under.getChildren().setAll(legend, aside);
            (withTools ? bar : aside).getChildren().add(tools);
            for (Region control : List.of(median, sweepControls)) {
                if (withControls) {
                    bar.getChildren().add(bar.getChildren().indexOf(gap), control);
                } else {
                    aside.getChildren().add(control);
                }
            }
        }
    }

    private ToggleButton tab(String id, String words, String tip) {
        var tab = new ToggleButton(words);
        tab.setTooltip(new Tooltip(tip));
        tab.setMinWidth(Region.USE_PREF_SIZE);
        tab.setId(id);
        tab.setToggleGroup(group);
        tab.getStyleClass().add(Styles.SMALL);
        segments.getChildren().add(tab);
        return tab;
    }

    private HBox sweepControls() {
        var start = new Button("Order sweep", new FontIcon(Feather.TRENDING_DOWN));
        start.setId("sweep-start");
        start.setMinWidth(Region.USE_PREF_SIZE);
        start.getStyleClass().add(Styles.SMALL);
        start.setTooltip(new Tooltip("Runs every lane again with 5 to 160 evaluations and fits its order"));
        start.visibleProperty().bind(sweeps.running().not());
        start.managedProperty().bind(start.visibleProperty());
        start.setOnAction(_ -> sweeps.start(model.shownLanes()));
        var stop = new Button("Stop", new FontIcon(Feather.SQUARE));
        stop.setId("sweep-stop");
        stop.getStyleClass().add(Styles.SMALL);
        stop.visibleProperty().bind(sweeps.running());
        stop.managedProperty().bind(sweeps.running());
        stop.setOnAction(_ -> sweeps.cancel());
        var progress = new ProgressBar();
        progress.setId("sweep-progress");
        progress.progressProperty().bind(sweeps.progress());
        progress.visibleProperty().bind(sweeps.running());
        progress.managedProperty().bind(sweeps.running());
        var remark = new Label();
        remark.textProperty().bind(sweeps.remark());
        remark.setMaxWidth(LONGEST_REMARK);
        var whole = new Tooltip();
        whole.textProperty().bind(sweeps.remark());
        remark.setTooltip(whole);
        remark.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        var controls = new HBox(start, stop, progress, remark);
        controls.getStyleClass().add("sweep-controls");
        return controls;
    }

    private static Button tool(String id, Feather icon, String words, Runnable action) {
        var button = new Button("", new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void watch() {
        model.lanes().addListener((ListChangeListener<LaneModel>) _ -> watchLanes());
        model.study().addListener(laneChanged);
        model.axis().addListener(laneChanged);
        model.selection().position().addListener((_, _, _) -> moveCursor());
        model.selection().following().addListener((_, _, _) -> moveCursor());
        model.eachLane(lane -> lane.frameCount().addListener((_, _, _) -> moveCursor()));
        model.selection().samples().addListener(laneChanged);
        sweeps.points().addListener(laneChanged);
        scores.found().addListener(laneChanged);
        scores.data().addListener(laneChanged);
        watchLanes();
    }

    private void watchLanes() {
        watched.forEach(l -> properties(l).forEach(p -> p.removeListener(laneChanged)));
        watched.clear();
        watched.addAll(model.lanes());
        watched.forEach(l -> properties(l).forEach(p -> p.addListener(laneChanged)));
        refresh();
    }

    private static List<Observable> properties(LaneModel lane) {
        return List.of(lane.errors(), lane.localErrors(), lane.state(), lane.reference(), lane.ran(), lane.old());
    }

    private void refresh() {
        moveCursor();
        charts.get(shown).show(switch (shown) {
            case ALONG -> contents.alongTheRun(median.isSelected() ? Headline.MEDIAN : Headline.RMS);
            case PER_STEP -> contents.perStep();
            case AGAINST_NFE -> contents.againstNfe(sweeps);
            case SCORES -> scores.content();
        });
        refreshLegend();
    }

    private void moveCursor() {
        double at = model.axis().get().valueAt(model.cursor());
        charts.get(Question.ALONG).cursor().set(at);
        charts.get(Question.PER_STEP).cursor().set(at);
    }

    private void refreshLegend() {
        legend.show(shown == Question.SCORES ? scores.legend() : model.shownLanes().stream()
            .map(l -> new Legend.Entry(l.id(), l.lane().get().style(), words(l))).toList(), swatches.ink());
    }

    private String words(LaneModel lane) {
        Optional<String> remark = contents.remark(lane);
        List<PathError> errors = lane.errors().get();
        String number = remark.orElseGet(() -> errors.isEmpty() ? "" : Labels.estimate(errors.getLast().rms()));
        String order = shown != Question.AGAINST_NFE ? "" : OrderSweep.fit(sweeps.of(lane))
            .map(f -> "   order %s (%s – %s)".formatted(Labels.number(f.order()), Labels.number(f.low()),
                Labels.number(f.high()))).orElse("");
        return contents.name(lane) + (number.isEmpty() ? "" : "   " + number) + order;
    }

    private void focus(int lane) {
        if (model.lane(lane).isPresent()) { // a curve of scores has none
            model.look(s -> s.focusing(lane));
        }
    }

    private void hide(int lane) {
        if (model.lane(lane).isPresent()) {
            model.edit("hide lane " + model.study().get().letterOf(lane),
                s -> s.withLane(lane, l -> l.withHidden(true)));
        }
    }
}
