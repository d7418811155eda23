package samplerscope.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samplerscope.registry.Parameter;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.Refresh;
import samplerscope.spec.Choice;

/// The schedules that a search begins with, so that what it finds is at least as good on its own bank: the default of
/// the program, then its known solvers on its known grids.
final class WarmStart {

    static final Parameter PARAMETER = Parameter.onOff("warm-start", "warm start",
        "begins with the known solvers on the known grids", true);

    /// In the order of what they are worth: a small budget meets the best first.
    static final List<Choice> GRIDS = List.of(Choice.of("auto"), Choice.of("spectral").with("gamma", 1),
        Choice.of("quadratic"), Choice.of("uniform-lambda"), Choice.of("karras"), Choice.of("uniform-t"));

    private static final List<String> SOLVERS = List.of("auto", "ipndm", "unipc-2", "dpm-solver-v3", "unipc-3",
        "dpmpp-2m", "deis-tab3");

    /// Grids on which all combinations of decisions are tried.
    private static final int FEW = 3;
    private static final int MOST_ORDER = 3;

    private WarmStart() {}

    /// For every number of evaluations of the space, from the most to the fewest; each once.
    static List<Candidate> of(SearchProblem problem) {
        var seeds = new LinkedHashSet<Candidate>();
        for (int nfe = problem.space().most(); nfe >= problem.space().fewest(); nfe--) {
            seeds.addAll(at(problem, nfe));
        }
        return List.copyOf(seeds);
    }

    private static List<Candidate> at(SearchProblem problem, int nfe) {
        return switch (problem.space().steps()) {
            case SearchSpace.Steps.Fixed(Choice solver) -> grids(problem).stream()
                .flatMap(grid -> problem.library(solver, grid, nfe).stream()).toList();
            case SearchSpace.Steps.Free free -> {
                var seeds = new ArrayList<Candidate>();
                if (free.named()) {
                    seeds.addAll(library(problem, nfe));
                }
                seeds.addAll(unified(problem, free, nfe));
                yield seeds;
            }
        };
    }

    static List<Choice> grids(SearchProblem problem) {
        return problem.space().grid() instanceof SearchSpace.Grid.Fixed(Choice grid) ? List.of(grid) : GRIDS;
    }

    private static List<Candidate> library(SearchProblem problem, int nfe) {
        var seeds = new ArrayList<Candidate>();
        for (Choice grid : grids(problem)) {
            for (String id : SOLVERS) {
                problem.library(Choice.of(id), grid, nfe).ifPresent(seeds::add);
            }
        }
        return seeds;
    }

    /// Plain steps of each prediction and order, with and without corrector, order falling at the end.
    private static List<Candidate> unified(SearchProblem problem, SearchSpace.Steps.Free free, int nfe) {
        var seeds = new ArrayList<Candidate>();
        Set<FirstOutput> firsts = problem.firsts();
        for (Choice grid : grids(problem).stream().limit(FEW).toList()) {
            for (FirstOutput first : FirstOutput.values()) {
                Optional<List<Double>> times = firsts.contains(first) ? times(problem, grid, first, nfe)
                    : Optional.empty();
                for (Prediction prediction : times.isEmpty() ? List.<Prediction>of() : problem.predictions()) {
                    seeds.addAll(orders(problem, free, times.orElseThrow(), first, prediction));
                }
            }
        }
        return seeds;
    }

    /// Steps of each order, with and without corrector.
    static List<Candidate> orders(SearchProblem problem, SearchSpace.Steps.Free free, List<Double> times,
                                  FirstOutput first, Prediction prediction) {
        var candidates = new ArrayList<Candidate>();
        for (int order = lowest(free); order <= Math.min(free.highestOrder(), MOST_ORDER); order++) {
            candidates.add(candidate(problem, times, first, prediction, order, Optional.empty()));
            if (free.correctors()) {
                candidates.add(candidate(problem, times, first, prediction, order, Optional.of(Refresh.OFF)));
            }
            if (free.correctors() && problem.canRefresh()) {
                candidates.add(candidate(problem, times, first, prediction, order, Optional.of(Refresh.GAUSSIAN)));
            }
        }
        return candidates;
    }

    private static int lowest(SearchSpace.Steps.Free free) {
        return Math.clamp(2, free.lowestOrder(), free.highestOrder());
    }

    /// The levels of a grid that has as many as a schedule of so many evaluations needs.
    static Optional<List<Double>> times(SearchProblem problem, Choice grid, FirstOutput first, int nfe) {
        int levels = problem.levels(nfe, first);
        return problem.library(Choice.of("ddim"), grid, levels - (problem.toZero() ? 0 : 1)).map(Candidate::times)
            .filter(times -> times.size() == levels);
    }

    /// @param corrected what becomes of outputs whose states are corrected; empty for no corrector
    static Candidate candidate(SearchProblem problem, List<Double> times, FirstOutput first, Prediction prediction,
                               int order, Optional<Refresh> corrected) {
        int count = times.size() - (problem.toZero() ? 0 : 1);
        var steps = new ArrayList<StepDecision>();
        for (int i = 0; i < count; i++) {
            int here = Math.min(order, count - i);
            int before = Math.min(Math.min(order, count - i + 1), i);
            Optional<StepDecision.Correction> correction = i == 0 ? Optional.empty()
                : corrected.map(refresh -> StepDecision.Correction.of(prediction, before + 1).with(refresh));
            steps.add(StepDecision.Unified.of(prediction, here).with(correction));
        }
        return new Candidate(times, problem.toZero(), first, steps);
    }
}
