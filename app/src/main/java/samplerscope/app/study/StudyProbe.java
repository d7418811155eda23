package samplerscope.app.study;

import java.util.Optional;
import samplerscope.spec.Probe;

/// A probe that somebody has put down.
///
/// @param id     from 1; what people call it by
/// @param probe  the state and its noise level
/// @param sample that conditions and draws go by
/// @param of     the recorded sample that it was taken from; empty for a place of its own
public record StudyProbe(int id, Probe probe, int sample, Optional<Integer> of) {

    /// `P1`.
    public String name() {
        return "P" + id;
    }
}
