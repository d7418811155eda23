package samplerscope.app.masked;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import samplerscope.app.kit.Palette;
import samplerscope.app.kit.Ground;
import samplerscope.app.chart.InkSwatches;
import samplerscope.app.study.LaneState.Problem;

/// A lane: its sign and name, its canvas, and the order in which it wrote.
final class LaneCard extends VBox {

    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused-lane");

    private final LabModel model;
    private final int lane;
    private final Label letter = new Label();
    private final Label name = new Label();
    private final Label facts = new Label();
    private final Label trouble = new Label();
    private final InkSwatches swatches = new InkSwatches(this::refresh);
    private final CanvasView canvas;
    private final OrderMap order;
    private final ScrollPane scroll;

    LaneCard(LabModel model, LaneSpec spec) {
        super(4);
        this.model = model;
        this.lane = spec.id();
        int style = LabFacts.style(model, lane);
        canvas = new CanvasView(model, lane, style);
        order = new OrderMap(model, lane);
        setId("masked-lane-" + lane);
        getStyleClass().add("masked-lane");
        letter.getStyleClass().add("lane-letter");
        name.getStyleClass().add("masked-name");
        name.setMinWidth(40);
        facts.getStyleClass().add("hint");
        facts.setMinHeight(Region.USE_PREF_SIZE);
        facts.setId("masked-facts-" + lane);
        trouble.getStyleClass().add("problem");
        trouble.setId("masked-problem-" + lane);
        trouble.setWrapText(true);
        trouble.managedProperty().bind(trouble.visibleProperty());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head = new HBox(6, letter, name, gap, remove(), swatches);
        head.setAlignment(Pos.CENTER_LEFT);
        scroll = new ScrollPane(canvas);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("side", "masked-scroll");
        scroll.setMinHeight(60);
        scroll.setFocusTraversable(false);
        scroll.viewportBoundsProperty().subscribe(_ -> fit());
        VBox.setVgrow(order, Priority.ALWAYS);
        getChildren().setAll(head, facts, trouble, scroll, order);
        setMinWidth(250);
        setPrefWidth(250);
        HBox.setHgrow(this, Priority.ALWAYS);
        setOnMousePressed(_ -> model.focus().set(lane));
        refresh();
    }

    int lane() {
        return lane;
    }

    private Button remove() {
        var button = new Button("", new FontIcon(Feather.X));
        button.setId("masked-remove-" + lane);
        button.setTooltip(new Tooltip("Remove this lane"));
        button.setAccessibleText("Remove lane");
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setFocusTraversable(true);
        button.disableProperty().bind(model.draft().map(d -> d.lanes().size() < 2));
        button.setOnAction(_ -> model.edit(d -> d.removing(lane)));
        return button;
    }

    void refresh() {
        if (model.draft().get().lanes().stream().noneMatch(l -> l.id() == lane)) {
            return;
        }
        LaneSpec spec = LabFacts.lane(model, lane);
        Ground ground = Ground.ofDark(swatches.ink().paper().getBrightness() < 0.5);
        letter.setText(model.draft().get().letterOf(lane));
        letter.setTextFill(Palette.lane(LabFacts.style(model, lane), ground));
        name.setText(LabFacts.title(model, spec));
        name.setTooltip(new Tooltip(LabFacts.title(model, spec)));
        pseudoClassStateChanged(FOCUSED, model.focus().get() == lane);
        Sequence sequence = model.shown(lane);
        facts.setText(facts(spec, sequence, model.step(lane)));
        Optional<Problem> why = Optional.ofNullable(model.runs().get().get(lane)).flatMap(LaneRun::problem)
            .filter(_ -> !model.isStale(spec));
        trouble.setVisible(why.isPresent());
        trouble.setText(why.map(p -> p.happened() + "; " + p.remedy() + ".").orElse(""));
        canvas.refresh();
        order.refresh();
        fit();
    }

    /// The canvas takes what its lines need; the order map has the rest.
    private void fit() {
        double wide = scroll.getViewportBounds().getWidth();
        if (wide >= canvas.minWidth(-1)) {
            double high = Math.ceil(canvas.prefHeight(wide)) + 2;
            scroll.setPrefHeight(high);
            scroll.setMaxHeight(high);
        }
    }

    private String facts(LaneSpec spec, Sequence sequence, int step) {
        if (sequence.steps() == 0) {
            return model.running().get() ? "waits" : model.isStale(spec) ? "not run yet" : "nothing to write";
        }
        String old = model.isStale(spec) ? "  old: edited since" : "";
        String phase = Optional.ofNullable(model.runs().get().get(lane)).map(r -> switch (r.phase()) {
            case RUNNING -> "  running";
            case STOPPED -> "  stopped";
            case FAILED, DONE -> "";
        }).orElse("");
        if (step == Sequence.BEFORE) {
            return "before step 1 of %d%s%s".formatted(sequence.steps(), phase, old);
        }
        var now = sequence.frames().get(step).step();
        return "step %d of %d  %s  %s  %s ms%s%s".formatted(step + 1, sequence.steps(),
            LabFacts.counted(now.passes(), "pass", "passes"), LabFacts.counted(now.rows(), "row", "rows"), LabFacts.number(sequence.at(Sequence.Clock.MILLIS, step)), phase, old);
    }
}
