package samplerscope.masked;

import java.util.List;

/// A change of the canvas with random parts: one step of a sampler, drawn or gone through.
public interface Move {

    /// What came of it.
    ///
    /// @param state     the canvas after, shape [L]; handed over
    /// @param committed tokens written, ascending in position
    /// @param remasked  positions hidden again, ascending
    record Outcome(int[] state, List<UnmaskStep.Commit> committed, List<Integer> remasked) {}

    /// Takes each canvas that a move may come to.
    @FunctionalInterface
    interface Sink {
        /// @param state       shape [L]; the array is used again, so copy what is kept
        /// @param probability above 0; those of one canvas that is passed several times add up
        void add(int[] state, double probability);
    }

    /// Draws. Positions are drawn before tokens, both in ascending order of position, one uniform a draw.
    ///
    /// @param state the canvas before, shape [L]; not changed
    Outcome draw(int[] state, Streams random);

    /// Goes through all that may come of it; probabilities add up to 1.
    void outcomes(int[] state, Sink sink);

    /// Passes that {@link #draw} takes beyond those of the plan.
    default int passes() {
        return 0;
    }
}
