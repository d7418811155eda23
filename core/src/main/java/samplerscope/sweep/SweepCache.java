package samplerscope.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.spec.RunSpec;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor.Measure;

/// Runs of earlier sweeps, so that an axis with one more value costs one more column. Drops what was not used for longest.
///
/// Safe to use from several threads.
public final class SweepCache {

    /// What a run depends on; the engine by its id, since another device rounds otherwise.
    record Key(RunSpec.Denoise spec, String engine, Measure measure, List<String> metrics) {}

    /// In the order of last use.
    private final Map<Key, Executed> runs = new LinkedHashMap<>(16, 0.75f, true);
    private long numbers;

    synchronized Optional<Executed> find(Key key) {
        return Optional.ofNullable(runs.get(key));
    }

    synchronized void put(Key key, Executed run) {
        Executed before = runs.put(key, run);
        numbers += size(run) - (before == null ? 0 : size(before));
        var oldest = runs.entrySet().iterator();
        while (numbers > SweepSpec.MOST_NUMBERS && runs.size() > 1) {
            var entry = oldest.next();
            numbers -= size(entry.getValue());
            oldest.remove();
        }
    }

    private static long size(Executed run) {
        return run.end().shape().size();
    }
}
