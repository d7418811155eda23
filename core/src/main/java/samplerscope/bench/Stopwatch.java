package samplerscope.bench;

import java.util.concurrent.CancellationException;
import samplerscope.tensor.simd.VectorWarmth;

/// Rounds of one piece of work: warmed up, then each round as many calls as can be timed well.
final class Stopwatch {

    /// Shorter rounds drown in the clock and in whatever else the machine does.
    private static final double SHORTEST_ROUND = 0.02;
    private static final int FEWEST_WARM_UPS = 2;
    /// Kernels begin on plain loops and change over to vectors meanwhile; waited for no longer than so many seconds.
    private static final double LONGEST_WARM_UP = 20;
    /// Less than that is noise; more is the compiler, which may come back to the same code after seconds.
    private static final double GAIN = 0.03;
    private static final int MOST_CALLS = 1_000_000;

    private final Runnable once;
    private int calls = 1;

    Stopwatch(Runnable once) {
        this.once = once;
    }

    /// Runs the work until the compiler is done with it, and decides how many calls make a round: the kernels in use have
    /// changed over, and for half of the time nothing was gained.
    ///
    /// @param seconds at least, after each of both
    /// @return seconds of one call, the fastest of all
    double warmUp(double seconds) {
        double fastest = Double.POSITIVE_INFINITY;
        long began = System.nanoTime();
        double settled = Double.NaN;
        double gained = 0;
        for (int i = 0; i < FEWEST_WARM_UPS || !isWarm(elapsed(began), settled, gained, seconds); i++) {
            requireRunning();
            settled = VectorWarmth.isSettled() ? Double.isNaN(settled) ? elapsed(began) : settled : Double.NaN;
            long start = System.nanoTime();
            once.run();
            double took = elapsed(start);
            gained = took < (1 - GAIN) * fastest ? elapsed(began) : gained;
            fastest = StrictMath.min(fastest, took);
        }
        calls = callsFor(fastest);
        return fastest;
    }

    /// @param settled when the kernels in use had changed over; NaN until they have
    /// @param gained when a call was last faster than all before it
    static boolean isWarm(double elapsed, double settled, double gained, double seconds) {
        return elapsed >= LONGEST_WARM_UP
            || elapsed - settled >= seconds && elapsed - gained >= StrictMath.max(seconds, elapsed / 2);
    }

    /// How many calls of so many seconds make a round that can be timed.
    static int callsFor(double seconds) {
        return StrictMath.clamp((long) StrictMath.ceil(SHORTEST_ROUND / seconds), 1, MOST_CALLS);
    }

    /// Seconds of one call, as the mean of a round.
    double round() {
        requireRunning();
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            once.run();
        }
        return elapsed(start) / calls;
    }

    private static double elapsed(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    static void requireRunning() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the benchmark was cancelled");
        }
    }
}
