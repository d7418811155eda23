package samplerscope.masked.measure;

import java.util.List;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;

/// When each position was known: the first step from which what stands there, or the best guess while nothing does, is
/// what came out. Immutable.
///
/// In a step the guess is that of its pass, made before tokens were chosen; a token that the step writes counts as its
/// guess, so that a token drawn against the guess settles when it is written.
///
/// @param steps   of a whole decoding
/// @param settled first settled step by position, from 0; {@link #GIVEN} where the token was given
/// @param stages  of each step and position, shape [S, L]
public record Foresight(List<UnmaskStep> steps, int[] settled, Stage[][] stages) {

    public static final int GIVEN = -1;

    /// What is known of a position in a step.
    public enum Stage {
        /// Its token was given.
        GIVEN,
        /// Another token is guessed, or stands there, than came out; or nothing has been guessed yet.
        OTHER,
        /// The token that came out is guessed or stands, but not for good.
        PASSING,
        /// The token that came out is guessed from now on.
        GUESSED,
        /// The token that came out stands from now on.
        WRITTEN
    }

    /// @param start the canvas before the first step, shape [L]
    /// @param steps of a whole decoding
    public static Foresight of(int[] start, List<UnmaskStep> steps) {
        var settled = new int[start.length];
        var stages = new Stage[steps.size()][start.length];
        int[][] guesses = guesses(start, steps);
        for (int i = 0; i < start.length; i++) {
            follow(i, start[i] != Canvas.MASK, steps, guesses, settled, stages);
        }
        return new Foresight(List.copyOf(steps), settled, stages);
    }

    /// What stands after each step, or was guessed in it where nothing does; masks where nothing was guessed yet.
    private static int[][] guesses(int[] start, List<UnmaskStep> steps) {
        var guesses = new int[steps.size()][];
        Optional<Prediction> newest = Optional.empty();
        for (int k = 0; k < guesses.length; k++) {
            newest = steps.get(k).prediction().isPresent() ? steps.get(k).prediction() : newest;
            guesses[k] = steps.get(k).state().clone();
            for (int i = 0; i < start.length; i++) {
                if (guesses[k][i] == Canvas.MASK && newest.isPresent()) {
                    guesses[k][i] = newest.get().top(i);
                }
            }
        }
        return guesses;
    }

    /// From the last step to the first: settled as long as nothing else was guessed.
    private static void follow(int i, boolean given, List<UnmaskStep> steps, int[][] guesses, int[] settled,
                               Stage[][] stages) {
        settled[i] = given ? GIVEN : steps.size();
        boolean stands = true;
        boolean same = true;
        for (int k = steps.size() - 1; k >= 0; k--) {
            boolean right = guesses[k][i] == steps.getLast().state()[i];
            same = same && right;
            stands = stands && same && steps.get(k).state()[i] != Canvas.MASK;
            settled[i] = !given && same ? k : settled[i];
            stages[k][i] = given ? Stage.GIVEN : !right ? Stage.OTHER : !same ? Stage.PASSING
                : stands ? Stage.WRITTEN : Stage.GUESSED;
        }
    }

    /// What is known of a position in a step.
    public Stage stage(int step, int position) {
        return stages[step][position];
    }

    /// The step from which all of a span is settled; {@link #GIVEN} where all of it was given.
    public int settled(int from, int length) {
        int last = GIVEN;
        for (int i = from; i < from + length; i++) {
            last = StrictMath.max(last, settled[i]);
        }
        return last;
    }
}
