package samplerscope.app.screens;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import samplerscope.app.masked.LabModel;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// Scenes of the masked lab.
final class MaskedScenes {

    private static final double PART = 0.45;
    private static final int CELL = 5;

    private MaskedScenes() {}

    static void add(Map<String, Consumer<Stagehand>> scenes) {
        scenes.put("masked-empty", MaskedScenes::open);
        scenes.put("masked", s -> {
            done(s);
            scrub(s, PART);
            Headless.run(() -> model(s).point(CELL));
        });
        scenes.put("masked-paused", s -> {
            open(s);
            for (int i = 0; i < 3; i++) {
                fire(s, "#masked-step");
                Headless.pulses(8);
            }
        });
        scenes.put("masked-stopped", s -> {
            open(s);
            for (int i = 0; i < 3; i++) {
                fire(s, "#masked-step");
                Headless.pulses(8);
            }
            fire(s, "#masked-stop");
            Headless.pulses(8);
        });
        scenes.put("masked-emergence", s -> {
            open(s);
            Headless.run(() -> model(s).choose(0, Choice.of("confidence").with("per-step", 1).with("temperature", 0)));
            fire(s, "#masked-run");
            rest(s);
            scrub(s, PART);
            Headless.run(() -> model(s).point(CELL, CELL + 4));
            fire(s, "#masked-ask-emergence");
            fire(s, "#masked-answer-selection");
            Headless.until("the answers are told", () -> model(s).hasAnswers());
            Headless.pulses(3);
        });
        scenes.put("masked-precision", s -> {
            open(s);
            Headless.run(() -> {
                model(s).choose(0, Choice.of("ancestral").with("steps", 256));
                model(s).choose(1, Choice.of("ancestral").with("steps", 256).with("draw", new Setting.Word("gumbel-24")));
            });
            fire(s, "#masked-run");
            rest(s);
            fire(s, "#masked-ask-precision");
            Headless.until("the law is worked out", () -> model(s).hasPrecision());
            Headless.pulses(8);
        });
        decision(scenes, "klass", Choice.of("klass").with("threshold", 0.6).with("divergence", 0.015), 0.7);
        decision(scenes, "info-gain", Choice.of("info-gain").with("spread", 1), PART);
        decision(scenes, "entropy-bounded", Choice.of("eb").with("gamma", 2), PART);
        decision(scenes, "saber", Choice.of("saber").with("least", 4), PART);
        scenes.put("masked-texts", s -> {
            open(s);
            Headless.run(() -> {
                model(s).use(Choice.of("texts"), 2);
                model(s).choose(0, Choice.of("threshold").with("threshold", 0.9).with("temperature", 0));
                model(s).choose(1, Choice.of("confidence").with("per-step", 1).with("temperature", 0));
            });
            Headless.until("the network is open or refused", () -> model(s).isOpen() || model(s).isRefused());
            Headless.run(() -> model(s).ask("A"));
            if (model(s).isOpen()) {
                fire(s, "#masked-run");
                rest(s);
                scrub(s, PART);
            }
        });
        scenes.put("masked-own", s -> {
            Path folder = SceneFolder.makeMasked();
            Headless.run(() -> s.bench().drop(folder));
            Headless.until("the lab has the network", () -> s.bench().root().lookup("#masked-page") != null
                && model(s).isOpen());
            Headless.run(() -> {
                model(s).use(ModelChoice.ofPath(folder.toString()).orElseThrow(), 2);
                model(s).ask("S");
            });
            fire(s, "#masked-run");
            rest(s);
            scrub(s, PART);
            SceneFolder.delete(folder);
        });
        scenes.put("masked-own-refused", s -> {
            open(s);
            Path folder = SceneFolder.makeMaskedWithoutNetwork();
            Headless.run(() -> s.bench().drop(folder));
            Headless.until("the problem is shown", () -> s.bench().root().lookup("#problem-happened") != null);
            SceneFolder.delete(folder);
        });
        scenes.put("masked-error-chart", s -> {
            done(s);
            scrub(s, PART);
            fire(s, "#masked-ask-error");
        });
        scenes.put("masked-parallel", s -> {
            done(s);
            fire(s, "#masked-ask-parallel");
        });
        scenes.put("masked-front", s -> {
            done(s);
            fire(s, "#masked-ask-front");
            fire(s, "#masked-measure");
            Headless.until("the lanes are measured", () -> model(s).hasMeasured());
        });
        scenes.put("masked-cost", s -> {
            done(s);
            fire(s, "#masked-ask-cost");
            fire(s, "#masked-measure");
            Headless.until("the lanes are measured", () -> model(s).hasMeasured());
        });
        scenes.put("masked-fork", s -> {
            done(s);
            scrub(s, PART);
            Headless.run(() -> model(s).point(CELL));
            fire(s, "#masked-hide");
            fire(s, "#masked-fork");
            rest(s);
        });
        scenes.put("masked-revising", s -> {
            open(s);
            Headless.run(() -> model(s).choose(1, Choice.of("remdm")));
            fire(s, "#masked-run");
            rest(s);
            scrub(s, PART);
        });
        scenes.put("masked-problem", s -> {
            open(s);
            Headless.run(() -> {
                var prompt = (TextField) s.bench().root().lookup("#masked-prompt");
                prompt.setText("abxyz");
                prompt.getOnAction().handle(null);
                model(s).choose(1, Choice.of("confidence").with("counts", new Setting.Word("even"))
                    .with("steps", 7).with("block", 5));
            });
            fire(s, "#masked-run");
            rest(s);
        });
        scenes.put("masked-presenter", s -> {
            done(s);
            scrub(s, PART);
            Headless.run(() -> model(s).point(CELL));
            Headless.run(s.bench()::present);
        });
        scenes.put("masked-tour", s -> {
            open(s);
            Headless.run(() -> s.bench().masked().guide("text-out-of-masks"));
            rest(s);
            fire(s, "#masked-tour-next");
            rest(s);
            fire(s, "#masked-tour-next");
            rest(s);
        });
    }

    /// What one rule weighed at a part of its run.
    private static void decision(Map<String, Consumer<Stagehand>> scenes, String name, Choice sampler, double part) {
        scenes.put("masked-" + name, s -> {
            open(s);
            Headless.run(() -> {
                model(s).choose(0, sampler);
                model(s).choose(1, Choice.of("threshold").with("threshold", 0.5));
            });
            fire(s, "#masked-run");
            rest(s);
            scrub(s, part);
        });
    }

    private static void open(Stagehand s) {
        Headless.run(s.bench().masked()::show);
        Headless.until("the model is open", () -> model(s).isOpen());
        Headless.pulses(3);
    }

    private static void done(Stagehand s) {
        open(s);
        fire(s, "#masked-run");
        rest(s);
    }

    private static void rest(Stagehand s) {
        Headless.until("the lanes rest", () -> model(s).isOpen() && !model(s).running().get());
        Headless.pulses(3);
    }

    private static void scrub(Stagehand s, double part) {
        Headless.run(() -> {
            var time = (Slider) s.bench().root().lookup("#masked-time");
            time.setValue(time.getMax() * part);
        });
    }

    private static LabModel model(Stagehand s) {
        return s.bench().masked().model();
    }

    private static void fire(Stagehand s, String selector) {
        Headless.run(() -> {
            s.bench().root().applyCss();
            ((ButtonBase) s.bench().root().lookup(selector)).fire();
        });
    }
}
