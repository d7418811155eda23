package samplerscope.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.solver.Relaxation;

/// The numbers of a schedule that can change by little, with its decisions kept: the lengths of its steps, where it
/// ends, and its relaxations. Every vector is a legal schedule.
///
/// @param template whose decisions are kept
/// @param relaxed  steps whose relaxation is among the numbers
record ContinuousCode(SearchProblem problem, Candidate template, List<Integer> relaxed) {

    static ContinuousCode of(SearchProblem problem, Candidate template) {
        double most = mostSlope(problem);
        List<Integer> relaxed = most == 0 ? List.of() : IntStream.range(1, template.steps().size())
            .filter(i -> template.steps().get(i) instanceof StepDecision.Unified u && u.order() > 1 && isLinear(u))
            .boxed().toList();
        return new ContinuousCode(problem, template, relaxed);
    }

    /// Other forms have no number.
    private static boolean isLinear(StepDecision.Unified step) {
        return step.relaxation().form() == Relaxation.Form.NONE
            || step.relaxation().form() == Relaxation.Form.LINEAR;
    }

    private static double mostSlope(SearchProblem problem) {
        return problem.space().steps() instanceof SearchSpace.Steps.Free free ? free.mostSlope() : 0;
    }

    private boolean movesLevels() {
        return problem.space().grid() instanceof SearchSpace.Grid.Free && template.times().size() > 2;
    }

    private boolean movesEnd() {
        return problem.space().grid() instanceof SearchSpace.Grid.Free(double lowest, double highest)
            && highest > lowest;
    }

    private int lengths() {
        return movesLevels() ? template.times().size() - 1 : 0;
    }

    int dimension() {
        return lengths() + (movesEnd() ? 1 : 0) + relaxed.size();
    }

    /// The vector of the template.
    double[] start() {
        var x = new double[dimension()];
        if (movesLevels()) {
            double[] code = problem.code(template.times().getLast()).code(template.times());
            System.arraycopy(code, 0, x, 0, code.length);
        }
        if (movesEnd()) {
            var free = (SearchSpace.Grid.Free) problem.space().grid();
            x[lengths()] = 2 * (template.times().getLast() - free.lowestEnd())
                / (free.highestEnd() - free.lowestEnd()) - 1;
        }
        int at = x.length - relaxed.size();
        for (int step : relaxed) {
            x[at++] = ((StepDecision.Unified) template.steps().get(step)).relaxation().slope() / mostSlope(problem);
        }
        return x;
    }

    /// The nearest vector whose numbers all count: an end and relaxations have bounds.
    double[] within(double[] x) {
        double[] within = x.clone();
        for (int k = lengths(); k < within.length; k++) {
            within[k] = Math.clamp(within[k], -1, 1);
        }
        return within;
    }

    Candidate candidate(double[] x) {
        var steps = new ArrayList<>(template.steps());
        int at = x.length - relaxed.size();
        for (int step : relaxed) {
            double slope = Math.clamp(x[at++], -1, 1) * mostSlope(problem);
            var unified = (StepDecision.Unified) steps.get(step);
            steps.set(step, unified.with(slope == 0 ? Relaxation.NONE
                : new Relaxation(Relaxation.Form.LINEAR, slope)));
        }
        return new Candidate(times(x), template.toZero(), template.first(), steps);
    }

    private List<Double> times(double[] x) {
        if (!movesLevels()) {
            return template.times();
        }
        double end = template.times().getLast();
        if (movesEnd()) {
            var free = (SearchSpace.Grid.Free) problem.space().grid();
            double share = (Math.clamp(x[lengths()], -1, 1) + 1) / 2;
            end = free.lowestEnd() + share * (free.highestEnd() - free.lowestEnd());
        }
        return problem.code(end).times(Arrays.copyOf(x, lengths()));
    }
}
