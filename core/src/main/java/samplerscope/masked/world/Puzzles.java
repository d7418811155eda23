package samplerscope.masked.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/// Lists of all sequences that keep a rule.
public final class Puzzles {

    private Puzzles() {}

    /// Bit strings with an even number of ones: every marginal is one half until a single bit is left.
    static List<int[]> even(int length) {
        return sequences(length, 2, (row, filled) -> filled < length || Arrays.stream(row).sum() % 2 == 0);
    }

    /// Sequences that never fall.
    static List<int[]> sorted(int length, int tokens) {
        return sequences(length, tokens, (row, filled) -> filled < 2 || row[filled - 1] >= row[filled - 2]);
    }

    /// Squares whose rows and columns hold each token once; 576 of side 4.
    static List<int[]> latin(int side) {
        return sequences(side * side, side, (row, filled) -> isFree(row, filled - 1, side));
    }

    /// Latin squares whose blocks of 2 x 2 hold each token once, too; 288.
    public static List<int[]> sudoku() {
        return sequences(16, 4, (row, filled) -> isFree(row, filled - 1, 4) && isFreeInBlock(row, filled - 1));
    }

    private static boolean isFree(int[] row, int last, int side) {
        return IntStream.range(0, last).noneMatch(i -> row[i] == row[last]
            && (i / side == last / side || i % side == last % side));
    }

    private static boolean isFreeInBlock(int[] row, int last) {
        return IntStream.range(0, last).noneMatch(i -> row[i] == row[last] && block(i) == block(last));
    }

    private static int block(int cell) {
        return cell / 8 * 2 + cell % 4 / 2;
    }

    /// @param fits asked of the first `filled` tokens of a row, whenever one was added
    private static List<int[]> sequences(int length, int tokens, BiPredicate<int[], Integer> fits) {
        var found = new ArrayList<int[]>();
        extend(new int[length], 0, tokens, fits, found);
        return found;
    }

    private static void extend(int[] row, int filled, int tokens, BiPredicate<int[], Integer> fits, List<int[]> found) {
        if (filled == row.length) {
            found.add(row.clone());
            return;
        }
        for (int v = 0; v < tokens; v++) {
            row[filled] = v;
            if (fits.test(row, filled + 1)) {
                extend(row, filled + 1, tokens, fits, found);
            }
        }
    }
}
