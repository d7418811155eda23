package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnmaskStep;

/// What one position of a canvas shows after a step.
///
/// @param kind       what stands there
/// @param token      that stands there, or the best guess where nothing does; {@link Canvas#MASK} where nobody has guessed
/// @param text       of the token
/// @param confidence of the commit, or of the guess; NaN where it is not known
/// @param writtenAt  step of the commit, from 0; -1 for none
/// @param isNew      whether the step that is shown wrote it
/// @param hidden     how often it was hidden again so far
/// @param differs    whether the other lane has another token there
/// @param afterEnd   whether it comes after the end of the text
/// @param edit       what the next fork is to write there; empty for nothing
record Cell(Kind kind, int token, String text, double confidence, int writtenAt, boolean isNew, int hidden,
            boolean differs, boolean afterEnd, Optional<String> edit) {

    enum Kind { PROMPT, WRITTEN, GUESSED, HIDDEN_AGAIN }

    /// The cells of a lane.
    ///
    /// @param step  shown, {@link Sequence#BEFORE} for the start
    /// @param other the canvas of the lane that it is compared with; empty for none
    /// @param edits of the next fork, by position
    static List<Cell> of(Sequence sequence, int step, TokenText tokens, OptionalInt end, Optional<int[]> other,
                         Map<Integer, Integer> edits) {
        int[] state = sequence.state(step);
        Optional<Prediction> guess = sequence.guess(step);
        var cells = new ArrayList<Cell>();
        int ending = endOf(state, end);
        for (int i = 0; i < state.length; i++) {
            int there = state[i];
            int position = i;
            boolean differs = there != Canvas.MASK && other.isPresent() && i < other.get().length
                && other.get()[i] != Canvas.MASK && other.get()[i] != there;
            Optional<String> edit = Optional.ofNullable(edits.get(i)).map(tokens::text);
            int hidden = step == Sequence.BEFORE ? 0 : sequence.timesHidden(i, step);
            boolean afterEnd = ending >= 0 && i > ending;
            if (there == Canvas.MASK) {
                boolean now = step != Sequence.BEFORE && sequence.frames().get(step).step().remasked().contains(i);
                int token = guess.map(g -> g.top(position)).orElse(Canvas.MASK);
                cells.add(new Cell(now ? Kind.HIDDEN_AGAIN : Kind.GUESSED, token,
                    token == Canvas.MASK ? "" : tokens.text(token), guess.map(g -> g.confidence(position)).orElse(Double.NaN),
                    -1, now, hidden, false, afterEnd, edit));
            } else {
                Optional<Integer> at = sequence.writtenAt(i, step);
                Optional<UnmaskStep.Commit> commit = at.flatMap(k -> sequence.commit(position, k));
                cells.add(new Cell(at.isPresent() ? Kind.WRITTEN : Kind.PROMPT, there, tokens.text(there),
                    commit.map(UnmaskStep.Commit::probability).orElse(Double.NaN), at.orElse(-1),
                    at.filter(k -> k == step).isPresent(), hidden, differs, afterEnd, edit));
            }
        }
        return cells;
    }

    private static int endOf(int[] state, OptionalInt end) {
        return end.isEmpty() ? -1 : Arrays.stream(state).boxed().toList().indexOf(end.getAsInt());
    }
}
