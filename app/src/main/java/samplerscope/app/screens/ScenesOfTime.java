package samplerscope.app.screens;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import samplerscope.app.Start;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// Scenes of playback: probes, onion skins, and data that were encoded and came back.
final class ScenesOfTime {

    private static final String GLYPHS = "glyphs-net";
    private static final Set<Integer> CHOSEN = Set.of(3, 11, 17, 24, 42);

    private ScenesOfTime() {}

    static Map<String, Consumer<Stagehand>> all() {
        return Map.of(
            "probes", s -> {
                Scenes.finish(s.study());
                Headless.run(() -> {
                    LaneModel lane = s.study().focusedLane();
                    s.study().selection().scrub(0.1);
                    s.study().probes().drop(lane, -2.2, -1.3);
                    s.study().probes().drop(lane, 0.5, 0.25);
                    s.study().look(study -> study.withLayers(study.layers().withPaths(false).withPoints(false)));
                });
                followed(s.study());
            },
            "probe-images", s -> {
                Scenes.finish(s.study());
                Headless.run(() -> {
                    scrub(s.study(), 2);
                    s.study().probes().dropSample(s.study().focusedLane(), 1);
                    s.study().probes().dropSample(s.study().focusedLane(), 6);
                });
                followed(s.study());
            },
            "onion", s -> {
                Scenes.finish(s.study());
                Headless.run(() -> {
                    s.study().look(study -> study.withLayers(study.layers().withOnion(4).withPoints(false)));
                    s.study().selection().samples().set(CHOSEN);
                    s.study().selection().scrub(0.7);
                });
            },
            "round-trip", s -> {
                Scenes.finish(s.study());
                encode(s.study(), 0.8);
            },
            "round-trip-images", s -> {
                Scenes.finish(s.study());
                encode(s.study(), 1);
            },
            "onion-images", s -> {
                Scenes.finish(s.study());
                Headless.run(() -> {
                    s.study().look(study -> study.withLayers(study.layers().withOnion(3)));
                    scrub(s.study(), 7);
                    s.study().selection().samples().set(Set.of(2, 5));
                });
            });
    }

    /// The study that a scene of ours begins with; empty where the scene is not ours or its model is not there.
    static Optional<Study> start(String scene, List<String> models) {
        if (!scene.endsWith("-images")) {
            return Optional.of(Start.greeting());
        }
        return models.contains(GLYPHS) ? Optional.of(Study.of(List.of(images("ddim"), images("dpmpp-2m")))) : Optional.empty();
    }

    private static RunSpec.Denoise images(String solver) {
        return RunSpec.Denoise.of(Choice.of(GLYPHS)).withSchedule(Choice.of("vp-cosine")).withSamples(12)
            .withGrid(Choice.of("uniform-lambda").with("steps", 10)).withSolvers(List.of(Choice.of(solver)));
    }

    private static void followed(StudyModel study) {
        Headless.until("the probes are followed", () -> study.probes().all().stream().allMatch(
            p -> study.lanes().stream().allMatch(l -> study.probes().path(p, l).isPresent())));
    }

    private static void encode(StudyModel study, double position) {
        Headless.run(study.inversions()::start);
        Headless.until("every lane has come back", () -> study.lanes().stream().allMatch(
            l -> study.inversions().trip(l).isPresent()));
        Headless.run(() -> study.inversions().position().set(position));
    }

    private static void scrub(StudyModel study, int step) {
        LaneModel lane = study.focusedLane();
        study.selection().scrub(study.axis().get().positionOf(lane.moments().get(step), lane.steps()));
    }
}
