package samplerscope.run;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// What a run recorded, from its start to where it ended.
///
/// @param start   level of the initial state
/// @param initial state before the first step
/// @param records one per recorded step
/// @param outcome how it ended
public record Trajectory(NoiseLevel start, Snapshot initial, List<StepRecord.Denoised> records, Outcome outcome) {
    public Trajectory {
        records = List.copyOf(records);
    }

    /// The state that the run reached.
    public Snapshot end() {
        return records.isEmpty() ? initial : records.getLast().state();
    }

    /// The initial state and one per record.
    public int frames() {
        return records.size() + 1;
    }

    /// Pulls a run to its end on this thread.
    public static Trajectory of(DenoisingRun run) {
        var records = new ArrayList<StepRecord.Denoised>();
        try (run) {
            for (var record = run.advance(); record.isPresent(); record = run.advance()) {
                records.add(record.get());
            }
        }
        return new Trajectory(run.start(), run.initial(), records, new Outcome.Completed(records.size()));
    }
}
