package samplerscope.app.masked;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnmaskStep;

/// Sequences made by hand: a canvas of four, two tokens.
final class Tries {

    static final TokenText LETTERS = new TokenText() {
        @Override
        public String text(int token) {
            return token == Canvas.MASK ? "_" : String.valueOf((char) ('a' + token));
        }

        @Override
        public int[] tokens(String text) {
            return text.chars().map(c -> c == '_' ? Canvas.MASK : c - 'a').toArray();
        }
    };

    /// Position 3 is given; then 0 and 2, then 2 is hidden again, then 1 and 2.
    static final Sequence REVISED = new Sequence(new int[] {-1, -1, -1, 1}, List.of(
        frame(0, 1, new int[] {-1, -1, -1, 1}, new int[] {0, -1, 1, 1}, List.of(commit(0, 0, 0.9), commit(2, 1, 0.6)), List.of()),
        frame(1, 2, new int[] {0, -1, 1, 1}, new int[] {0, -1, -1, 1}, List.of(), List.of(2)),
        frame(2, 4, new int[] {0, -1, -1, 1}, new int[] {0, 1, 0, 1}, List.of(commit(1, 1, 0.7), commit(2, 0, 0.8)),
            List.of())));

    private Tries() {}

    static UnmaskStep.Commit commit(int position, int token, double probability) {
        return new UnmaskStep.Commit(position, token, probability);
    }

    static Frame frame(int index, int passes, int[] before, int[] after, List<UnmaskStep.Commit> committed,
                       List<Integer> hidden) {
        double share = 0.5 + 0.1 * index;
        double[] p = IntStream.range(0, 8).mapToDouble(i -> i % 2 == 0 ? share : 1 - share).toArray();
        return new Frame(before, new UnmaskStep(index, passes, passes, 4L * passes, 0, 0, committed, hidden,
            after, Optional.of(new Prediction(2, p)), Optional.empty(), Map.of()), 2.5, Optional.empty(), true);
    }
}
