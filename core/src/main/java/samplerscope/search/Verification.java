package samplerscope.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;

/// Judges what was found on noises that no search has seen, beside what the library has at the same cost.
final class Verification {

    /// Normal quantile of a 95 % interval.
    private static final double WIDE = 1.96;

    private final SearchProblem problem;
    private final References references;
    private final ExecutorService team;
    private final Judge search;
    private final SearchListener listener;
    private final Library library;

    /// @param search judge of the search bank
    Verification(SearchProblem problem, References references, ExecutorService team, Judge search,
                 SearchListener listener, Library library) {
        this.problem = problem;
        this.references = references;
        this.team = team;
        this.search = search;
        this.listener = listener;
        this.library = library;
    }

    SearchResult result(SearchState state, SearchResult.Ending ending) {
        NoiseBanks banks = problem.request().objective().banks();
        listener.at("held-out reference", 0, 0);
        Judge heldOut = Judge.of(problem, references, team, banks.heldOutSeed(), banks.heldOut());
        List<Evaluation> best = state.bestPerNfe();
        var judged = new ArrayList<SearchResult.Judged>();
        for (Evaluation found : best) {
            listener.at("held-out errors", judged.size(), best.size());
            judged.add(judged(found, heldOut));
        }
        listener.at("held-out errors", best.size(), best.size());
        return new SearchResult(state, ending, judged);
    }

    private SearchResult.Judged judged(Evaluation found, Judge heldOut) {
        Judge.Verdict own = heldOut.verdicts(List.of(found.candidate())).getFirst();
        List<Library.Entry> entries = library.at(problem, heldOut, found.nfe());
        return new SearchResult.Judged(found, heldOut(own),
            Library.best(problem, entries).map(e -> baseline(e, found.nfe(), own)),
            entries.stream().filter(Library.Entry::isAuto).findFirst().map(e -> baseline(e, found.nfe(), own)));
    }

    private SearchResult.Baseline baseline(Library.Entry entry, int nfe, Judge.Verdict own) {
        Resolved run = problem.libraryRun(entry.solver(), entry.grid(), nfe).orElseThrow();
        return new SearchResult.Baseline(entry.name(), run.spec(),
            search.begin(problem.resolve(run.spec(), search.seed(), search.samples())).get().value(),
            heldOut(entry.verdict()), difference(own, entry.verdict()));
    }

    private SearchResult.HeldOut heldOut(Judge.Verdict verdict) {
        return new SearchResult.HeldOut(switch (problem.request().objective()) {
            case Objective.ToPath(var aggregate, var _, var _) -> Intervals.of(aggregate, verdict.perSample());
            case Objective.ToSamples _ -> around(verdict.value(), verdict.standardError());
        }, verdict.perSample());
    }

    private SearchResult.Interval difference(Judge.Verdict own, Judge.Verdict other) {
        return switch (problem.request().objective()) {
            case Objective.ToPath(var aggregate, var _, var _) ->
                Intervals.ofDifference(aggregate, own.perSample(), other.perSample());
            case Objective.ToSamples _ -> around(own.value() - other.value(),
                StrictMath.hypot(own.standardError(), other.standardError()));
        };
    }

    private static SearchResult.Interval around(double value, double standardError) {
        return new SearchResult.Interval(value, value - WIDE * standardError, value + WIDE * standardError);
    }
}
