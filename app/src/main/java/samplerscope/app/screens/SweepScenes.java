package samplerscope.app.screens;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import samplerscope.app.sweep.SweepModel;

/// Scenes of the compare grid.
final class SweepScenes {

    private static final int CELL = 9;
    private static final int CELLS_SHOWN = 5;
    /// Heun with one evaluation.
    private static final int FAILED = 3;
    private static final int CHOSEN = 30;
    private static final int PICTURE = 7;

    private SweepScenes() {}

    static void add(Map<String, Consumer<Stagehand>> scenes) {
        scenes.put("sweep-empty", s -> Headless.run(s.bench().pages()::sweep));
        scenes.put("sweep", SweepScenes::done);
        scenes.put("sweep-difference", s -> {
            done(s);
            fire(s, "#sweep-look-difference");
        });
        scenes.put("sweep-blocks", s -> {
            Headless.run(s.bench().pages()::sweep);
            fire(s, "#sweep-preset-seeds");
            run(s);
        });
        scenes.put("sweep-front", s -> {
            done(s);
            fire(s, "#sweep-view-front");
        });
        scenes.put("sweep-table", s -> {
            done(s);
            fire(s, "#sweep-view-table");
        });
        scenes.put("sweep-metrics", s -> {
            Headless.run(s.bench().pages()::sweep);
            run(s);
            Headless.run(() -> s.bench().sweeps().chosen().set(List.of(0, 3, 4)));
            fire(s, "#sweep-view-metrics");
            fire(s, "#sweep-measure");
            Headless.until("the metric is measured", () -> s.bench().root().lookup("#legend-4") != null);
        });
        scenes.put("sweep-cancelled", s -> {
            Headless.run(s.bench().pages()::sweep);
            Headless.run(() -> ((TextField) s.bench().root().lookup("#sweep-values-x")).setText("5..40 step 5"));
            fire(s, "#sweep-run");
            Headless.until("some cells have run", () -> model(s).found() >= CELLS_SHOWN);
            fire(s, "#sweep-stop-run");
        });
        scenes.put("sweep-failed", s -> {
            Headless.run(s.bench().pages()::sweep);
            Headless.run(() -> {
                ((TextField) s.bench().root().lookup("#sweep-values-x")).setText("1,5,12");
                ((TextField) s.bench().root().lookup("#sweep-values-y")).setText("ddim,heun");
            });
            run(s);
            Headless.run(() -> model(s).chosen().set(List.of(FAILED)));
        });
        scenes.put("sweep-error", s -> {
            Headless.run(s.bench().pages()::sweep);
            Headless.run(() -> ((TextField) s.bench().root().lookup("#sweep-values-y")).setText("ddim,ddmi"));
        });
        scenes.put("sweep-images", s -> {
            Headless.run(s.bench().pages()::sweep);
            run(s);
            Headless.run(() -> {
                model(s).chosen().set(List.of(CELL));
                s.study().selection().samples().set(Set.of(2, PICTURE));
            });
        });
    }

    /// A sweep that has run, with a cell and some samples chosen.
    private static void done(Stagehand s) {
        Headless.run(s.bench().pages()::sweep);
        run(s);
        Headless.run(() -> {
            model(s).chosen().set(List.of(CELL));
            s.study().selection().samples().set(IntStream.range(0, CHOSEN).boxed().collect(Collectors.toUnmodifiableSet()));
        });
    }

    private static void run(Stagehand s) {
        fire(s, "#sweep-run");
        Headless.until("the sweep has run", () -> !model(s).running().get());
    }

    private static SweepModel model(Stagehand s) {
        return s.bench().sweeps();
    }

    private static void fire(Stagehand s, String selector) {
        Headless.run(() -> {
            s.bench().root().applyCss();
            ((ButtonBase) s.bench().root().lookup(selector)).fire();
        });
    }
}
