package samplerscope.history;

import java.util.ArrayList;
import java.util.List;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.store.StateWatcher;
import samplerscope.tensor.Precision;

/// Collects all states of a run as long as together they are small: what a history keeps of the way, not of the end.
public final class SmallStates implements StateWatcher {

    /// All states of a run, in bytes. Twenty steps of 20,000 points in the plane are just below it.
    public static final long LIMIT = 4L << 20;

    private final List<Snapshot> states = new ArrayList<>();
    private long bytes;

    /// All of them, or none where they are too large.
    public static List<Snapshot> of(List<Snapshot> states) {
        var small = new SmallStates();
        states.forEach(small::add);
        return small.states();
    }

    @Override
    public void see(NoiseLevel at, Snapshot state) {
        add(state);
    }

    private void add(Snapshot state) {
        bytes += (long) state.shape().size() * (state.precision() == Precision.FLOAT32 ? Float.BYTES : Double.BYTES);
        if (bytes > LIMIT) {
            states.clear();
        } else {
            states.add(state);
        }
    }

    /// The states so far, the start first; empty once they have become too large.
    public List<Snapshot> states() {
        return List.copyOf(states);
    }
}
