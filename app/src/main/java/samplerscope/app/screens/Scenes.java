package samplerscope.app.screens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import samplerscope.app.Start;
import samplerscope.app.chart.ErrorCharts;
import samplerscope.app.models.ModelsPage;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.model.Condition;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.RunSpec;

/// What the pictures show, in words and as a script: each scene brings a fresh window to a state and leaves it there.
final class Scenes {

    private static final int IMAGES = 16;
    /// What a model of latents is asked for, and how many samples it begins with.
    private static final Guidance PROMPT =
        new Guidance(new Condition.OfText("a photo of a cat on the mat, by a master of light", "rain"), 7.5);
    private static final int LATENTS = 4;
    private static final String MOONS = "moons-net";
    private static final String EMOJI = "emoji-net";
    private static final Guidance EACH_CLASS = new Guidance(new Condition.EachClass(), 2);
    /// Tolerances that keep a pilot run busy for longer than a picture takes.
    private static final Choice SLOW_PILOT = Choice.of("adaptive").with("pair", new Setting.Word("12"))
        .with("rtol", 1e-6).with("atol", 1e-7).with("pilots", 256);
    private static final double LONG_ENOUGH_SECONDS = 0.5;
    private static final int STEPS_SHOWN = 5;
    private static final int FRAMES_SETTLED = 60;
    private static final int FRAMES_SHOWN = 400;
    /// Cards that fit into the page at least.
    private static final int PICTURES_SHOWN = 3;

    private Scenes() {}

    /// By name, in the order of a tour.
    static Map<String, Consumer<Stagehand>> all() {
        var scenes = new LinkedHashMap<String, Consumer<Stagehand>>();
        scenes.put("empty", _ -> {});
        scenes.put("running", s -> halfWay(s.study()));
        scenes.put("done", s -> finish(s.study()));
        scenes.put("per-step", s -> {
            finish(s.study());
            ask(s, ErrorCharts.Question.PER_STEP);
        });
        scenes.put("order-sweep", s -> {
            finish(s.study());
            ask(s, ErrorCharts.Question.AGAINST_NFE);
            Headless.run(() -> charts(s).sweeps().start(s.study().shownLanes()));
            Headless.until("the sweep is done", () -> !charts(s).sweeps().running().get());
        });
        scenes.put("schedule", s -> {
            finish(s.study());
            Headless.run(s.bench()::editSchedule);
        });
        SceneAnatomy.addTo(scenes);
        scenes.put("inspector", s -> {
            finish(s.study());
            scrub(s.study(), 4);
            Headless.run(() -> ((ToggleButton) find(s, "#inspector-more")).fire());
        });
        scenes.put("export", s -> {
            finish(s.study());
            fire(s, "#file-export");
            fire(s, "#export-animation");
        });
        scenes.put("palette", s -> {
            finish(s.study());
            fire(s, "#help-palette");
        });
        scenes.put("solvers", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::solverLibrary);
        });
        scenes.put("family-map", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::familyMap);
        });
        scenes.put("published", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::publishedSamplers);
        });
        scenes.put("devices", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::devices);
            Headless.until("the devices are listed", () -> s.bench().root().lookup("#device-cpu-float32") != null);
        });
        scenes.put("diagnostics", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::diagnostics);
            Headless.pulses(FRAMES_SETTLED);
            fire(s, "#diagnostics-reset"); // the start of the program is another matter
            Headless.pulses(FRAMES_SHOWN);
            s.keepsMoving();
        });
        scenes.put("glossary", s -> {
            finish(s.study());
            Headless.until("the words are read", () -> s.bench().pages().knowsWords());
            Headless.run(s.bench().pages()::glossary);
        });
        scenes.put("model-check", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::models);
            Headless.until("the models are listed", () -> s.bench().root().lookup("#model-check-" + MOONS) != null);
            fire(s, "#model-check-" + MOONS);
            Headless.until("the model is checked", () -> s.bench().root().lookup("#health-times") != null);
            Headless.run(() -> ((ScrollPane) find(s, "#models-scroll")).setVvalue(0.04));
            Headless.until("the pictures are made", () -> pictures(s) >= PICTURES_SHOWN);
        });
        scenes.put("models", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::models);
            Headless.until("the models are listed", () -> s.bench().root().lookup("#model-use-two-modes") != null);
            Path folder = SceneFolder.make();
            Headless.run(() -> ((ModelsPage) find(s, "#models")).add(folder));
            Headless.until("an own model is there", () -> s.bench().root().lookup("#model-use-own-digits") != null);
            Headless.until("the pictures are made", () -> pictures(s) >= PICTURES_SHOWN);
            SceneFolder.delete(folder);
        });
        scenes.put("history-empty", s -> {
            Headless.run(s.bench().pages()::history);
            Headless.until("the history is open", () -> !((Label) find(s, "#history-usage")).getText().isEmpty());
        });
        scenes.put("history", s -> {
            SceneHistory.fill(s);
            Headless.run(s.bench().pages()::history);
            var table = (TableView<?>) Headless.get(() -> find(s, "#history-table"));
            Headless.until("the runs are listed", () -> !table.getItems().isEmpty());
            Headless.run(() -> table.getSelectionModel().clearAndSelect(1));
        });
        SweepScenes.add(scenes);
        MaskedScenes.add(scenes);
        scenes.put("settings", s -> {
            finish(s.study());
            fire(s, "#view-settings");
        });
        scenes.put("preparing", s -> {
            finish(s.study());
            s.keepsMoving();
            Headless.run(() -> s.study().editSpec("grid", "", false, spec -> spec.withGrid(SLOW_PILOT)));
            Headless.until("the preparation is worth showing", () -> s.study().focusedLane().preparing().get()
                .filter(work -> work.seconds() > LONG_ENOUGH_SECONDS).isPresent());
        });
        scenes.put("scores", s -> {
            finish(s.study());
            ask(s, ErrorCharts.Question.SCORES);
            Headless.run(() -> charts(s).scores().start());
            Headless.until("the scores are compared", () -> !charts(s).scores().running().get());
        });
        scenes.put("data", s -> {
            finish(s.study());
            Path pictures = s.study().services().base().resolve("assets/data/glyphs/images.npy");
            Headless.run(() -> s.bench().drop(pictures));
            Headless.until("the pictures are a model", () ->
                s.study().focusedLane().lane().get().spec().model().id().equals("image-set"));
            Headless.run(() -> s.study().editSpec("law", "", true, spec -> spec
                .withModel(spec.model().with("law", new Setting.Word("mixture")).with("components", 20)).withSamples(IMAGES)));
            Headless.until("the mixture is fitted", () -> every(s.study(), l -> l.planned().get().isPresent()));
            finish(s.study());
        });
        scenes.put("noise", s -> {
            finish(s.study());
            Headless.run(() -> s.study().editSpec("noise", "", true, spec -> spec.withNoise(Choice.of("torch-cpu"))));
            scrollTo(s, "#setup-noise");
        });
        scenes.put("cancelled", s -> {
            halfWay(s.study());
            Headless.run(s.study().runner()::stop);
            Headless.until("the lanes have stopped", () -> every(s.study(), l -> !l.state().get().isActive()));
        });
        scenes.put("error", s -> {
            finish(s.study());
            Path broken = truncatedRunFile();
            Headless.run(() -> s.bench().drop(broken));
            Headless.until("the problem is shown", () -> s.bench().root().lookup("#problem-happened") != null);
            delete(broken);
        });
        scenes.put("tours", s -> {
            finish(s.study());
            Headless.run(s.bench().pages()::tours);
        });
        scenes.put("tour", s -> {
            Headless.run(s.bench().pages()::tours);
            fire(s, "#tour-start-0");
            fire(s, "#tour-next");
            Headless.until("the tour's lanes are done and measured", () -> every(s.study(),
                l -> l.state().get() instanceof LaneState.Done && !l.localErrors().get().isEmpty()));
        });
        scenes.put("presenter", s -> {
            Headless.run(s.bench().pages()::tours);
            fire(s, "#tour-start-3");
            fire(s, "#tour-next");
            Headless.run(s.bench()::present);
            Headless.until("the tour's lanes are done and measured", () -> every(s.study(),
                l -> l.state().get() instanceof LaneState.Done && !l.localErrors().get().isEmpty()));
        });
        scenes.put("presenter-lanes", s -> {
            finish(s.study());
            Headless.run(s.bench()::present);
        });
        scenes.put("images", s -> finish(s.study()));
        scenes.put("emoji", s -> finish(s.study()));
        scenes.put("model-folder", s -> {
            Path folder = SceneFolder.make();
            Headless.run(() -> s.bench().drop(folder));
            Headless.until("the lanes use the folder", () -> every(s.study(), l -> l.planned().get()
                .filter(run -> run.spec().model().id().equals("model-folder")).isPresent()));
            finish(s.study());
            SceneFolder.delete(folder);
        });
        scenes.put("text-model", s -> {
            Headless.run(() -> s.bench().drop(SceneFolder.TEXTS));
            Headless.until("the lanes use the folder", () -> every(s.study(), l -> l.planned().get()
                .filter(run -> run.model().decoder().isPresent()).isPresent()));
            Headless.run(() -> s.study().editSpec("prompt", "", true, spec -> spec.withGuidance(PROMPT)));
            Headless.until("the prompt is planned", () -> every(s.study(), l -> l.planned().get().isPresent()));
            finish(s.study());
            Headless.until("the pictures are decoded", () -> every(s.study(), l -> IntStream.range(0, LATENTS)
                .allMatch(i -> l.latents().of(l.newest().orElseThrow().state(), i).isPresent())));
        });
        scenes.put("describe", s -> {
            finish(s.study());
            Path network = SceneFolder.makeFile();
            Headless.run(() -> s.bench().drop(network));
            Headless.until("the ports are shown", () -> s.bench().root().lookup("#network-try") != null);
            fire(s, "#network-try");
            Headless.until("the network has answered", () -> s.bench().root().lookup("#network-verdict") != null);
            SceneFolder.delete(network);
        });
        scenes.put("bad-folder", s -> {
            Path folder = SceneFolder.makeWrong();
            Headless.run(() -> s.bench().drop(folder));
            Headless.until("the problem is shown", () -> s.bench().root().lookup("#problem-happened") != null);
            SceneFolder.delete(folder);
        });
        scenes.putAll(ScenesOfTime.all());
        scenes.putAll(ScenesOfSearch.all());
        return scenes;
    }

    /// The study that a scene begins with; empty when this installation lacks what it needs.
    static Optional<Study> start(String scene, List<String> models) {
        if (ScenesOfTime.all().containsKey(scene)) {
            return ScenesOfTime.start(scene, models);
        }
        if (scene.equals("scores")) {
            return models.contains(MOONS) ? Optional.of(Study.of(List.of(plane(MOONS)))) : Optional.empty();
        }
        if (scene.startsWith("anatomy-")) {
            return SceneAnatomy.start(scene, models);
        }
        if (scene.equals("text-model") && !Files.isDirectory(SceneFolder.TEXTS)) {
            return Optional.empty();
        }
        if (scene.equals("emoji")) {
            return models.contains(EMOJI) ? Optional.of(Study.of(List.of(emoji("ddim"), emoji("dpmpp-2m"))))
                : Optional.empty();
        }
        if (!scene.equals("images") && !scene.equals("sweep-images")) {
            return Optional.of(Start.greeting());
        }
        return models.stream().filter(id -> id.startsWith("glyph")).findFirst().map(model ->
            Study.of(List.of(images(model, "ddim"), images(model, "dpmpp-2m"))));
    }

    private static RunSpec.Denoise plane(String model) {
        return RunSpec.Denoise.of(Choice.of(model)).withSamples(2000);
    }

    private static RunSpec.Denoise images(String model, String solver) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of(model), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", 10), List.of(Choice.of(solver)), Guidance.NONE, IMAGES, 0, 1,
            Recording.ALL);
    }

    /// Two of each class, on the path that the network was trained on.
    private static RunSpec.Denoise emoji(String solver) {
        return images(EMOJI, solver).withSchedule(Choice.of("vp-cosine"))
            .withGrid(Choice.of("uniform-t").with("steps", 20)).withGuidance(EACH_CLASS).withSamples(20);
    }

    private static void halfWay(StudyModel study) {
        Headless.run(() -> study.runner().runPaused(study.lanes()));
        Headless.until("all lanes wait", () -> every(study, l -> l.state().get() instanceof LaneState.Paused));
        for (int i = 1; i <= STEPS_SHOWN; i++) {
            int steps = i;
            Headless.run(study.runner()::step);
            Headless.until("step %d is taken".formatted(steps), () -> every(study,
                l -> l.frames().size() > Math.min(steps, l.steps())));
        }
        Headless.until("the steps are measured", () -> every(study, l -> l.errors().get().size() == l.frames().size()));
    }

    static void finish(StudyModel study) {
        Headless.run(() -> study.runner().run(study.lanes()));
        Headless.until("all lanes are done and measured", () -> every(study,
            l -> l.state().get() instanceof LaneState.Done && !l.localErrors().get().isEmpty()));
    }

    /// Cards with a picture.
    private static long pictures(Stagehand s) {
        return find(s, "#models-rows").lookupAll(".model-picture").stream()
            .filter(frame -> frame.lookup(".image-view") != null).count();
    }

    private static Path truncatedRunFile() {
        try {
            Path folder = Files.createTempDirectory("samplerscope");
            return Files.writeString(folder.resolve("moons.run.json"), "{\n  \"version\": 1,\n  \"model\": {");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path broken) {
        try {
            Files.delete(broken);
            Files.delete(broken.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean every(StudyModel study, Predicate<LaneModel> condition) {
        return study.lanes().stream().allMatch(condition);
    }

    private static void ask(Stagehand s, ErrorCharts.Question question) {
        Headless.run(() -> charts(s).ask(question));
    }

    private static ErrorCharts charts(Stagehand s) {
        return (ErrorCharts) find(s, "#charts");
    }

    static void scrub(StudyModel study, int step) {
        Headless.run(() -> {
            LaneModel lane = study.focusedLane();
            study.selection().scrub(study.axis().get().positionOf(lane.moments().get(step), lane.steps()));
        });
    }

    static void fire(Stagehand s, String selector) {
        Headless.run(() -> ((ButtonBase) find(s, selector)).fire());
    }

    /// Brings a control of the setup to the middle of the pane.
    private static void scrollTo(Stagehand s, String selector) {
        Headless.run(() -> {
            var pane = (ScrollPane) find(s, "#setup-scroll");
            s.bench().root().applyCss();
            s.bench().root().layout();
            Node content = pane.getContent();
            double y = content.sceneToLocal(find(s, selector).localToScene(0, 0)).getY();
            double hidden = content.getLayoutBounds().getHeight() - pane.getViewportBounds().getHeight();
            pane.setVvalue((y - pane.getViewportBounds().getHeight() / 2) / hidden);
        });
    }

    static Node find(Stagehand s, String selector) {
        return Optional.ofNullable(s.bench().root().lookup(selector))
            .orElseThrow(() -> new IllegalStateException("the window has no " + selector));
    }
}
