package samplerscope.search;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import samplerscope.spec.References;
import samplerscope.spec.Resolver;

/// Runs searches: a method proposes schedules, the search bank scores them, the held-out bank judges what was found.
///
/// Blocks its thread, one at a time. The same request gives the same log and the same result on any number of threads, and when it is
/// stopped and gone on with.
public final class ScheduleSearch implements AutoCloseable {

    private final Resolver resolver;
    private final References references;
    private final ExecutorService team;
    private final int threads;
    private final Library library = new Library();

    /// @param references keeps the truth for the next search on the same noises
    /// @param threads    candidates evaluated at once, `>= 1`; never changes a result
    public ScheduleSearch(Resolver resolver, References references, int threads) {
        this.resolver = resolver;
        this.references = references;
        this.threads = threads;
        this.team = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("search-", 0).factory());
    }

    /// From the beginning, undisturbed.
    public SearchResult run(SearchRequest request, Path base) {
        return run(SearchState.begin(request), base, SearchListener.NONE, new SearchControl());
    }

    /// From where an earlier search stopped, or from the beginning.
    ///
    /// @param base folder that relative paths in the spec start from
    /// @throws samplerscope.SamplerscopeException          if the request has a mistake, or the state is not its own
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public SearchResult run(SearchState from, Path base, SearchListener listener, SearchControl control) {
        SearchMethod method = BuiltInMethods.of(from.request().method());
        var problem = new SearchProblem(from.request(), resolver, base);
        NoiseBanks banks = from.request().objective().banks();
        listener.at("reference", 0, 0);
        Judge judge = Judge.of(problem, references, team, banks.seed(), banks.search());
        var trials = new LoggedTrials(problem, judge, from, listener, control, threads + 1);
        SearchResult.Ending ending = searched(method, trials);
        return new Verification(problem, references, team, judge, listener, library).result(trials.state(), ending)
            .with(trials.findings());
    }

    private static SearchResult.Ending searched(SearchMethod method, Trials trials) {
        try {
            method.search(trials);
            return SearchResult.Ending.COMPLETE;
        } catch (Ended e) {
            return e.ending();
        }
    }

    @Override
    public void close() {
        team.shutdownNow();
    }
}
