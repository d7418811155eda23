package samplerscope.app.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.stage.Stage;
import samplerscope.app.Preferences;
import samplerscope.app.Settings;
import samplerscope.app.Ui;
import samplerscope.app.Workbench;
import samplerscope.app.history.HistoryDesk;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.history.HistoryPlace;
import samplerscope.spec.HandMade;

/// Milliseconds from the movement of a level to the picture of the run that it made, in the whole window: `LiveEditBenchmark`.
public final class LiveEditBenchmark {

    private static final int WARM_UP = 30;
    private static final int ROUNDS = 40;
    private static final int FRAMES = 11;

    private LiveEditBenchmark() {}

    public static void main(String[] args) {
        Ui.start();
        for (int particles : new int[] {20_000, 100_000}) {
            measure(particles);
        }
        System.exit(0);
    }

    private static void measure(int particles) {
        StudyModel study = Ui.get(() -> new StudyModel(TestStudies.services(),
            Study.of(List.of(TestStudies.spec("moons", "dpmpp-2m", 10, particles)))));
        LaneModel lane = study.lanes().getFirst();
        Stage stage = Ui.get(() -> {
            var catalog = study.services().resolver().catalog();
            var preferences = new Preferences(Settings.standard(), catalog.backends());
            preferences.history().set(false);
            var bench = new Workbench(study, preferences, SchedulePaneTest.NO_FILES,
                new HistoryDesk(HistoryPlace.standard(), catalog));
            var made = new Stage();
            made.setScene(bench.scene(1280, 800));
            made.show();
            bench.editSchedule();
            return made;
        });
        Ui.until("planned", () -> lane.planned().get().isPresent());
        Ui.run(() -> study.runner().run(List.of(lane)));
        Ui.until("done", () -> lane.state().get() instanceof LaneState.Done);
        var times = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double took = edit(study, lane, i);
            if (i >= 0) {
                times[i] = took;
            }
        }
        Arrays.sort(times);
        System.out.println(String.format(Locale.ROOT, "%,d particles, 10 steps: median %.0f ms, 90 %% below %.0f ms",
            particles, times[ROUNDS / 2], times[ROUNDS * 9 / 10]));
        Ui.run(study.runner()::stop);
        Ui.close(stage);
    }

    /// From the edit to the second pulse after its frames arrived: the first one has painted them.
    private static double edit(StudyModel study, LaneModel lane, int round) {
        HandMade now = Ui.get(() -> HandMade.of(lane.planned().get().orElseThrow()));
        HandMade next = now.moved(4, now.levels().get(4).lambda() + (Math.floorMod(round, 2) == 0 ? 0.05 : -0.05));
        var took = new CompletableFuture<Double>();
        Ui.run(() -> {
            long began = System.nanoTime();
            study.live().offer("level", "drag", next::in);
            var spec = lane.lane().get().spec();
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long time) {
                    boolean arrived = lane.ran().get().filter(r -> r.spec().equals(spec)).isPresent()
                        && lane.frames().size() == FRAMES;
                    pulses += arrived ? 1 : 0;
                    if (pulses == 2) {
                        stop();
                        took.complete((System.nanoTime() - began) * 1e-6);
                    }
                }
            }.start();
        });
        return took.join();
    }
}
