package samplerscope.app.masked;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samplerscope.spec.Choice;

/// What one lane of the lab does.
///
/// @param id      stays the lane's for life
/// @param sampler that uncovers
/// @param fork    where it leaves another lane; empty for one that begins at the start
record LaneSpec(int id, Choice sampler, Optional<Fork> fork) {

    /// A run that goes on from a step of another one, with the random numbers that were left there.
    ///
    /// @param parent the lane it leaves, as it was then
    /// @param step   last step it shares, from 0
    /// @param edits  tokens by position, or masks, written after that step
    record Fork(LaneSpec parent, int step, Map<Integer, Integer> edits) {
        Fork {
            edits = Collections.unmodifiableMap(new TreeMap<>(edits));
        }
    }

    LaneSpec with(Choice changed) {
        return new LaneSpec(id, changed, fork);
    }
}
