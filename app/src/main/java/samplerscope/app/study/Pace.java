package samplerscope.app.study;

import java.time.Duration;

/// How often the steps of a run are shown while it goes on, so that showing them leaves the processors to what makes them.
///
/// Drawn by software, a picture with all that stands around it takes some 15 ms of processor time: on two processors, 60 a
/// second would be half of both. The more processors there are, the more pictures they draw in the same share of theirs.
///
/// Times in nanoseconds of one clock. For one thread.
final class Pace {

    /// Motion is still seen as such.
    private static final long LONGEST_REST = 100_000_000;
    /// Up to so many processors rest as long as that.
    private static final int FEW = 4;

    private final long rest;
    private long restsUntil;

    Pace(int processors, long now) {
        this(LONGEST_REST * FEW / Math.max(FEW, processors), now);
    }

    private Pace(long rest, long now) {
        this.rest = rest;
        this.restsUntil = now;
    }

    /// On this machine, from now on by `System.nanoTime`.
    static Pace ofThisMachine() {
        return new Pace(Runtime.getRuntime().availableProcessors(), System.nanoTime());
    }

    /// For tests whose runs end sooner or later than that.
    static Pace resting(Duration rest) {
        return new Pace(rest.toNanos(), System.nanoTime());
    }

    /// What is to come next takes a rest first: a run that ends within it is shown whole.
    void rest(long now) {
        restsUntil = now + rest;
    }

    /// Whether a picture is due, which is the last one then until the rest after it.
    boolean isDue(long now) {
        if (now - restsUntil < 0) {
            return false;
        }
        rest(now);
        return true;
    }
}
