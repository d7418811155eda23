package samplerscope.app.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.RunEntry;
import samplerscope.app.study.RunListener;
import samplerscope.app.study.Services;
import samplerscope.history.History;
import samplerscope.history.UnknownRunException;
import samplerscope.spec.RunFile;

/// Puts every run of the window into the history as it ends, and its errors when they are known.
public final class HistoryRecorder implements RunListener {

    /// Runs of a session whose errors may still come; older ones have theirs.
    private static final int MOST_OPEN = 256;

    /// What is kept of a run until its errors are known.
    private record Kept(String id, RunFile file) {}

    private final Services services;
    private final HistoryDesk desk;
    private final BooleanSupplier wanted;
    private final KnownChecksums checksums;
    /// Done when what came so far has been asked for, which waits for the first pictures of the window: opening the
    /// history and the first entries take up to 0.2 s of a processor, which those need. A chain, to keep the order.
    private CompletionStage<?> asked;
    /// By run of the session. Only the thread of changes touches it.
    private final Map<Integer, Kept> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Kept> eldest) {
            return size() > MOST_OPEN;
        }
    };
    /// Newest errors by run, so that news that come in quick succession are written once.
    private final Map<Integer, EndedRun> news = new ConcurrentHashMap<>();

    /// @param wanted whether runs are to be kept now
    public HistoryRecorder(Services services, HistoryDesk desk, BooleanSupplier wanted) {
        this.services = services;
        this.desk = desk;
        this.wanted = wanted;
        this.checksums = new KnownChecksums(services.resolver().catalog(), services.base());
        this.asked = services.shown();
    }

    @Override
    public void ended(RunEntry entry, LaneModel lane) {
        if (wanted.getAsBoolean()) {
            EndedRun run = EndedRun.of(entry, lane);
            asked = asked.thenRun(() -> desk.change(history -> keep(history, run), _ -> {}));
        }
    }

    private String keep(History history, EndedRun run) {
        RunFile file = run.file(checksums.of(run.resolved()));
        String id = history.add(run.finished(file, services.base())).id();
        kept.put(run.entry().id(), new Kept(id, file));
        return id;
    }

    @Override
    public void measured(RunEntry entry, LaneModel lane) {
        if (wanted.getAsBoolean() && news.put(entry.id(), EndedRun.of(entry, lane)) == null) {
            asked = asked.thenRun(() -> desk.change(history -> complete(history, entry.id()), _ -> {}));
        }
    }

    /// A run that is not in the history, because it was not wanted when it ended or has been deleted for good since, is
    /// left out.
    private boolean complete(History history, int run) {
        EndedRun measured = news.remove(run);
        Kept before = kept.get(run);
        if (measured == null || before == null) {
            return false;
        }
        try {
            history.measured(before.id(), measured.executed(measured.withMetrics(before.file())), services.base());
            return true;
        } catch (UnknownRunException e) {
            return false;
        }
    }
}
