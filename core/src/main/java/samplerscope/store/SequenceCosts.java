package samplerscope.store;

import java.util.Optional;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.sampler.Caching;

/// What one sequence has cost so far.
///
/// @param passes    NFE
/// @param rows      evaluated
/// @param positions computed, all rows together
/// @param remasked  positions hidden again, all steps together
/// @param drift     sum of the audited passes' drifts; see {@link Caching#DRIFT}
/// @param audited   passes behind it
record SequenceCosts(int passes, int rows, long positions, int remasked, double drift, int audited) {

    static final SequenceCosts NOTHING = new SequenceCosts(0, 0, 0, 0, 0, 0);

    SequenceCosts after(UnmaskStep step) {
        Optional<Double> found = Optional.ofNullable(step.scalars().get(Caching.DRIFT));
        return new SequenceCosts(step.passes(), step.rows(), step.positions(), remasked + step.remasked().size(),
            drift + found.orElse(0.0), audited + (found.isPresent() ? 1 : 0));
    }
}
