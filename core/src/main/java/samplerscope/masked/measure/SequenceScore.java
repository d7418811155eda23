package samplerscope.masked.measure;

import java.util.List;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.UnmaskStep;

/// What one sequence came to.
///
/// @param tokens       the whole canvas, shape [L]
/// @param written      positions that were hidden at the start
/// @param surprise     `-log p(x | start)`, nats
/// @param pathError    conditional-independence error of all steps, nats
/// @param pathSurprise `-log` of the probability of the tokens along the path taken, nats
/// @param passes       NFE
/// @param rows         rows evaluated
/// @param positions    computed, all rows together
/// @param remasked     positions hidden again, all steps together
public record SequenceScore(int[] tokens, int written, double surprise, double pathError, double pathSurprise,
                            int passes, int rows, long positions, int remasked) {

    /// @param start the canvas before the first step, shape [L]
    /// @param steps of a whole decoding, at least one unless nothing was hidden
    public static SequenceScore of(MaskedWorld world, int[] start, List<UnmaskStep> steps) {
        var score = new Running(world, start);
        steps.forEach(score::add);
        return score.finished();
    }

    /// The same while the steps come in, so that none need be kept.
    public static final class Running {
        private final MaskedWorld world;
        private final int[] start;
        private int[] now;
        private double pathError;
        private double pathSurprise;
        private int passes;
        private int rows;
        private long positions;
        private int remasked;

        /// @param start the canvas before the first step, shape [L]
        public Running(MaskedWorld world, int[] start) {
            this.world = world;
            this.start = start;
            this.now = start;
        }

        public void add(UnmaskStep step) {
            pathError += StepError.nats(world, now, step);
            for (UnmaskStep.Commit commit : step.committed()) {
                pathSurprise -= StrictMath.log(commit.probability());
            }
            passes = step.passes();
            rows = step.rows();
            positions = step.positions();
            remasked += step.remasked().size();
            now = step.state();
        }

        public SequenceScore finished() {
            return new SequenceScore(now, Canvas.masked(start),
                world.logMass(start) - world.logMass(now), pathError, pathSurprise, passes, rows, positions,
                remasked);
        }
    }
}
