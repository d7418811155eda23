package samplerscope.tensor.simd;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Whether the vector code of a kernel is faster than its scalar twin yet.
///
/// Until the optimising compiler has seen it, code on the Vector API allocates an object per operation and is tens of
/// times slower than plain loops: the first step of the first run would take seconds. So kernels begin on their scalar
/// twin, whose bits are the same, while a thread of low priority runs the vector code on dummy data; when that wins,
/// kernels change over. It costs half a core for some two seconds, once per kernel: the kernels have their trials in turn,
/// and each rests after a round as long as the round took, since meanwhile the first run and its first pictures want the
/// processors, which a thread of low priority does not leave to them on every system.
public final class VectorWarmth {

    /// Taken for a round, so that one kernel's trial at a time takes processor time.
    private static final Semaphore TURN = new Semaphore(1, true);

    /// Trials that have begun and not ended.
    private static final AtomicInteger GOING = new AtomicInteger();

    /// Wins in a row that count: on a busy machine a single one may be luck.
    private static final int WINS = 20;
    /// Rounds after which it is given up: a machine on which vectors never win.
    private static final int MOST_ROUNDS = 5000;

    private final CompletableFuture<Boolean> faster = new CompletableFuture<>();

    /// The same work in both ways.
    record Trial(Runnable onScalars, Runnable onVectors) {}

    private VectorWarmth() {}

    /// Starts the trial.
    static VectorWarmth of(String kernel, Supplier<Trial> trial) {
        var warmth = new VectorWarmth();
        GOING.incrementAndGet();
        Thread.ofPlatform().daemon().name("vector-warm-up-" + kernel).priority(Thread.MIN_PRIORITY)
            .start(() -> warmth.warmUp(trial.get()));
        return warmth;
    }

    /// Keeps all trials from going on, for a window that opens and wants the processors for its first pictures.
    ///
    /// @return lets them go on; to be run once
    public static Runnable hold() {
        TURN.acquireUninterruptibly();
        return TURN::release;
    }

    /// Whether every kernel that is in use has changed over, or never will: before, times are those of the scalar twins.
    public static boolean isSettled() {
        return GOING.get() == 0;
    }

    /// Never waits; false until the vector code has won, and for ever where it does not.
    boolean vectorsPay() {
        return faster.getNow(false);
    }

    private void warmUp(Trial trial) {
        try {
            faster.complete(wins(trial));
        } finally {
            GOING.decrementAndGet();
        }
    }

    private static boolean wins(Trial trial) {
        int wins = 0;
        for (int round = 0; round < MOST_ROUNDS && wins < WINS; round++) {
            wins = roundIsWon(trial) ? wins + 1 : 0;
        }
        return wins == WINS;
    }

    private static boolean roundIsWon(Trial trial) {
        TURN.acquireUninterruptibly();
        try {
            long start = System.nanoTime();
            trial.onScalars().run();
            long middle = System.nanoTime();
            trial.onVectors().run();
            long end = System.nanoTime();
            LockSupport.parkNanos(end - start);
            return end - middle < middle - start;
        } finally {
            TURN.release();
        }
    }
}
