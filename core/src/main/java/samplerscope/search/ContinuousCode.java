package samplerscope.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import samplerscope.solver.Relaxation;

/// The numbers of a schedule that can change by little, with its decisions kept: the lengths of its steps, where it
/// ends, and its relaxations. Every vector is a legal schedule.
///
/// @param template whose decisions are kept
/// @param relaxed  derivatives whose relaxation is among the numbers
record ContinuousCode(SearchProblem problem, Candidate template, List<Relaxed> relaxed) {

    /// What one unit of a number is of a slope: that it changes an error by about as much as a level's does.
    private static final double UNIT = 0.5;

    /// A derivative of the expansion of a step, or of its corrector; 0 is the value expanded around.
    record Relaxed(int step, boolean corrector, int derivative) {}

    /// With the relaxation of the first derivative of every step: few numbers, for methods that see scores alone.
    static ContinuousCode of(SearchProblem problem, Candidate template) {
        return withAll(problem, template).only(r -> r.derivative() == 1 && !r.corrector());
    }

    /// With all relaxations, so that the weights of all outputs are free: for methods that see where every noise ends.
    static ContinuousCode withAll(SearchProblem problem, Candidate template) {
        var relaxed = new ArrayList<Relaxed>();
        int last = template.steps().size() - 1;
        for (int i = 0; i <= last && mostSlope(problem) > 0; i++) {
            if (template.steps().get(i) instanceof StepDecision.Unified step) {
                boolean endless = template.toZero() && i == last || i == 0 && problem.from().alpha() == 0;
                if (!endless && isLinear(step.relaxation())) {
                    relaxed.addAll(derivatives(i, false, step.order()));
                }
                if (i > 0 && step.correction().isPresent() && isLinear(step.correction().get().relaxation())) {
                    relaxed.addAll(derivatives(i, true, step.correction().get().order()));
                }
            }
        }
        return new ContinuousCode(problem, template, List.copyOf(relaxed));
    }

    private ContinuousCode only(Predicate<Relaxed> kept) {
        return new ContinuousCode(problem, template, relaxed.stream().filter(kept).toList());
    }

    /// Those that the outputs seen at a step allow.
    private static List<Relaxed> derivatives(int step, boolean corrector, int order) {
        return IntStream.range(0, Math.min(order, step + 1)).mapToObj(k -> new Relaxed(step, corrector, k)).toList();
    }

    /// Other forms have no number.
    private static boolean isLinear(Relaxation relaxation) {
        return relaxation.form() == Relaxation.Form.NONE || relaxation.form() == Relaxation.Form.LINEAR;
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
        for (Relaxed one : relaxed) {
            var step = (StepDecision.Unified) template.steps().get(one.step());
            Relaxation relaxation = one.corrector() ? step.correction().orElseThrow().relaxation() : step.relaxation();
            x[at++] = relaxation.slope(one.derivative()) / UNIT;
        }
        return x;
    }

    /// The nearest vector whose numbers all count: an end and relaxations have bounds.
    double[] within(double[] x) {
        double[] within = x.clone();
        for (int k = lengths(); k < within.length; k++) {
            within[k] = k < within.length - relaxed.size() ? Math.clamp(within[k], -1, 1) : slope(within[k]) / UNIT;
        }
        return within;
    }

    Candidate candidate(double[] x) {
        var steps = new ArrayList<>(template.steps());
        int at = x.length - relaxed.size();
        for (Relaxed one : relaxed) {
            double slope = slope(x[at++]);
            var step = (StepDecision.Unified) steps.get(one.step());
            steps.set(one.step(), one.corrector()
                ? step.with(step.correction().map(c -> c.with(c.relaxation().withSlope(one.derivative(), slope))))
                : step.with(step.relaxation().withSlope(one.derivative(), slope)));
        }
        return new Candidate(times(x), template.toZero(), template.first(), steps);
    }

    private double slope(double x) {
        return Math.clamp(x * UNIT, -mostSlope(problem), mostSlope(problem));
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
