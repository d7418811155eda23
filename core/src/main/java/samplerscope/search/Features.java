package samplerscope.search;

import java.util.List;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.Refresh;

/// A schedule as numbers of about the same size, so that schedules that behave alike lie near each other: for each step
/// from the end backwards where it starts, how long it is and what is decided.
///
/// @param problem whose schedules are described
/// @param steps   of the longest schedule
record Features(SearchProblem problem, int steps) {

    private static final int PER_STEP = 12;
    /// How much a step twice as long counts, in units of one other decision.
    private static final double LEVEL = 1.5;
    private static final double DECISION = 0.5;

    static Features of(SearchProblem problem) {
        return new Features(problem, problem.space().most() + 2);
    }

    double[] of(Candidate candidate) {
        var x = new double[steps * PER_STEP + 1];
        double[] lambdas = lambdas(candidate);
        int count = candidate.steps().size();
        for (int i = 0; i < count; i++) {
            // The last steps matter most, and stand at the same place however many there are.
            int at = (count - 1 - i) * PER_STEP;
            if (at + PER_STEP >= x.length) {
                continue;
            }
            if (i < lambdas.length - 1) {
                x[at] = LEVEL * StrictMath.log((lambdas[i + 1] - lambdas[i]) * count
                    / (lambdas[lambdas.length - 1] - lambdas[0]));
            }
            decided(candidate.steps().get(i), x, at + 1);
        }
        x[x.length - 1] = candidate.first() == FirstOutput.MODEL ? 0 : 1;
        return x;
    }

    private double[] lambdas(Candidate candidate) {
        List<Double> times = candidate.times();
        var lambdas = new double[times.size()];
        for (int i = 0; i < lambdas.length; i++) {
            lambdas[i] = i == 0 ? problem.code().start() : problem.schedule().at(times.get(i)).lambda();
        }
        return lambdas;
    }

    private static void decided(StepDecision decision, double[] x, int at) {
        switch (decision) {
            case StepDecision.Unified u -> {
                x[at] = DECISION * u.order();
                x[at + 1] = u.prediction() == Prediction.DATA ? DECISION : 0;
                x[at + 2] = u.prediction() == Prediction.STATISTICS ? 2 * DECISION : 0;
                x[at + 3] = 2 * u.relaxation().slope(1);
                x[at + 4] = u.active().isEmpty() ? 0 : DECISION;
                x[at + 5] = u.correction().isPresent() ? DECISION : 0;
                x[at + 6] = u.correction().map(c -> DECISION * c.order() / 2).orElse(0.0);
                x[at + 10] = u.correction().map(c -> c.refresh() == Refresh.OFF ? 0 : DECISION).orElse(0.0);
                x[at + 7] = u.correction().map(c -> c.prediction() == Prediction.STATISTICS ? DECISION : 0).orElse(0.0);
            }
            case StepDecision.Named(var solver, int _) -> {
                int hash = solver.hashCode(); // of texts and numbers: the same everywhere
                x[at] = DECISION * 2;
                x[at + 8] = 1;
                x[at + 9] = (hash & 0xFF) / 255.0;
            }
        }
    }
}
