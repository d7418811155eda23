package samplerscope.app;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import javafx.util.Subscription;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.run.DenoisingRun;
import samplerscope.spec.Engine;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunSpec;

/// What the window costs a run: `InterfaceCost [model samples steps [rounds]]`. The same run in a window whose panes follow
/// it, and without a window as the command line does it, in turn; prints the medians of both and of their ratio, in
/// seconds of the clock from the start of the run to its last state and in seconds of all processors.
///
/// The window's side holds all that the window does with a run: its pictures, and the reference and errors that it works out
/// beside it. The first rounds also hold the compiler's work on both.
public final class InterfaceCost {

    private static final int THREADS = 2;
    private static final int WARM_UPS = 2;
    private static final double QUIET_SECONDS = 1;

    private InterfaceCost() {}

    /// @param wall seconds of the clock
    /// @param cpu  seconds of processors, of all threads
    private record Cost(double wall, double cpu) {}

    public static void main(String[] args) throws IOException {
        Ui.start();
        if (args.length == 0) {
            measure(TestStudies.spec("moons", "ddim", 50, 200_000), 7);
            measure(TestStudies.spec("moons", "ddim", 20, 1_000_000), 7);
        } else {
            RunSpec.Denoise spec = TestStudies.spec(args[0], "ddim", Integer.parseInt(args[2]), Integer.parseInt(args[1]));
            measure(spec, args.length > 3 ? Integer.parseInt(args[3]) : 7);
        }
        System.exit(0);
    }

    private static void measure(RunSpec.Denoise spec, int rounds) throws IOException {
        Path folder = Files.createTempDirectory("samplerscope");
        try (TestWindow window = TestWindow.open(folder, List.of(spec))) {
            var shown = new Cost[rounds];
            var bare = new Cost[rounds];
            for (int round = -WARM_UPS; round < rounds; round++) {
                Cost with = cost(() -> runInWindow(window.study()));
                settle(window.study());
                Cost without = cost(() -> runAlone(window.study(), spec, folder));
                if (round >= 0) {
                    shown[round] = with;
                    bare[round] = without;
                }
            }
            report(spec, shown, bare);
        }
    }

    private static Cost cost(Runnable run) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        run.run();
        return new Cost((System.nanoTime() - began) * 1e-9, (system.getProcessCpuTime() - cpu) * 1e-9);
    }

    /// A latch rather than a look at every pulse, which would come up to a sixtieth of a second late.
    private static void runInWindow(StudyModel study) {
        LaneModel lane = study.lanes().getFirst();
        var ended = new CountDownLatch(1);
        Subscription watch = Ui.get(() -> {
            study.runner().run(List.of(lane));
            return lane.state().subscribe((_, state) -> {
                if (state instanceof LaneState.Done) {
                    ended.countDown();
                }
            });
        });
        await(ended);
        Ui.run(watch::unsubscribe);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits for errors and pictures that come after the last state, which are not part of a run without a window.
    private static void settle(StudyModel study) {
        await(quiet(study));
    }

    private static CountDownLatch quiet(StudyModel study) {
        var quiet = new CountDownLatch(1);
        Ui.run(() -> {
            var pause = new PauseTransition(Duration.seconds(QUIET_SECONDS));
            pause.setOnFinished(_ -> {
                if (study.runner().active().get()) {
                    pause.playFromStart();
                } else {
                    quiet.countDown();
                }
            });
            pause.play();
        });
        return quiet;
    }

    private static void runAlone(StudyModel study, RunSpec.Denoise spec, Path folder) {
        Resolved resolved = study.services().resolver().resolve(spec, folder);
        Engine engine = Engine.of(study.services().resolver().catalog().backends(), Engine.STANDARD_BACKEND, THREADS);
        try (DenoisingRun run = engine.open(resolved)) {
            while (run.advance().isPresent()) {
                // Each step is recorded, as it is in the window.
            }
        }
    }

    private static void report(RunSpec.Denoise spec, Cost[] shown, Cost[] bare) {
        var wall = new double[shown.length];
        var cpu = new double[shown.length];
        for (int i = 0; i < shown.length; i++) {
            wall[i] = shown[i].wall / bare[i].wall;
            cpu[i] = shown[i].cpu / bare[i].cpu;
        }
        System.out.println(String.format(Locale.ROOT, "%s, %,d samples: in the window %.3f s, CPU %.2f s; alone %.3f s, "
                + "CPU %.2f s; ratio %.3f (%.3f to %.3f), of CPU %.3f", spec.model().id(), spec.samples(),
            median(Arrays.stream(shown).mapToDouble(Cost::wall).toArray()),
            median(Arrays.stream(shown).mapToDouble(Cost::cpu).toArray()),
            median(Arrays.stream(bare).mapToDouble(Cost::wall).toArray()),
            median(Arrays.stream(bare).mapToDouble(Cost::cpu).toArray()),
            median(wall), quantile(wall, 0.25), quantile(wall, 0.75), median(cpu)));
    }

    private static double median(double[] values) {
        return quantile(values, 0.5);
    }

    private static double quantile(double[] values, double at) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (at * (sorted.length - 1))];
    }
}
