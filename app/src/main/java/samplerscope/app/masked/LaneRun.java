package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import samplerscope.app.study.LaneState.Problem;

/// What a lane has come to.
///
/// @param spec      what was run
/// @param world     whether its law is known
/// @param sequences in order, as far as they have begun
/// @param phase     whether it is at work
/// @param problem   why it could not go on
record LaneRun(LaneSpec spec, boolean world, List<Sequence> sequences, Phase phase, Optional<Problem> problem) {

    enum Phase { RUNNING, DONE, STOPPED, FAILED }

    LaneRun {
        sequences = Collections.unmodifiableList(sequences);
    }

    /// With one more frame of a sequence; the first one of a sequence begins it.
    LaneRun adding(int sequence, int[] start, List<Frame> frames) {
        var all = new ArrayList<>(sequences);
        while (all.size() <= sequence) {
            all.add(new Sequence(start, List.of()));
        }
        var joined = new ArrayList<>(all.get(sequence).frames());
        joined.addAll(frames);
        all.set(sequence, new Sequence(all.get(sequence).start(), joined));
        return new LaneRun(spec, world, all, phase, problem);
    }

    LaneRun resting(Phase changed, Optional<Problem> why) {
        return new LaneRun(spec, world, sequences, changed, why);
    }

    Optional<Sequence> sequence(int index) {
        return index < sequences.size() ? Optional.of(sequences.get(index)) : Optional.empty();
    }
}
