package samplerscope.app.inspector;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;

/// What the focused lane does under the cursor: the very coefficients of the step, the run's cost and error, the model
/// and the strategy. Rewritten at most ten times a second, and only where the words have changed.
public final class InspectorPane extends BorderPane {

    private static final long REWRITE_NANOS = 100_000_000;
    /// While a run goes on or a hand drags, nobody reads these numbers, and the picture needs the time.
    private static final long BUSY_NANOS = 500_000_000;
    /// Facts of the run and the strategy that the short form leaves out.
    private static final Set<String> ONLY_FULL = Set.of("Measured on", "Tolerance", "Its evaluations", "Source",
        "  settings", "Seed", "Samples", "10 – 90 %");

    private static final CornerRadii ROUND = new CornerRadii(4);

    /// How much is said.
    enum Depth { SHORT, FULL }

    private final StudyModel model;
    private final Label badge = new Label();
    private final Label name = new Label();
    private final ToggleButton more = new ToggleButton("More");
    private final TitledPane step = section("inspector-step");
    private final TitledPane run = section("inspector-run");
    private final TitledPane card = section("inspector-model");
    private final TitledPane strategy = section("inspector-strategy");
    private final TitledPane samples = section("inspector-samples");
    private final List<LaneModel> watched = new ArrayList<>();
    private final InvalidationListener changed = _ -> rewriteSoon();
    private Optional<InspectorFacts> shown = Optional.empty();
    private Depth shownDepth = Depth.SHORT;
    private boolean stale = true;
    private long writtenAt;
    private final AnimationTimer pulse = new AnimationTimer() {
        @Override
        public void handle(long now) {
            pulse(now);
        }
    };

    public InspectorPane(StudyModel model) {
        this.model = model;
        setId("inspector");
        getStyleClass().add("inspector");
        getStylesheets().add(Objects.requireNonNull(InspectorPane.class.getResource("inspector.css")).toExternalForm());
        run.setText("Run");
        card.setText("Model");
        strategy.setText("Strategy");
        samples.setText("Samples");
        var scroll = new ScrollPane(new VBox(step, run, samples, strategy, card));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        setTop(head());
        setCenter(scroll);
        watch();
        rewriteSoon();
    }

    private HBox head() {
        badge.setId("inspector-badge");
        badge.getStyleClass().add("lane-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        name.setId("inspector-name");
        name.getStyleClass().add(Styles.TEXT_BOLD);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        more.setId("inspector-more");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.getStyleClass().addAll(Styles.SMALL);
        more.setOnAction(_ -> rewriteSoon());
        var head = new HBox(badge, name, more);
        head.getStyleClass().add("inspector-head");
        return head;
    }

    private static TitledPane section(String id) {
        var section = new TitledPane();
        section.setId(id);
        section.setAnimated(false);
        section.getStyleClass().addAll(Styles.DENSE, Tweaks.ALT_ICON);
        return section;
    }

    private void watch() {
        model.study().addListener(changed);
        model.axis().addListener(changed);
        model.selection().position().addListener(changed);
        model.selection().following().addListener(changed);
        model.selection().hovered().addListener(changed);
        model.selection().samples().addListener(changed);
        sceneProperty().addListener(changed);
        backgroundProperty().addListener(changed); // the theme
        model.lanes().addListener((ListChangeListener<LaneModel>) _ -> watchLanes());
        watchLanes();
    }

    private void watchLanes() {
        watched.forEach(l -> properties(l).forEach(p -> p.removeListener(changed)));
        watched.clear();
        watched.addAll(model.lanes());
        watched.forEach(l -> properties(l).forEach(p -> p.addListener(changed)));
        rewriteSoon();
    }

    private static List<Observable> properties(LaneModel lane) {
        return List.of(lane.frameCount(), lane.state(), lane.planned(), lane.ran(), lane.errors(), lane.localErrors(),
            lane.reference(), lane.old());
    }

    private void rewriteSoon() {
        stale = true;
        pulse.start();
    }

    private void pulse(long now) {
        if (getScene() == null || getScene().getWindow() == null) {
            pulse.stop();
        } else if (stale && now - writtenAt >= (isBusy() ? BUSY_NANOS : REWRITE_NANOS)) {
            rewrite(InspectorFacts.of(model), more.isSelected() ? Depth.FULL : Depth.SHORT);
            writtenAt = now;
            stale = false;
            pulse.stop();
        }
    }

    private boolean isBusy() {
        return model.live().isDragging() || model.runner().active().get() && !model.runner().paused().get();
    }

    private void rewrite(InspectorFacts facts, Depth depth) {
        boolean all = depth != shownDepth || shown.isEmpty();
        if (all || !shown.get().step().equals(facts.step())) {
            step.setText(facts.step().map(StepFacts::title).orElse("Step"));
            facts.step().ifPresentOrElse(this::put,
                () -> step.setContent(words("The plan appears here once the strategy can be compiled.")));
        }
        if (all || !shown.get().run().equals(facts.run())) {
            put(run, atDepth(facts.run(), depth));
        }
        if (all || !shown.get().strategy().equals(facts.strategy())) {
            put(strategy, atDepth(facts.strategy(), depth));
        }
        if (all || !shown.get().model().equals(facts.model())) {
            card.setContent(facts.model().<Node>map(c -> new ModelView(c, depth))
                .orElseGet(() -> words("The model is being opened, or it cannot be.")));
        }
        if (all || !shown.get().samples().equals(facts.samples())) {
            if (facts.samples().isEmpty()) {
                samples.setContent(words("Point at a sample, or click one to keep it here."));
            } else {
                put(samples, facts.samples());
            }
        }
        name.setText(facts.name());
        badge.setText(facts.badge());
        Ground ground = Optional.ofNullable(getBackground()).map(Ground::of).orElse(Ground.LIGHT);
        badge.setBackground(new Background(new BackgroundFill(
            Palette.lane(facts.style(), ground), ROUND, Insets.EMPTY)));
        shown = Optional.of(facts);
        shownDepth = depth;
    }

    /// Writes into the rows that are there: nodes cost more than text.
    private static void put(TitledPane section, List<Fact> facts) {
        if (section.getContent() instanceof FactGrid grid) {
            grid.show(facts);
        } else {
            section.setContent(new FactGrid(facts));
        }
    }

    private void put(StepFacts facts) {
        if (step.getContent() instanceof StepView view) {
            view.show(facts);
        } else {
            step.setContent(new StepView(facts));
        }
    }

    private static List<Fact> atDepth(List<Fact> facts, Depth depth) {
        return depth == Depth.FULL ? facts : facts.stream().filter(f -> !ONLY_FULL.contains(f.label())).toList();
    }

    private static Label words(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll("inspector-words", Styles.TEXT_MUTED);
        return label;
    }
}
