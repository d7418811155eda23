package samplerscope.app.screens;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import samplerscope.anatomy.Anatomy.Quantity;
import samplerscope.app.anatomy.AnatomyPane;
import samplerscope.app.study.Study;
import samplerscope.run.Recording;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.RunSpec;

/// Scenes of runs taken apart.
final class SceneAnatomy {

    private static final String NETWORK = "moons-net";
    private static final String PICTURES = "glyphs-net";
    /// Some tens of seconds for the network of digits.
    private static final int STEP = 6;
    private static final int FEW = 8;

    private SceneAnatomy() {}

    static void addTo(Map<String, Consumer<Stagehand>> scenes) {
        scenes.put("anatomy", s -> {
            Scenes.finish(s.study());
            Headless.run(() -> s.study().look(study -> study.focusing(s.study().lanes().get(1).id())));
            open(s);
            Scenes.scrub(s.study(), STEP);
        });
        scenes.put("anatomy-stability", s -> {
            Scenes.finish(s.study());
            open(s);
            Headless.run(() -> pane(s).showBeside(Optional.of(s.study().lanes().getLast().id())));
            settle(s);
            Scenes.fire(s, "#anatomy-view-stability");
        });
        scenes.put("anatomy-network", s -> {
            Scenes.finish(s.study());
            open(s);
            Scenes.fire(s, "#anatomy-view-network");
            choose(s, Quantity.NETWORK_AT_END);
        });
        scenes.put("anatomy-images", s -> {
            Scenes.finish(s.study());
            Headless.run(s.bench()::anatomy);
            Scenes.fire(s, "#anatomy-start");
            settle(s);
            Scenes.fire(s, "#anatomy-view-network");
            choose(s, Quantity.NETWORK_AT_END);
            Scenes.scrub(s.study(), STEP);
        });
    }

    /// Lanes for the scenes that the greeting does not fit.
    static Optional<Study> start(String scene, List<String> models) {
        return switch (scene) {
            case "anatomy-stability" -> Optional.of(Study.of(List.of(lane("moons", "dpmpp-2m", 2000),
                lane("moons", "lms", 2000))));
            case "anatomy-network" -> models.contains(NETWORK)
                ? Optional.of(Study.of(List.of(lane(NETWORK, "dpmpp-2m", 2000)))) : Optional.empty();
            default -> models.contains(PICTURES)
                ? Optional.of(Study.of(List.of(lane(PICTURES, "dpmpp-2m", FEW)))) : Optional.empty();
        };
    }

    private static RunSpec.Denoise lane(String model, String solver, int samples) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of(model), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", 10), List.of(Choice.of(solver)), Guidance.NONE, samples, 0, 1,
            Recording.ALL);
    }

    /// What takes a moment only begins by itself.
    private static void open(Stagehand s) {
        Headless.run(s.bench()::anatomy);
        settle(s);
    }

    private static void settle(Stagehand s) {
        Headless.until("the run is taken apart", () -> !pane(s).model().running().get());
    }

    private static void choose(Stagehand s, Quantity quantity) {
        Headless.run(() -> {
            @SuppressWarnings("unchecked")
            var box = (ComboBox<Quantity>) Scenes.find(s, "#anatomy-quantity");
            box.setValue(quantity);
        });
    }

    private static AnatomyPane pane(Stagehand s) {
        return (AnatomyPane) Scenes.find(s, "#anatomy");
    }
}
