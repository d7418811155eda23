package samplerscope.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import samplerscope.spec.Choice;
import samplerscope.spec.References;

/// Judges what was found on noises that no search has seen, beside what the library has at the same cost.
final class Verification {

    private static final Choice AUTO = Choice.of("auto");
    /// Normal quantile of a 95 % interval.
    private static final double WIDE = 1.96;

    private final SearchProblem problem;
    private final References references;
    private final ExecutorService team;
    private final Judge search;
    private final SearchListener listener;

    /// @param search judge of the search bank
    Verification(SearchProblem problem, References references, ExecutorService team, Judge search,
                 SearchListener listener) {
        this.problem = problem;
        this.references = references;
        this.team = team;
        this.search = search;
        this.listener = listener;
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
        Map<String, Candidate> library = library(found.nfe());
        List<String> names = List.copyOf(library.keySet());
        List<Judge.Verdict> verdicts = heldOut.verdicts(List.copyOf(library.values()));
        int auto = names.indexOf(name(AUTO, AUTO));
        boolean one = problem.space().steps() instanceof SearchSpace.Steps.Fixed;
        Optional<Integer> best = IntStream.range(0, names.size()).boxed()
            .filter(i -> !(one && i == auto) && Double.isFinite(verdicts.get(i).value()))
            .min(Comparator.comparingDouble(i -> verdicts.get(i).value()));
        return new SearchResult.Judged(found, heldOut(own),
            best.map(i -> baseline(names.get(i), library.get(names.get(i)), own, verdicts.get(i))),
            auto < 0 ? Optional.empty()
                : Optional.of(baseline(names.get(auto), library.get(names.get(auto)), own, verdicts.get(auto))));
    }

    private SearchResult.Baseline baseline(String name, Candidate candidate, Judge.Verdict own, Judge.Verdict other) {
        return new SearchResult.Baseline(name, candidate, search.verdicts(List.of(candidate)).getFirst().value(),
            heldOut(other), difference(own, other));
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

    /// Every solver of the library with its default settings on every standard grid that has so many evaluations; of a
    /// search on one solver that one, and the program's default.
    private Map<String, Candidate> library(int nfe) {
        var library = new LinkedHashMap<String, Candidate>();
        problem.library(AUTO, AUTO, nfe).ifPresent(c -> library.put(name(AUTO, AUTO), c));
        List<Choice> solvers = problem.space().steps() instanceof SearchSpace.Steps.Fixed(Choice only) ? List.of(only)
            : problem.resolver().catalog().solvers().all().stream().map(f -> Choice.of(f.id())).toList();
        for (Choice grid : WarmStart.GRIDS) {
            for (Choice solver : solvers) {
                problem.library(solver, grid, nfe).ifPresent(c -> library.put(name(solver, grid), c));
            }
        }
        return library;
    }

    private static String name(Choice solver, Choice grid) {
        return solver.id() + " on " + (grid.settings().isEmpty() ? grid.id()
            : grid.id() + " " + grid.settings().values().iterator().next());
    }
}
