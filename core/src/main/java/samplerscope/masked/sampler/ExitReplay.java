package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;

/// What an exit rule says of a decoding that went on without it: the number it compares in each step, where it would have
/// left, and what would have come out. Nothing is run again.
///
/// @param looks in the order of steps; a step without a pass of its own has none
/// @param exit  empty where it would not have left before the end
public record ExitReplay(List<Look> looks, Optional<Exit> exit) {

    /// @param what  is compared, with its unit
    /// @param value of it
    /// @param line  that it must reach, or must not exceed where a small number is a good one
    public record Compared(String what, double value, double line) {
        static Compared margin(double value, double threshold) {
            return new Compared("logit margin", value, threshold);
        }
    }

    /// @param step     from 0
    /// @param passes   NFE up to and with that step
    /// @param compared in it
    public record Look(int step, int passes, Compared compared) {}

    /// The first step in which the rule holds, where the best guesses would have filled the rest.
    ///
    /// @param step          from 0
    /// @param passes        NFE up to and with that step
    /// @param saved         NFE of the decoding after it
    /// @param otherInAnswer positions of the answer that would have another token than came out
    /// @param other         positions of the canvas that would have another token than came out
    public record Exit(int step, int passes, int saved, int otherInAnswer, int other) {
        public boolean hasSameAnswer() {
            return otherInAnswer == 0;
        }
    }

    public ExitReplay {
        looks = List.copyOf(looks);
    }

    /// As the rule is set, and with the whole canvas for an answer.
    ///
    /// @param sampler that may leave early
    /// @param start   the canvas before the first step, shape [L]
    /// @param steps   of a whole decoding of any sampler, with their predictions
    /// @param visible what the model says where a token stands
    /// @return empty for a sampler that never leaves early
    public static Optional<ExitReplay> of(MaskedSampler sampler, int[] start, List<UnmaskStep> steps, Visible visible) {
        return sampler instanceof LeavingEarly leaving
            ? Optional.of(replay(leaving.exit().begin(start, visible), start, steps, 0, start.length)) : Optional.empty();
    }

    /// About an answer: a rule that looks at one looks at this.
    ///
    /// @param from   first position of the answer
    /// @param length of the answer
    /// @return empty for a sampler that never leaves early
    public static Optional<ExitReplay> about(MaskedSampler sampler, int[] start, List<UnmaskStep> steps, Visible visible,
                                             int from, int length) {
        return sampler instanceof LeavingEarly leaving ? Optional.of(replay(leaving.about(from, length).exit()
            .begin(start, visible), start, steps, from, length)) : Optional.empty();
    }

    private static ExitReplay replay(ExitRule.Watch watch, int[] start, List<UnmaskStep> steps, int from, int length) {
        var looks = new ArrayList<Look>();
        Optional<Exit> exit = Optional.empty();
        int[] state = start;
        for (int k = 0; k < steps.size(); k++) {
            int[] masked = Canvas.maskedPositions(state);
            if (steps.get(k).prediction().isPresent() && masked.length > 0) {
                Prediction now = steps.get(k).prediction().get();
                ExitRule.Decision said = watch.ask(new ExitRule.Moment(state, masked, now, k, steps.size()));
                looks.add(new Look(k, steps.get(k).passes(), said.compared()));
                if (said.exit() && exit.isEmpty()) {
                    exit = Optional.of(exit(steps, k, filled(state, now), from, length));
                }
            }
            state = steps.get(k).state();
        }
        return new ExitReplay(looks, exit);
    }

    private static int[] filled(int[] state, Prediction now) {
        return IntStream.range(0, state.length).map(i -> state[i] == Canvas.MASK ? now.top(i) : state[i]).toArray();
    }

    private static Exit exit(List<UnmaskStep> steps, int step, int[] left, int from, int length) {
        int[] end = steps.getLast().state();
        int passes = steps.get(step).passes();
        return new Exit(step, passes, steps.getLast().passes() - passes,
            (int) IntStream.range(from, from + length).filter(i -> left[i] != end[i]).count(),
            (int) IntStream.range(0, end.length).filter(i -> left[i] != end[i]).count());
    }
}
