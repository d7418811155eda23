package samplerscope.tensor.simd;

import java.util.concurrent.CompletableFuture;
import samplerscope.tensor.Rows;

/// Whether vector code is faster than its scalar twin yet.
///
/// Until the optimising compiler has seen it, code on the Vector API allocates an object per operation and is tens of
/// times slower than plain loops: the first step of the first run would take seconds. So kernels begin on their scalar
/// twin, whose bits are the same, while a thread of low priority runs the vector code on dummy data; when that wins,
/// kernels change over. It costs a core for about a second, once.
final class VectorWarmth {

    private static final CompletableFuture<Boolean> FASTER = new CompletableFuture<>();
    private static final int ROWS = 2048;
    private static final int COMPONENTS = 8;
    /// Wins in a row that count: on a busy machine a single one may be luck.
    private static final int WINS = 20;
    /// Rounds after which it is given up: a machine on which vectors never win.
    private static final int MOST_ROUNDS = 5000;

    static {
        Thread.ofPlatform().daemon().name("vector-warm-up").priority(Thread.MIN_PRIORITY).start(VectorWarmth::warmUp);
    }

    private VectorWarmth() {}

    /// Never waits; false until the vector code has won, and for ever where it does not.
    static boolean vectorsPay() {
        return FASTER.getNow(false);
    }

    private static void warmUp() {
        var kernel = new PlaneMixtureKernel(new float[COMPONENTS * PlaneMixtureKernel.STRIDE]);
        var x = new float[2 * ROWS];
        var into = new float[2 * ROWS];
        var rows = Rows.ALL;
        int wins = 0;
        for (int round = 0; round < MOST_ROUNDS && wins < WINS; round++) {
            long start = System.nanoTime();
            kernel.onScalars(x, into, rows, 0, ROWS);
            long middle = System.nanoTime();
            kernel.onVectors(x, into, rows, 0, ROWS);
            wins = System.nanoTime() - middle < middle - start ? wins + 1 : 0;
        }
        FASTER.complete(wins == WINS);
    }
}
