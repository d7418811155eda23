package samplerscope.tensor.simd;

import java.util.concurrent.atomic.AtomicIntegerArray;
import samplerscope.tensor.Workers;

/// `C = A B` in float32 by all threads, from factors in {@link Panels}.
///
/// An element is the sum over chunks of {@link #CHUNK} products, in order, of the fused sum of each chunk, in order.
/// So neither the number of threads nor the lane count nor what else is in the batch changes a bit. A block and what it
/// needs of both factors stay in the second cache.
///
/// Source: Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
public final class MatrixProduct {

    /// Numbers of a line that are summed in one go.
    public static final int CHUNK = 256;

    private static final MatrixTile VECTORS = new VectorMatrixTile();
    private static final MatrixTile SCALARS = new ScalarMatrixTile();
    private static final VectorWarmth WARMTH = VectorWarmth.of("product", MatrixProduct::trial);
    private static final int TRIAL = 48;

    /// Panels of a block at most, of the left factor and of the right one.
    private static final int MOST_LEFT = 48;
    private static final int MOST_RIGHT = 16;
    /// Blocks per thread at least, so that none waits long for the last one; while blocks are large enough.
    private static final int BLOCKS_PER_THREAD = 6;
    private static final int FEWEST = 4;

    private MatrixProduct() {}

    /// Writes all of `C`.
    ///
    /// @param a of a left factor, [rows][length]
    /// @param b of a right factor, [columns][length]
    /// @param c [rows][b.lines()]
    public static void multiply(Panels a, Panels b, float[] c, Workers workers) {
        multiply(a, b, 0, b.panels(), c, b.lines(), workers);
    }

    /// Writes what some panels of the right factor make of `C`.
    ///
    /// @param begin  first panel of the right factor
    /// @param end    behind the last panel
    /// @param c      [rows][stride]; column 0 belongs to the first line of panel `begin`
    /// @param stride of a row, at least as many as there are lines in these panels
    public static void multiply(Panels a, Panels b, int begin, int end, float[] c, int stride, Workers workers) {
        run(tile(), a, b, begin, end, new Target(c, stride, false), workers);
    }

    /// `C <- C + A B`: a product of longer lines, of which these are some chunks.
    ///
    /// @param c [rows][b.lines()]
    public static void add(Panels a, Panels b, float[] c, Workers workers) {
        run(tile(), a, b, 0, b.panels(), new Target(c, b.lines(), true), workers);
    }

    /// How many roundings, at most, a term of a sum of `length` products goes through: times `2^-24` and the sum of the
    /// terms' magnitudes, it bounds the error of an element.
    public static int roundings(int length) {
        return StrictMath.min(length, Panels.DEPTH) + StrictMath.ceilDiv(length, Panels.DEPTH);
    }

    /// What works on tiles at present.
    static MatrixTile tile() {
        return WARMTH.vectorsPay() ? VECTORS : SCALARS;
    }

    static void onVectors(Panels a, Panels b, float[] c, Workers workers) {
        run(VECTORS, a, b, 0, b.panels(), new Target(c, b.lines(), false), workers);
    }

    /// The twin of {@link #onVectors}: the same operations in the same order.
    static void onScalars(Panels a, Panels b, float[] c, Workers workers) {
        run(SCALARS, a, b, 0, b.panels(), new Target(c, b.lines(), false), workers);
    }

    /// @param c     [rows][stride]
    /// @param keeps what is in it, and is added to
    record Target(float[] c, int stride, boolean keeps) {}

    private static void run(MatrixTile tile, Panels a, Panels b, int begin, int end, Target into, Workers workers) {
        if (a.length() != b.length()) {
            throw new IllegalArgumentException("lines of %d and of %d numbers".formatted(a.length(), b.length()));
        }
        Grid grid = Grid.of(a.panels(), end - begin, workers.threads());
        var shares = new Shares(grid.size(), StrictMath.min(workers.threads(), grid.size()));
        workers.forEachRange(shares.count(), 1, (share, _) -> {
            var block = new MatrixBlock(tile, a, b, begin, into);
            for (int i = shares.next(share); i >= 0; i = shares.next(share)) {
                int row = i / grid.across() * grid.left();
                int column = i % grid.across() * grid.right();
                block.compute(row, StrictMath.min(a.panels(), row + grid.left()), begin + column,
                    StrictMath.min(end, begin + column + grid.right()));
            }
        });
    }

    /// Blocks in one share per thread, which helps with the others' once its own is done. Neighbours in a share have rows
    /// in common, and these stay in the cache of the core that laid them out: fetching them from another one costs as
    /// much as the product of a small matrix.
    private static final class Shares {

        private final int blocks;
        private final AtomicIntegerArray next;

        Shares(int blocks, int count) {
            this.blocks = blocks;
            this.next = new AtomicIntegerArray(count);
            for (int share = 0; share < count; share++) {
                next.set(share, start(share));
            }
        }

        int count() {
            return next.length();
        }

        private int start(int share) {
            return (int) ((long) blocks * share / count());
        }

        /// A block that nobody has had; -1 when there is none.
        int next(int own) {
            for (int k = 0; k < count(); k++) {
                int share = (own + k) % count();
                if (next.get(share) < start(share + 1)) {
                    int block = next.getAndIncrement(share);
                    if (block < start(share + 1)) {
                        return block;
                    }
                }
            }
            return -1;
        }
    }

    /// `C` in blocks.
    ///
    /// @param left   panels of the left factor in a block
    /// @param right  panels of the right factor in a block
    /// @param down   blocks above each other
    /// @param across blocks side by side
    private record Grid(int left, int right, int down, int across) {

        static Grid of(int rows, int columns, int threads) {
            int left = MOST_LEFT;
            int right = MOST_RIGHT;
            while (threads > 1 && (left > FEWEST || right > FEWEST)
                && StrictMath.ceilDiv(rows, left) * StrictMath.ceilDiv(columns, right) < BLOCKS_PER_THREAD * threads) {
                if (left > right) {
                    left /= 2;
                } else {
                    right /= 2;
                }
            }
            return new Grid(left, right, StrictMath.ceilDiv(rows, left), StrictMath.ceilDiv(columns, right));
        }

        int size() {
            return down * across;
        }
    }

    private static VectorWarmth.Trial trial() {
        Workers alone = new Workers(1);
        Panels a = Panels.left().resize(TRIAL, TRIAL).fillWithLines(new float[TRIAL * TRIAL], 0, TRIAL, alone);
        Panels b = Panels.right().resize(TRIAL, TRIAL).fillWithLines(new float[TRIAL * TRIAL], 0, TRIAL, alone);
        var c = new float[TRIAL * TRIAL];
        return new VectorWarmth.Trial(() -> onScalars(a, b, c, alone), () -> onVectors(a, b, c, alone));
    }
}
