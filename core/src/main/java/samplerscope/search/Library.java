package samplerscope.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunSpec;

/// What the solvers of the library are worth on held-out noise, on the grids that ship with the program; kept for the
/// next search on the same model and noise. Used by one thread at a time.
final class Library {

    static final Choice AUTO = Choice.of("auto");

    private static final int MOST_KEPT = 64;
    /// Times the least error on some noises, beyond which nothing is the best on all of them.
    private static final double FAR_BEHIND = 2;

    private final Map<Key, List<Entry>> known = new LinkedHashMap<>();

    private record Key(RunSpec.Denoise base, Objective objective, List<Choice> solvers, int nfe) {}

    /// @param solver  with its default settings
    /// @param verdict on the held-out bank
    record Entry(Choice solver, Choice grid, Judge.Verdict verdict) {

        String name() {
            return solver.id() + " on " + (grid.settings().isEmpty() ? grid.id()
                : grid.id() + " " + grid.settings().values().iterator().next());
        }

        boolean isAuto() {
            return Library.isAuto(solver, grid);
        }
    }

    /// Solvers of the library on the standard grids that have so many evaluations; of a search on one solver that
    /// one, and the program's default. Left out are those whose median, or trimmed mean, is more than twice the least on
    /// a quarter of the noises, which is not the best of all on the whole.
    List<Entry> at(SearchProblem problem, Judge heldOut, int nfe) {
        List<Choice> solvers = solvers(problem);
        var key = new Key(problem.request().base(), problem.request().objective(), solvers, nfe);
        if (!known.containsKey(key)) {
            known.put(key, measured(problem, heldOut, solvers, nfe));
        }
        if (known.size() > MOST_KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        return known.getOrDefault(key, List.of());
    }

    /// The best of all; of a search on one solver, of those.
    static Optional<Entry> best(SearchProblem problem, List<Entry> entries) {
        List<Choice> solvers = solvers(problem);
        return entries.stream().filter(e -> Double.isFinite(e.verdict().value()) && solvers.contains(e.solver()))
            .min(Comparator.comparingDouble(e -> e.verdict().value()));
    }

    private static List<Choice> solvers(SearchProblem problem) {
        return problem.space().steps() instanceof SearchSpace.Steps.Fixed(Choice only) ? List.of(only)
            : problem.resolver().catalog().solvers().all().stream().map(f -> Choice.of(f.id())).toList();
    }

    private static boolean isAuto(Choice solver, Choice grid) {
        return solver.equals(AUTO) && grid.equals(AUTO);
    }

    private record Begun(Choice solver, Choice grid, Judge.Pending pending) {

        Begun onAll() {
            return new Begun(solver, grid, pending.onAll());
        }
    }

    /// Most of the library is far behind the best of it, which a part of the noises shows.
    private static List<Entry> measured(SearchProblem problem, Judge heldOut, List<Choice> solvers, int nfe) {
        int some = problem.request().objective().firstLook();
        List<Begun> begun = begun(problem, heldOut, solvers, nfe, some);
        double most = FAR_BEHIND * begun.stream().mapToDouble(b -> b.pending().get().value()).min().orElse(0);
        List<Begun> kept = begun.stream().filter(b -> some == heldOut.samples() || b.pending().get().value() <= most
            || isAuto(b.solver(), b.grid())).map(Begun::onAll).toList();
        return kept.stream().map(b -> new Entry(b.solver(), b.grid(), b.pending().get())).toList();
    }

    private static List<Begun> begun(SearchProblem problem, Judge heldOut, List<Choice> solvers, int nfe, int noises) {
        var begun = new ArrayList<Begun>();
        for (Choice grid : WarmStart.GRIDS) {
            for (Choice solver : solvers) {
                run(problem, heldOut, solver, grid, nfe)
                    .ifPresent(run -> begun.add(new Begun(solver, grid, heldOut.begin(run, noises))));
            }
        }
        if (!solvers.contains(AUTO)) {
            run(problem, heldOut, AUTO, AUTO, nfe)
                .ifPresent(run -> begun.add(new Begun(AUTO, AUTO, heldOut.begin(run, noises))));
        }
        return begun;
    }

    private static Optional<Resolved> run(SearchProblem problem, Judge heldOut, Choice solver, Choice grid, int nfe) {
        return problem.libraryRun(solver, grid, nfe)
            .map(run -> problem.resolve(run.spec(), heldOut.seed(), heldOut.samples()));
    }
}
