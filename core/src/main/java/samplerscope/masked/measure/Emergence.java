package samplerscope.masked.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;

/// When an answer was there: the first step from which the model's best guess of some positions is what came out. What was
/// spent after it is the regret that a perfect exit would have saved.
///
/// @param step   index, from 0
/// @param passes NFE up to and with that step
/// @param regret NFE after it
public record Emergence(int step, int passes, int regret) {

    /// @param start  the canvas before the first step, shape [L]
    /// @param steps  of a whole decoding
    /// @param from   first position of the answer
    /// @param length of the answer
    /// @return empty where the guess was wrong to the last
    public static Optional<Emergence> of(int[] start, List<UnmaskStep> steps, int from, int length) {
        int settled = -1;
        int[] before = start;
        for (int k = 0; k < steps.size(); k++) {
            UnmaskStep step = steps.get(k);
            if (step.prediction().isPresent()) {
                boolean right = isGuessed(before, step.prediction().get(), steps.getLast().state(), from, length);
                settled = !right ? -1 : settled < 0 ? k : settled;
            }
            before = step.state();
        }
        return settled < 0 ? Optional.empty() : Optional.of(new Emergence(settled, steps.get(settled).passes(),
            steps.getLast().passes() - steps.get(settled).passes()));
    }

    /// Whether what stands, and the most probable token where nothing does, are the answer.
    private static boolean isGuessed(int[] state, Prediction now, int[] answer, int from, int length) {
        return IntStream.range(from, from + length)
            .allMatch(i -> answer[i] == (state[i] == Canvas.MASK ? now.top(i) : state[i]));
    }
}
