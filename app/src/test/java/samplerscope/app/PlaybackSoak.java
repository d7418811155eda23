package samplerscope.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;

/// An hour of looping playback as fast as the machine can: `PlaybackSoak [frames]`. An hour is 216,000 frames of a sixtieth
/// of a second. Prints the live heap after a collection twenty times on the way, and fails when it has grown.
public final class PlaybackSoak {

    private static final int HOUR = 3600 * 60;
    private static final int LOOKS = 20;
    /// The first looks are left out: caches fill, classes are loaded.
    private static final int SETTLED = 4;
    /// What caches of the toolkit may come to, text layouts above all; a frame that is kept would be a hundred times as much.
    private static final double MOST_GROWTH_MIB = 8;
    private static final double MIB = 1 << 20;

    private PlaybackSoak() {}

    public static void main(String[] args) throws IOException {
        Ui.start();
        int frames = args.length > 0 ? Integer.parseInt(args[0]) : HOUR;
        try (TestWindow window = TestWindow.open(Files.createTempDirectory("samplerscope"),
            List.of(TestStudies.spec("moons", "ddim", 20, 20_000), TestStudies.spec("moons", "dpmpp-2m", 20, 20_000)))) {
            window.finish();
            var live = new double[LOOKS];
            for (int look = 0; look < LOOKS; look++) {
                play(window.study(), frames / LOOKS);
                live[look] = liveMib();
                System.out.println(String.format(Locale.ROOT, "%,9d frames: %.1f MiB live, %d threads",
                    (look + 1) * (frames / LOOKS), live[look], Thread.activeCount()));
            }
            double growth = mean(live, LOOKS - SETTLED, LOOKS) - mean(live, SETTLED, 2 * SETTLED);
            System.out.println(String.format(Locale.ROOT, "grown by %.2f MiB", growth));
            System.exit(growth > MOST_GROWTH_MIB ? 1 : 0);
        }
    }

    /// Every pulse moves the cursor on by some frames of an hour, so that all of them are gone through in a fraction of it.
    private static void play(StudyModel study, int frames) {
        var done = new CountDownLatch(1);
        Ui.run(() -> new AnimationTimer() {
            private int played;

            @Override
            public void handle(long now) {
                for (int i = 0; i < 8; i++) {
                    played++;
                    study.selection().scrub((played % 180) / 179.0);
                    study.selection().hovered().set(played % 500);
                }
                if (played >= frames) {
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
    }

    private static double liveMib() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Ui.pulse();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
