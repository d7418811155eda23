package samplerscope.peer.diffusers;

import java.util.function.ToDoubleFunction;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Solver;
import samplerscope.spec.Choice;

/// A step as only this program takes it.
interface ProgramStep extends Solver {

    /// Where a step stands in its run.
    ///
    /// @param clock time of a level on the schedule that is imported
    record Place(NoiseLevel from, NoiseLevel to, ToDoubleFunction<NoiseLevel> clock) {

        private static final double SAME = 1e-10;

        boolean startsAt(NoiseLevel level) {
            return isSame(from, level);
        }

        boolean endsAt(NoiseLevel level) {
            return isSame(to, level);
        }

        static boolean isSame(NoiseLevel a, NoiseLevel b) {
            return a.lambda() == b.lambda() || StrictMath.abs(a.lambda() - b.lambda()) < SAME;
        }
    }

    /// Whether the step moves nothing.
    default boolean isIdle() {
        return false;
    }

    /// The registered solver that takes the same step.
    ///
    /// @throws UnknownOptionException if there is none
    Choice named(Place place);
}
