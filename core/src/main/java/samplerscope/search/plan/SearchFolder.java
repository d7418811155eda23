package samplerscope.search.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.SamplerscopeException;
import samplerscope.run.Progress;
import samplerscope.search.Candidate;
import samplerscope.search.Evaluation;
import samplerscope.search.Finding;
import samplerscope.search.ScheduleSearch;
import samplerscope.search.SearchControl;
import samplerscope.search.SearchListener;
import samplerscope.search.SearchResult;
import samplerscope.search.SearchState;
import samplerscope.search.surrogate.Certificate;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.SpecReader;

/// A plan in a folder that machines may share: `search.json` with the plan, and for every cell `cells/NAME.jsonl`, its
/// log, and `cells/NAME.json`, what it came to.
///
/// Schedules that somebody pinned are in `pinned.json`.
///
/// A cell that is done is not done again, one that was interrupted goes on where its log ends, and one that another
/// process is at is left to it; whatever is killed, repeated or done twice, the files end up the same, byte for byte.
public final class SearchFolder {

    private static final String PLAN = "search.json";

    private final Path folder;
    private final SearchPlan plan;

    private SearchFolder(Path folder, SearchPlan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /// The folder of a plan: a new one, or one that the same plan has been in.
    ///
    /// @param base folder that relative paths in the plan start from
    /// @throws DamagedLogException                   if another plan is in the folder
    /// @throws samplerscope.spec.FileAccessException if it cannot be read or written
    public static SearchFolder of(Path folder, SearchPlan plan, Path base, SpecReader reader) {
        SearchPlan moved = plan.withBase(ModelFiles.moved(plan.base(), reader.catalog(), base, folder));
        Path file = folder.resolve(PLAN);
        String text = PlanText.json(moved).pretty() + "\n";
        if (!Files.exists(file)) {
            FileAccess.writeText(file, text);
        } else if (!FileAccess.readText(file).equals(text)) {
            throw new DamagedLogException(file, "this folder holds another search", "choose another folder, or delete "
                + "this one to begin anew");
        }
        return new SearchFolder(folder, moved);
    }

    /// A folder that a search has been in.
    ///
    /// @throws samplerscope.SamplerscopeException if there is none, or the plan in it cannot be used
    public static SearchFolder open(Path folder, SpecReader reader) {
        return new SearchFolder(folder, PlanText.read(folder.resolve(PLAN), reader));
    }

    public Path path() {
        return folder;
    }

    /// As it reads from this folder.
    public SearchPlan plan() {
        return plan;
    }

    /// Where one cell's log is.
    public Path log(SearchPlan.Cell cell) {
        return folder.resolve("cells").resolve(cell.name() + ".jsonl");
    }

    private Path resultFile(SearchPlan.Cell cell) {
        return folder.resolve("cells").resolve(cell.name() + ".json");
    }

    /// What a cell came to; empty while it is not done.
    ///
    /// @throws DamagedLogException if its file cannot be read
    public Optional<CellResult> result(SearchPlan.Cell cell) {
        Path file = resultFile(cell);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            CellResult result = CellResult.of(JsonReader.read(FileAccess.readText(file), file.getFileName().toString()));
            if (result.name().equals(cell.name())) {
                return Optional.of(result);
            }
        } catch (SamplerscopeException e) {
            throw new DamagedLogException(file, "this is no result of a search", "delete it; the cell is judged again "
                + "from its log", e);
        }
        throw new DamagedLogException(file, "this is the result of another cell", "delete it");
    }

    /// @return what is not done because another process is at it
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted; the logs keep what was done
    /// @throws SamplerscopeException                       for a search that cannot be run
    public List<SearchPlan.Cell> run(List<SearchPlan.Cell> cells, ScheduleSearch search, Progress progress) {
        var elsewhere = new ArrayList<SearchPlan.Cell>();
        for (SearchPlan.Cell cell : cells) {
            if (result(cell).isEmpty() && !run(cell, search, progress)) {
                elsewhere.add(cell);
            }
        }
        return List.copyOf(elsewhere);
    }

    private boolean run(SearchPlan.Cell cell, ScheduleSearch search, Progress progress) {
        return run(cell, search, telling(cell, progress), new SearchControl()).isPresent();
    }

    /// Does one cell, or goes on with it where its log ends.
    ///
    /// @param listener hears first what the log knows, then what is new, on the thread that asked
    /// @return empty while another process is at it
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted; the log keeps what was done
    /// @throws SamplerscopeException                       for a search that cannot be run
    public Optional<CellResult> run(SearchPlan.Cell cell, ScheduleSearch search, SearchListener listener,
                                    SearchControl control) {
        Optional<CellLog> opened = open(cell);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (CellLog log = opened.get()) {
            log.known().forEach(listener::evaluated);
            SearchResult found = search.run(new SearchState(cell.request(), log.known()), folder.toAbsolutePath(),
                writing(log, listener), control);
            CellResult result = CellResult.of(cell, found);
            FileAccess.writeText(resultFile(cell), result.json().pretty() + "\n");
            return Optional.of(result);
        }
    }

    /// What a cell has evaluated so far, or did; empty, too, while another process is at it.
    ///
    /// @throws DamagedLogException if its log cannot be read
    public List<Evaluation> evaluated(SearchPlan.Cell cell) {
        if (!Files.exists(log(cell))) {
            return List.of();
        }
        Optional<CellLog> opened = open(cell);
        if (opened.isEmpty()) {
            return List.of();
        }
        try (CellLog log = opened.get()) {
            return log.known();
        }
    }

    /// Schedules that were pinned, in the order in which they were.
    ///
    /// @throws DamagedLogException                   if their file cannot be understood
    /// @throws samplerscope.spec.FileAccessException if it cannot be read
    public List<Candidate> pinned() {
        return Pins.read(folder);
    }

    /// Keeps these schedules as the pinned ones, with the search. The result of the search is what it was.
    ///
    /// @throws samplerscope.spec.FileAccessException if they cannot be written
    public void pin(List<Candidate> schedules) {
        Pins.write(folder, schedules);
    }

    private Optional<CellLog> open(SearchPlan.Cell cell) {
        return CellLog.open(log(cell), PlanText.json(plan, cell));
    }

    private static SearchListener writing(CellLog log, SearchListener listener) {
        return new SearchListener() {
            @Override
            public void evaluated(Evaluation evaluation) {
                log.add(evaluation);
                listener.evaluated(evaluation);
            }

            @Override
            public void at(String stage, int done, int all) {
                listener.at(stage, done, all);
            }

            @Override
            public void population(List<Evaluation> members) {
                listener.population(members);
            }

            @Override
            public void found(Finding finding) {
                listener.found(finding);
            }

            @Override
            public void bounded(Certificate.Bounds bounds) {
                listener.bounded(bounds);
            }
        };
    }

    private static SearchListener telling(SearchPlan.Cell cell, Progress progress) {
        int total = cell.request().budget().candidates();
        return new SearchListener() {
            @Override
            public void evaluated(Evaluation evaluation) {
                progress.at(cell.name(), Math.min(evaluation.index() + 1, Math.max(total - 1, 0)), total);
            }

            @Override
            public void at(String stage, int done, int all) {
                progress.at(cell.name() + ": " + stage, done, all);
            }
        };
    }
}
