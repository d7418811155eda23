package samplerscope.app;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import samplerscope.app.kit.Names;
import samplerscope.app.kit.Presence;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Layers;
import samplerscope.app.study.Shown;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.model.ModelCard;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;

/// What lanes draw: layers of plane models, or which picture of image models.
final class LookBar extends HBox {

    private final StudyModel study;
    private final HBox layers = new HBox(4);
    private final HBox pictures = new HBox(4);
    private final ToggleButton law = new ToggleButton("Exact law");

    LookBar(StudyModel study) {
        super(8);
        this.study = study;
        setId("look");
        setMinWidth(0); // a bar that is too long must not push the window out of its place
        getStyleClass().add("look-bar");
        layers.getChildren().setAll(
            layer("points", "Points", "Particles", Layers::points, Layers::withPoints),
            layer("density", "Density", "Tone particles by how many share a pixel, instead of dots",
                l -> l.mode() == Layers.Mode.DENSITY,
                (l, on) -> l.withMode(on ? Layers.Mode.DENSITY : Layers.Mode.DOTS)),
            layer("paths", "Paths", "Trajectories of the first particles and of selected ones",
                Layers::paths, Layers::withPaths),
            layer("contours", "Exact density", "Contours of the exact density at the cursor",
                Layers::contours, Layers::withContours),
            layer("field", "Score", "Arrows of the score at the cursor", Layers::field, Layers::withField),
            layer("errors", "Error lines", "From each particle to where the exact ODE would have it",
                Layers::errors, Layers::withErrors));
        for (Shown shown : Shown.values()) {
            pictures.getChildren().add(toggle("shown-" + shown.name().toLowerCase(Locale.ROOT), shown.words(),
                "Show " + shown.words(), s -> s.shown() == shown, (s, _) -> s.withShown(shown)));
        }
        law.setId("look-law");
        law.getStyleClass().add(Styles.SMALL);
        law.setTooltip(new Tooltip("Measure errors against the exact law of the training data, so that the network's own "
            + "counts too; runs the lanes again"));
        law.setOnAction(_ -> {
            study.runner().truth().set(law.isSelected() ? References.Truth.LAW : References.Truth.MODEL);
            study.runner().run(study.shownLanes());
        });
        getChildren().setAll(new Label("Show"), layers, pictures, onion(), law);
        study.study().addListener((_, _, _) -> refresh());
        study.eachLane(this::watch);
        refresh();
    }

    private void watch(LaneModel lane) {
        lane.planned().addListener((_, _, _) -> refresh());
    }

    /// Which of the two depends on the model of the focused lane.
    private void refresh() {
        LaneModel lane = study.focusedLane();
        var card = lane.planned().get().or(() -> lane.ran().get()).map(Resolved::model).map(m -> m.card());
        Presence.show(layers, card.map(ModelCard::isPlane).orElse(true));
        Presence.show(pictures, card.map(ModelCard::isImage).orElse(false));
        Presence.show(law, lane.planned().get().or(() -> lane.ran().get()).map(Resolved::model)
            .filter(m -> m.card().kind() == ModelCard.Kind.LEARNED && m.law().isPresent()).isPresent());
    }

    /// On or off, and how many steps it reaches back.
    private HBox onion() {
        ToggleButton on = layer("onion", "Onion skin", "Earlier states shine through, fainter the older they are, and paths "
            + "reach back as far (O)", l -> l.onion() > 0, (l, is) -> l.withOnion(is ? Layers.USUAL_ONION : 0));
        var steps = new ComboBox<Integer>();
        steps.setId("layer-onion-steps");
        steps.getStyleClass().add(Styles.SMALL);
        steps.getItems().setAll(1, 2, 3, Layers.USUAL_ONION, 6, 8, 12);
        steps.setConverter(new Names<>(n -> "\u2212" + n));
        steps.setTooltip(new Tooltip("How many steps back the skins of the onion reach"));
        steps.setPrefWidth(68);
        steps.setMinWidth(68);
        steps.setAccessibleText("steps of the onion skin");
        steps.valueProperty().addListener((_, _, n) -> study.look(s -> s.layers().onion() == 0 ? s
            : s.withLayers(s.layers().withOnion(n))));
        var row = new HBox(4, on);
        Runnable show = () -> {
            int now = study.study().get().layers().onion();
            Presence.show(steps, now > 0, Presence.last(row));
            if (now > 0) {
                steps.setValue(now);
            }
        };
        study.study().addListener((_, _, _) -> show.run());
        show.run();
        return row;
    }

    private ToggleButton layer(String id, String text, String help, Predicate<Layers> get,
                               BiFunction<Layers, Boolean, Layers> set) {
        return toggle("layer-" + id, text, help, s -> get.test(s.layers()),
            (s, on) -> s.withLayers(set.apply(s.layers(), on)));
    }

    private ToggleButton toggle(String id, String text, String help, Function<Study, Boolean> get,
                                BiFunction<Study, Boolean, Study> set) {
        var button = new ToggleButton(text);
        button.setId(id);
        button.setMnemonicParsing(false); // x_t has an underscore of its own
        button.getStyleClass().addAll(Styles.SMALL);
        button.setTooltip(new Tooltip(help));
        button.setFocusTraversable(false);
        button.setSelected(get.apply(study.study().get()));
        button.setOnAction(_ -> study.look(s -> set.apply(s, button.isSelected())));
        study.study().addListener((_, _, now) -> button.setSelected(get.apply(now)));
        return button;
    }
}
