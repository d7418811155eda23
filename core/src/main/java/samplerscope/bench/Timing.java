package samplerscope.bench;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

/// The median of repeated measurements: noise on a shared machine only ever adds.
public final class Timing {

    private static final int WARM_UPS = 3;
    private static final int FEWEST = 5;
    private static final int MOST = 200;
    private static final double ENOUGH_SECONDS = 1.5;

    private Timing() {}

    /// Seconds of one call.
    ///
    /// @throws CancellationException when the thread is interrupted
    public static double seconds(Runnable once) {
        for (int i = 0; i < WARM_UPS; i++) {
            once.run();
        }
        var seconds = new double[MOST];
        int count = 0;
        double total = 0;
        while (count < FEWEST || count < MOST && total < ENOUGH_SECONDS) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the benchmark was cancelled");
            }
            long start = System.nanoTime();
            once.run();
            seconds[count] = (System.nanoTime() - start) / 1e9;
            total += seconds[count];
            count++;
        }
        Arrays.sort(seconds, 0, count);
        return seconds[count / 2];
    }
}
