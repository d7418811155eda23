package samplerscope.masked.measure;

import java.util.OptionalInt;
import java.util.function.Predicate;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;

/// From which pass on the best guess of a canvas was right, while the steps come in: what was spent after it, a perfect
/// exit would have saved.
final class RightSince {

    private final Predicate<int[]> isRight;
    private int[] before;
    private OptionalInt since = OptionalInt.empty();

    /// @param start   the canvas before the first step, shape [L]
    /// @param isRight whether a whole canvas is
    RightSince(int[] start, Predicate<int[]> isRight) {
        this.before = start;
        this.isRight = isRight;
    }

    void add(UnmaskStep step) {
        if (step.prediction().isPresent()) {
            boolean right = isRight.test(guess(step.prediction().get()));
            since = !right ? OptionalInt.empty() : since.isPresent() ? since : OptionalInt.of(step.passes());
        }
        before = step.state();
    }

    /// What stands, and the most probable token where nothing does.
    private int[] guess(Prediction now) {
        int[] guess = before.clone();
        for (int i = 0; i < guess.length; i++) {
            guess[i] = guess[i] == Canvas.MASK ? now.top(i) : guess[i];
        }
        return guess;
    }

    /// @param verdict whether the canvas is right as it is now
    /// @param passes  so far, which it took if no guess was right before
    /// @return empty where the canvas is wrong
    OptionalInt since(boolean verdict, int passes) {
        return !verdict ? OptionalInt.empty() : since.isPresent() ? since : OptionalInt.of(passes);
    }
}
