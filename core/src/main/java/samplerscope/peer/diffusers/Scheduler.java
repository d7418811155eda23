package samplerscope.peer.diffusers;

import java.util.List;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;

/// A scheduler class of diffusers: how its config, and the arguments of a run, become a strategy. Replaying recorded runs
/// and importing a config both go through {@link #replay}.
interface Scheduler extends Peer {

    @Override
    default String program() {
        return Diffusers.PROGRAM;
    }

    /// Names of the constructor arguments that this class reads.
    List<String> options();

    /// What its class would do, as a strategy of ours.
    Replay replay(RecordedRun run);

    @Override
    default Playable playable(RecordedRun run, Problems problems) {
        return replay(run);
    }
}
