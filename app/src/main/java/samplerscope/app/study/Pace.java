package samplerscope.app.study;

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
        this.rest = LONGEST_REST * FEW / Math.max(FEW, processors);
        this.restsUntil = now;
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
