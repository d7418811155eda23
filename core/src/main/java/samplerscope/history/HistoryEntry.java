package samplerscope.history;

import java.time.Instant;
import samplerscope.spec.Json;

/// One run of the history: everything but its spec and its arrays.
///
/// @param id     begins with the time, so that ids sort by age; also the name of its folder
/// @param at     when it ended
/// @param bytes  of its folder
/// @param arrays of these, bytes of samples and states; 0 once they have been given up for the budget
public record HistoryEntry(String id, Instant at, RunFacts facts, Marks marks, long bytes, long arrays) {

    /// All of it but the sizes, as files and the command line show it.
    public Json.Obj json() {
        return EntryFile.json(this);
    }

    HistoryEntry withFacts(RunFacts changed) {
        return new HistoryEntry(id, at, changed, marks, bytes, arrays);
    }

    public HistoryEntry withMarks(Marks changed) {
        return new HistoryEntry(id, at, facts, changed, bytes, arrays);
    }

    HistoryEntry withSize(long changedBytes, long changedArrays) {
        return new HistoryEntry(id, at, facts, marks, changedBytes, changedArrays);
    }
}
