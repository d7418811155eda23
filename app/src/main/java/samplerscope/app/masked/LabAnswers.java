package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
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
import samplerscope.app.kit.Changes;
import samplerscope.app.kit.Names;
import samplerscope.app.kit.Presence;

/// Below the lanes: what the rule weighed, how many tokens at once, what that cost against the truth, and who is better.
final class LabAnswers extends BorderPane {

    /// What is asked.
    enum Question {
        DECISION("Decision", "What the rule weighed at the shown step"),
        EMERGENCE("Emergence", "When the answer was there, and where an early exit would have left"),
        PARALLEL("Tokens per step", "How many tokens each step wrote"),
        ERROR("Error", "What writing tokens together has cost, and the guilty pair"),
        PRECISION("Precision", "What draws with 24 random bits make of a law"),
        FRONT("Front", "What it costs against how good it is, over many sequences"),
        COST("Cost", "Passes, rows, positions and milliseconds apart");

        private final String word;
        private final String tip;

        Question(String word, String tip) {
            this.word = word;
            this.tip = tip;
        }
    }

    private final LabModel model;
    private final FrontModel front;
    private final LabCharts charts;
    private final DecisionStrip strip;
    private final EmergencePane emergence;
    private final PrecisionPane precision;
    private final PairMatrix pairs;
    private final CostTable costs;
    private final Label guilty = new Label();
    private final ChartPane parallel = new ChartPane("masked-parallel", "Tokens that each step wrote");
    private final ChartPane error = new ChartPane("masked-error", "Error so far against the exact law");
    private final ChartPane frontChart = new ChartPane("masked-front", "Cost against quality");
    private final ChoiceBox<LabCharts.Quality> quality = new ChoiceBox<>();
    private final ChoiceBox<LabCharts.Cost> cost = new ChoiceBox<>();
    private final Label troubles = new Label();
    private final ToggleGroup tabs = new ToggleGroup();
    private final ObjectProperty<Question> asked = new SimpleObjectProperty<>(this, "asked", Question.DECISION);

    LabAnswers(LabModel model, FrontModel front) {
        this.model = model;
        this.front = front;
        this.charts = new LabCharts(model);
        this.strip = new DecisionStrip(model);
        this.emergence = new EmergencePane(model);
        this.precision = new PrecisionPane(model);
        setAlignment(emergence, Pos.TOP_LEFT);
        this.pairs = new PairMatrix(model);
        this.costs = new CostTable(model, front);
        setId("masked-answers");
        guilty.setId("masked-guilty");
        guilty.setWrapText(true);
        guilty.setMinHeight(Region.USE_PREF_SIZE);
        guilty.getStyleClass().add("hint");
        quality.setId("masked-quality");
        quality.getItems().setAll(LabCharts.Quality.values());
        quality.setConverter(new Names<>(LabCharts.Quality::word));
        quality.setValue(LabCharts.Quality.PATH_KL);
        quality.valueProperty().subscribe((_, _) -> refresh());
        cost.setId("masked-front-cost");
        cost.getItems().setAll(LabCharts.Cost.values());
        cost.setConverter(new Names<>(LabCharts.Cost::word));
        cost.setValue(LabCharts.Cost.PASSES);
        cost.valueProperty().subscribe((_, _) -> refresh());
        model.shape().subscribe(shape -> shape.ifPresent(s -> {
            if (s.world() != quality.getValue().isOfLaw()) {
                quality.setValue(s.world() ? LabCharts.Quality.PATH_KL : LabCharts.Quality.WRONG);
            }
        }));
        for (ChartPane chart : List.of(parallel, error)) {
            chart.onScrub(model::scrub);
        }
        for (ChartPane chart : List.of(parallel, error, frontChart)) {
            chart.onFocusLane(this::focus);
        }
        troubles.setId("masked-front-problems");
        troubles.getStyleClass().add("hint");
        troubles.setWrapText(true);
        setTop(bar());
        asked.subscribe(this::show);
        Changes.of(this::refresh, front.found(), front.running(), model.answers().found(), model.answer(),
            model.precision().found());
    }

    ObjectProperty<Question> asked() {
        return asked;
    }

    private void focus(int lane) {
        if (model.draft().get().lanes().stream().anyMatch(l -> l.id() == lane)) {
            model.focus().set(lane);
        }
    }

    private Node bar() {
        var buttons = new HBox();
        List<Question> all = List.of(Question.values());
        for (Question question : all) {
            var tab = new ToggleButton(question.word);
            tab.setId("masked-ask-" + question.name().toLowerCase(Locale.ROOT));
            tab.setMinWidth(Region.USE_PREF_SIZE);
            tab.setToggleGroup(tabs);
            tab.setUserData(question);
            tab.setTooltip(new Tooltip(question.tip));
            tab.getStyleClass().addAll(Styles.SMALL, question == all.getFirst() ? Styles.LEFT_PILL
                : question == all.getLast() ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            tab.setOnAction(_ -> {
                tab.setSelected(true);
                asked.set(question);
            });
            buttons.getChildren().add(tab);
        }
        buttons.getStyleClass().add("masked-tabs");
        return buttons;
    }

    private void show(Question question) {
        tabs.getToggles().stream().filter(t -> t.getUserData() == question).forEach(tabs::selectToggle);
        setCenter(switch (question) {
            case DECISION -> strip;
            case EMERGENCE -> emergence;
            case PARALLEL -> withLegend(parallel);
            case ERROR -> errorPane();
            case PRECISION -> precision;
            case FRONT -> frontPane();
            case COST -> new BorderPane(costs, measureBar(), null, null, null);
        });
        refresh();
    }

    private static BorderPane withLegend(ChartPane chart) {
        return new BorderPane(chart, null, null, chart.legend(), null);
    }

    private Node errorPane() {
        var chart = withLegend(error);
        HBox.setHgrow(chart, Priority.ALWAYS);
        VBox.setVgrow(pairs, Priority.ALWAYS);
        var side = new VBox(4, guilty, pairs);
        side.setPrefWidth(250);
        side.setMinWidth(190);
        return new HBox(10, chart, side);
    }

    private Node frontPane() {
        var bar = measureBar();
        var against = new Label("against");
        against.setMinWidth(Region.USE_PREF_SIZE);
        bar.getChildren().addAll(0, List.of(quality, against, cost));
        return new BorderPane(frontChart, new VBox(2, bar, troubles), null, frontChart.legend(), null);
    }

    private HBox measureBar() {
        var lanes = button("measure", "Measure lanes", "%d sequences of each lane's sampler".formatted(
            FrontModel.SEQUENCES), Feather.ACTIVITY, front::measureLanes);
        var all = button("measure-all", "Measure all samplers", "Every sampler of the list with its usual settings, too",
            Feather.LAYERS, front::measureAll);
        var stop = button("measure-stop", "Stop", "What is measured stays", Feather.SQUARE, front::cancel);
        stop.visibleProperty().bind(front.running());
        var busy = new ProgressIndicator();
        busy.setPrefSize(18, 18);
        busy.setMinSize(18, 18);
        busy.visibleProperty().bind(front.running());
        var bar = new HBox(8, lanes, all, stop, busy);
        bar.setAlignment(Pos.CENTER_LEFT);
        for (Button button : List.of(lanes, all)) {
            button.disableProperty().bind(Bindings.createBooleanBinding(() -> front.running().get()
                || !model.canMeasure(), front.running(), model.shape(), model.draft()));
        }
        return bar;
    }

    private static Button button(String what, String words, String tip, Feather icon, Runnable action) {
        var button = new Button(words, new FontIcon(icon));
        button.setId("masked-" + what);
        button.setTooltip(new Tooltip(tip));
        button.getStyleClass().add(Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// Only what is seen is drawn.
    void refresh() {
        switch (asked.get()) {
            case DECISION -> strip.refresh();
            case EMERGENCE -> emergence.refresh();
            case PARALLEL -> {
                parallel.show(charts.parallel());
                parallel.cursor().set(model.time().get());
            }
            case ERROR -> {
                error.show(charts.error());
                error.cursor().set(model.time().get());
                pairs.refresh();
                guilty.setText("Lane %s. %s".formatted(model.draft().get().letterOf(model.focus().get()), pairs.words()));
            }
            case PRECISION -> precision.refresh();
            case FRONT -> {
                frontChart.show(charts.front(front.found().get(), quality.getValue(), cost.getValue()));
                tellTroubles();
            }
            case COST -> costs.showLanes();
        }
    }

    ObjectProperty<LabCharts.Quality> quality() {
        return quality.valueProperty();
    }

    /// Which samplers have no such number, and why.
    private void tellTroubles() {
        var words = new ArrayList<String>();
        for (FrontModel.Found one : front.found().get().values()) {
            String name = LabFacts.name(model, one.sampler());
            one.problem().ifPresent(p -> words.add("%s: %s".formatted(name, p.happened())));
            if (one.measured().isPresent() && one.measured().flatMap(quality.getValue()::of).isEmpty()) {
                words.add("%s has no such number: it does not draw its tokens from the law it tells".formatted(name));
            }
        }
        Optional<String> first = words.stream().findFirst();
        troubles.setText(first.map(f -> words.size() == 1 ? f : "%s; and %d more".formatted(f, words.size() - 1)).orElse(""));
        troubles.setTooltip(words.isEmpty() ? null : new Tooltip(String.join("\n", words)));
        Presence.show(troubles, !words.isEmpty());
    }
}
