package samplerscope.masked.sampler;

import java.util.Map;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.Visible;

/// When what is still hidden may be filled from one prediction. An immutable value; what it remembers of a sequence is in
/// the {@link Watch}.
interface ExitRule {

    /// @param start   the canvas before the first step, shape [L]
    /// @param visible what the model says where a token stands
    /// @throws samplerscope.SamplerscopeException in one of its kinds if the rule does not fit the canvas
    Watch begin(int[] start, Visible visible);

    /// Looks on at one sequence.
    @FunctionalInterface
    interface Watch {
        /// Asked once a step, after the pass and before tokens are chosen.
        Decision ask(Moment moment);
    }

    /// @param state  before the step, shape [L]
    /// @param masked hidden positions, ascending, at least one
    /// @param now    what the model says
    /// @param step   from 0
    /// @param steps  that the sequence takes without an exit, at least 1
    record Moment(int[] state, int[] masked, Prediction now, int step, int steps) {

        /// The margin of the two largest logits, at most {@link #CERTAIN}.
        double margin(int position) {
            return StrictMath.min(CERTAIN, now.logMargin(position));
        }

        /// The same as a network that sees the tokens gives it: it is sure of a token that stands.
        ///
        /// @param visible what this model says there; only {@link Visible#RAW} is asked
        double margin(int position, Visible visible) {
            return state[position] != Canvas.MASK && visible != Visible.RAW ? CERTAIN : margin(position);
        }
    }

    /// Beyond any difference of logits, and finite, so that it can be written to a file.
    double CERTAIN = 1e6;

    /// @param exit     whether to fill the rest and stop
    /// @param compared the number that decides, and its line
    /// @param scalars  for the record
    record Decision(boolean exit, ExitReplay.Compared compared, Map<String, Double> scalars) {}
}
