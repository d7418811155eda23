package samplerscope.app;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import samplerscope.app.diagnostics.Blocks;
import samplerscope.app.diagnostics.DiagnosticsReport;
import samplerscope.app.diagnostics.FxWatchdog;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;

/// Pictures a second of the whole window while a cursor moves by a frame with every pulse:
/// `RefreshBenchmark [particles ...]`. Prints the pictures that each lane showed, the pulses of the toolkit, and the blocks
/// of its thread.
public final class RefreshBenchmark {

    private static final int STEPS = 30;
    private static final double SECONDS = 8;

    private RefreshBenchmark() {}

    public static void main(String[] args) throws IOException {
        Ui.start();
        Path folder = Files.createTempDirectory("samplerscope");
        int[] sizes = args.length == 0 ? new int[] {20_000, 200_000, 1_000_000}
            : Stream.of(args).mapToInt(Integer::parseInt).toArray();
        for (int particles : sizes) {
            for (List<String> solvers : List.of(List.of("ddim"), List.of("ddim", "heun", "dpmpp-2m"))) {
                measure(folder, particles, solvers);
            }
        }
        System.exit(0);
    }

    private static void measure(Path folder, int particles, List<String> solvers) {
        int steps = particles > 200_000 ? STEPS / 3 : STEPS;
        try (TestWindow window = TestWindow.open(folder, solvers.stream()
            .map(solver -> TestStudies.spec("moons", solver, steps, particles)).toList())) {
            window.finish();
            StudyModel study = window.study();
            play(study, 2);
            var shown = new ArrayList<AtomicLong>();
            Ui.run(() -> views(window).forEach(view -> {
                var count = new AtomicLong();
                shown.add(count);
                view.imageProperty().subscribe((_, _) -> count.incrementAndGet());
            }));
            try (var dog = new FxWatchdog()) {
                long began = System.nanoTime();
                long cpu = cpuNanos();
                long pulses = play(study, SECONDS);
                double seconds = (System.nanoTime() - began) * 1e-9;
                report(particles, shown, pulses, seconds, (cpuNanos() - cpu) * 1e-6 / pulses, dog.blocks());
            }
        }
    }

    private static void report(int particles, List<AtomicLong> shown, long pulses, double seconds, double cpuMillis,
        Blocks blocks) {
        System.out.println(String.format(Locale.ROOT, "%,9d particles, lanes %s pictures/s, %.1f pulses/s, CPU %.1f ms "
                + "per pulse, %d blocks over %.0f ms; longest %s", particles,
            shown.stream().filter(n -> n.get() > 0).map(n -> "%.1f".formatted(n.get() / seconds)).toList(),
            pulses / seconds, cpuMillis, blocks.overLimit(), Blocks.LIMIT_MILLIS,
            DiagnosticsReport.words(blocks.worst())));
    }

    /// Of all threads, so that a figure can be had from a machine that others use, too.
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Stream<ImageView> views(TestWindow window) {
        return window.bench().root().lookupAll(".raster-pane").stream().flatMap(pane ->
            ((Region) pane).getChildrenUnmodifiable().stream()).filter(ImageView.class::isInstance)
            .map(ImageView.class::cast);
    }

    /// @return how many pulses there were
    private static long play(StudyModel study, double seconds) {
        var done = new CountDownLatch(1);
        var pulses = new AtomicLong();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        Ui.run(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                LaneModel lane = study.focusedLane();
                int frame = (int) (pulses.incrementAndGet() % lane.frames().size());
                study.selection().scrub(study.axis().get().positionOf(lane.moments().get(frame), lane.steps()));
                if (System.nanoTime() > end) {
                    stop();
                    done.countDown();
                }
            }
        }.start());
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return pulses.get();
    }
}
