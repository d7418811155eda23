package samplerscope.app.diagnostics;

import java.util.Arrays;
import javafx.animation.AnimationTimer;

/// How long each of the last frames took, from one pulse of the toolkit to the next. On the FX thread.
public final class FrameTimes {

    /// Ten seconds at 60 frames a second.
    static final int KEPT = 600;

    private final double[] millis = new double[KEPT];
    private int next;
    private int count;
    private final AnimationTimer timer = new AnimationTimer() {
        private long before;

        @Override
        public void start() {
            before = 0;
            super.start();
        }

        @Override
        public void handle(long now) {
            if (before != 0) {
                add((now - before) * 1e-6);
            }
            before = now;
        }
    };

    public void start() {
        timer.start();
    }

    public void stop() {
        timer.stop();
    }

    /// Forgets all frames.
    public void clear() {
        next = 0;
        count = 0;
    }

    void add(double took) {
        millis[next] = took;
        next = (next + 1) % KEPT;
        count = Math.min(KEPT, count + 1);
    }

    /// The last frames, in milliseconds, oldest first.
    public double[] lately() {
        var ordered = new double[count];
        for (int i = 0; i < count; i++) {
            ordered[i] = millis[Math.floorMod(next - count + i, KEPT)];
        }
        return ordered;
    }

    /// Frames per second over what is kept; NaN before the second frame.
    public double perSecond() {
        return 1000 / Arrays.stream(lately()).average().orElse(Double.NaN);
    }

    /// Milliseconds that a share of the last frames took at most; NaN before the second frame.
    ///
    /// @param share in (0, 1]
    public double quantile(double share) {
        double[] sorted = lately();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
