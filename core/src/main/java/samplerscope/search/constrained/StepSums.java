package samplerscope.search.constrained;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.Arrays;
import java.util.List;

/// Sums of steps `h_k = e^(x_k)`, which are positive whatever `x` is: increments of lambda between the levels of a
/// schedule. All of them sum to the range of the schedule; the first few sum to a level that must be hit.
///
/// @param steps how many there are
/// @param sums  at least one
public record StepSums(int steps, List<Sum> sums) implements Constraints {

    /// The steps `from`, ..., `to - 1` sum to `total`, counted from 0.
    public record Sum(int from, int to, double total) {
    }

    /// @throws InvalidProblemException if a sum has no steps, more than there are, or is not positive
    public StepSums {
        sums = List.copyOf(sums);
        if (sums.isEmpty()) {
            throw new InvalidProblemException("steps without a sum", "say at least what all of them sum to");
        }
        for (Sum sum : sums) {
            if (sum.from() < 0 || sum.from() >= sum.to() || sum.to() > steps) {
                throw new InvalidProblemException("a sum of steps %d to %d of %d"
                    .formatted(sum.from() + 1, sum.to(), steps), "sum at least one of the steps there are");
            }
            if (!(sum.total() > 0) || !Double.isFinite(sum.total())) {
                throw new InvalidProblemException("steps that sum to " + sum.total(),
                    "give a positive sum; steps are positive");
            }
        }
    }

    /// All steps sum to the range.
    public static StepSums range(int steps, double total) {
        return new StepSums(steps, List.of(new Sum(0, steps, total)));
    }

    /// The variables of given steps.
    ///
    /// @throws InvalidProblemException if one is not positive
    public static double[] variables(double[] steps) {
        if (!Arrays.stream(steps).allMatch(h -> h > 0 && Double.isFinite(h))) {
            throw new InvalidProblemException("steps " + Arrays.toString(steps), "begin with steps that are positive");
        }
        return Arrays.stream(steps).map(h -> log(h)).toArray();
    }

    /// The steps of given variables.
    public static double[] steps(double[] variables) {
        return Arrays.stream(variables).map(x -> exp(x)).toArray();
    }

    /// The levels that steps of given variables lead to, the first included.
    public static double[] levels(double from, double[] variables) {
        double[] levels = new double[variables.length + 1];
        levels[0] = from;
        for (int k = 0; k < variables.length; k++) {
            levels[k + 1] = levels[k] + exp(variables[k]);
        }
        return levels;
    }

    @Override
    public int count() {
        return sums.size();
    }

    @Override
    public String name(int row) {
        Sum sum = sums.get(row);
        return "the sum of steps %d to %d".formatted(sum.from() + 1, sum.to());
    }

    @Override
    public double[] at(double[] x) {
        return sums.stream().mapToDouble(s -> Arrays.stream(x, s.from(), s.to()).map(v -> exp(v)).sum() - s.total())
            .toArray();
    }

    @Override
    public double[][] jacobian(double[] x) {
        double[][] jacobian = new double[sums.size()][x.length];
        for (int i = 0; i < jacobian.length; i++) {
            for (int k = sums.get(i).from(); k < sums.get(i).to(); k++) {
                jacobian[i][k] = exp(x[k]);
            }
        }
        return jacobian;
    }

    @Override
    public double[][] curvature(double[] x, double[] multipliers) {
        double[][] curvature = new double[x.length][x.length];
        for (int i = 0; i < sums.size(); i++) {
            for (int k = sums.get(i).from(); k < sums.get(i).to(); k++) {
                curvature[k][k] += multipliers[i] * exp(x[k]);
            }
        }
        return curvature;
    }
}
