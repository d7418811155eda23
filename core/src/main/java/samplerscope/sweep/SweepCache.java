package samplerscope.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import samplerscope.SamplerscopeException;
import samplerscope.spec.Resolved;
import samplerscope.store.Executed;

/// Runs of earlier sweeps, so that an axis with one more value costs one more column: in memory, where what was not used
/// for longest is dropped, and in a folder, where they outlive the program.
///
/// Safe to use from several threads.
public final class SweepCache {

    /// In the order of last use.
    private final Map<CellKey, Executed> runs = new LinkedHashMap<>(16, 0.75f, true);
    private final Optional<CellFolder> folder;
    private final BooleanSupplier keeps;
    private long numbers;
    private int recalled;
    private Optional<SamplerscopeException> trouble = Optional.empty();

    /// In memory alone.
    public SweepCache() {
        this(Optional.empty(), () -> false);
    }

    /// In files, too.
    public SweepCache(CellFolder folder) {
        this(Optional.of(folder), () -> true);
    }

    /// @param keeps asked for every run whether it is to outlive the program; what is in the folder is found regardless
    public SweepCache(CellFolder folder, BooleanSupplier keeps) {
        this(Optional.of(folder), keeps);
    }

    private SweepCache(Optional<CellFolder> folder, BooleanSupplier keeps) {
        this.folder = folder;
        this.keeps = keeps;
    }

    /// How many runs came from files.
    public synchronized int recalled() {
        return recalled;
    }

    /// Why runs could not be written to the folder, for the first that could not; they are remembered until the end of the
    /// program all the same.
    public synchronized Optional<SamplerscopeException> trouble() {
        return trouble;
    }

    /// @param run what the key was made of
    Optional<Executed> find(CellKey key, Resolved run) {
        Optional<Executed> known = remembered(key);
        if (known.isPresent() || folder.isEmpty()) {
            return known;
        }
        Optional<Executed> read = folder.get().find(key, run);
        read.ifPresent(found -> recall(key, found));
        return read;
    }

    private synchronized Optional<Executed> remembered(CellKey key) {
        return Optional.ofNullable(runs.get(key));
    }

    private synchronized void recall(CellKey key, Executed run) {
        recalled++;
        remember(key, run);
    }

    void put(CellKey key, Executed run) {
        remember(key, run);
        if (folder.isPresent() && keeps.getAsBoolean()) {
            try {
                folder.get().put(key, run);
            } catch (SamplerscopeException e) {
                if (!Thread.currentThread().isInterrupted()) { // a stop breaks writing off as well
                    complain(e);
                }
            }
        }
    }

    private synchronized void complain(SamplerscopeException e) {
        trouble = trouble.or(() -> Optional.of(e));
    }

    private synchronized void remember(CellKey key, Executed run) {
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
