package samplerscope.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.Refresh;
import samplerscope.solver.Relaxation;
import samplerscope.spec.Choice;

/// Schedules drawn from a whole space.
final class CandidateDraws {

    /// Spread of the numbers that steps are made of, as logarithms of their lengths.
    private static final double SPREAD = 0.7;
    private static final double CORRECTED = 0.5;
    private static final double REFRESHED = 0.5;
    private static final double RELAXED = 0.3;
    private static final double FEWER = 0.2;
    private static final double MOST_DRAWN = 0.5;

    private final SearchProblem problem;
    private final SearchSpace space;
    private final SearchRandom random;

    CandidateDraws(SearchProblem problem, SearchRandom random) {
        this.problem = problem;
        this.space = problem.space();
        this.random = random;
    }

    Candidate next() {
        int nfe = space.fewest() + random.below(space.most() - space.fewest() + 1);
        return switch (space.steps()) {
            case SearchSpace.Steps.Fixed(Choice solver) -> {
                Candidate even = fixed(solver, nfe);
                yield even.withTimes(times(even.times().size()));
            }
            case SearchSpace.Steps.Free free -> free(free, nfe);
        };
    }

    /// Even steps in lambda and the plainest decisions that the space allows.
    Candidate even(int nfe) {
        return switch (space.steps()) {
            case SearchSpace.Steps.Fixed(Choice solver) -> fixed(solver, nfe);
            case SearchSpace.Steps.Free free -> {
                FirstOutput first = problem.firsts().contains(FirstOutput.MODEL) ? FirstOutput.MODEL
                    : random.of(problem.firsts().stream().sorted().toList());
                List<Double> times = space.grid() instanceof SearchSpace.Grid.Fixed(Choice grid)
                    ? given(grid, first, nfe) : problem.code().times(new double[problem.levels(nfe, first) - 1]);
                yield WarmStart.candidate(problem, times, first, problem.predictions().getFirst(),
                    Math.clamp(2, free.lowestOrder(), free.highestOrder()), Optional.empty());
            }
        };
    }

    /// Even steps of one solver.
    Candidate fixed(Choice solver, int nfe) {
        return problem.library(solver, Choice.of("uniform-lambda"), nfe).orElseThrow(
            () -> new UnsearchableException("%s has no run of %d evaluations here".formatted(solver.id(), nfe),
                "choose another number of evaluations, or another solver"));
    }

    private List<Double> given(Choice grid, FirstOutput first, int nfe) {
        return WarmStart.times(problem, grid, first, nfe).orElseThrow(() -> new UnsearchableException(
            "the grid has no %d steps".formatted(problem.levels(nfe, first) - 1),
            "choose a grid with a number of steps"));
    }

    private Candidate free(SearchSpace.Steps.Free free, int nfe) {
        FirstOutput first = random.of(problem.firsts().stream().sorted().toList());
        List<Double> times = space.grid() instanceof SearchSpace.Grid.Fixed(Choice grid)
            ? given(grid, first, nfe) : times(problem.levels(nfe, first));
        int count = times.size() - (problem.toZero() ? 0 : 1);
        var steps = new ArrayList<StepDecision>();
        for (int i = 0; i < count; i++) {
            steps.add(step(free, i));
        }
        return new Candidate(times, problem.toZero(), first, steps);
    }

    private List<Double> times(int levels) {
        var code = new double[levels - 1];
        for (int k = 0; k < code.length; k++) {
            code[k] = SPREAD * random.normal();
        }
        return problem.code(end()).times(code);
    }

    double end() {
        return space.grid() instanceof SearchSpace.Grid.Free(double lowest, double highest) && lowest > 0
            ? random.uniform(lowest, highest) : problem.to().time();
    }

    StepDecision.Unified step(SearchSpace.Steps.Free free, int index) {
        int order = order(free);
        return StepDecision.Unified.of(prediction(), order).withActive(active(free, order)).with(relaxation(free))
            .with(correction(free, index));
    }

    Prediction prediction() {
        return random.of(problem.predictions());
    }

    int order(SearchSpace.Steps.Free free) {
        return free.lowestOrder() + random.below(free.highestOrder() - free.lowestOrder() + 1);
    }

    List<Integer> active(SearchSpace.Steps.Free free, int order) {
        return free.fewerNodes() && order > 2 && random.chance(FEWER)
            ? List.of(1 + random.below(order - 2)) : List.of();
    }

    Relaxation relaxation(SearchSpace.Steps.Free free) {
        return free.mostSlope() > 0 && random.chance(RELAXED)
            ? Relaxation.linear(0, random.uniform(-mostDrawn(free), mostDrawn(free))) : Relaxation.NONE;
    }

    /// Larger ones are for refinement: alone, they are mostly bad.
    static double mostDrawn(SearchSpace.Steps.Free free) {
        return Math.min(free.mostSlope(), MOST_DRAWN);
    }

    Optional<StepDecision.Correction> correction(SearchSpace.Steps.Free free, int index) {
        return free.correctors() && index > 0 && random.chance(CORRECTED)
            ? Optional.of(StepDecision.Correction.of(prediction(), 1 + random.below(free.highestOrder() + 1))
                .with(refresh()))
            : Optional.empty();
    }

    private Refresh refresh() {
        return problem.canRefresh() && random.chance(REFRESHED) ? Refresh.GAUSSIAN : Refresh.OFF;
    }
}
