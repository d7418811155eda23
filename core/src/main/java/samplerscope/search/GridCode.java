package samplerscope.search;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;

/// Grids between two levels as free numbers: every vector is a valid grid with the right ends, and adding a constant to
/// all numbers changes nothing.
///
///     w_k = softmax(a)_k (lambda_N - lambda_0) ,  lambda_k = lambda_(k-1) + w_k ,  k = 1 .. N
///
/// A share of {@link #LEAST} of each step is kept out of the softmax, so that no step vanishes.
///
/// @param from where grids start; from pure noise, whose lambda is infinite, the first step is counted from a level far
///             out
/// @param to   their last level with noise
record GridCode(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to) {

    /// Least step, as a share of the whole.
    private static final double LEAST = 1e-4;
    /// Noise per signal that stands for an infinite one.
    private static final double FAR_OUT = 200;

    /// @param code [N], `N >= 1`
    List<Double> times(double[] code) {
        double[] lambdas = lambdas(code);
        var times = new ArrayList<Double>();
        times.add(from.time());
        for (int k = 1; k < code.length; k++) {
            times.add(schedule.timeOfLambda(lambdas[k]));
        }
        times.add(to.time());
        return times;
    }

    /// Lambdas of the levels, both ends included.
    double[] lambdas(double[] code) {
        double[] shares = shares(code);
        var lambdas = new double[code.length + 1];
        lambdas[0] = start();
        for (int k = 0; k < shares.length; k++) {
            lambdas[k + 1] = lambdas[k] + (to.lambda() - start()) * shares[k];
        }
        lambdas[code.length] = to.lambda();
        return lambdas;
    }

    private static double[] shares(double[] code) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double a : code) {
            largest = max(largest, a);
        }
        double sum = 0;
        var shares = new double[code.length];
        for (int k = 0; k < code.length; k++) {
            shares[k] = exp(code[k] - largest);
            sum += shares[k];
        }
        double left = 1 - LEAST * code.length;
        for (int k = 0; k < code.length; k++) {
            shares[k] = LEAST + left * shares[k] / sum;
        }
        return shares;
    }

    /// The numbers of a grid, with mean 0. Steps too short for the code become as short as it can say.
    ///
    /// @param times with the right ends
    double[] code(List<Double> times) {
        int steps = times.size() - 1;
        double range = to.lambda() - start();
        double left = 1 - LEAST * steps;
        var code = new double[steps];
        double mean = 0;
        for (int k = 0; k < steps; k++) {
            double below = k == 0 ? start() : schedule.at(times.get(k)).lambda();
            double above = k == steps - 1 ? to.lambda() : schedule.at(times.get(k + 1)).lambda();
            code[k] = log(max(((above - below) / range - LEAST) / left, LEAST / steps));
            mean += code[k] / steps;
        }
        for (int k = 0; k < steps; k++) {
            code[k] -= mean;
        }
        return code;
    }

    /// Lambda of the start, or what stands for it.
    double start() {
        return from.alpha() > 0 ? from.lambda() : -log(FAR_OUT);
    }

    /// The same curve of lambda over the share of the steps with another number of steps.
    List<Double> resampled(List<Double> times, int steps) {
        int had = times.size() - 1;
        var changed = new ArrayList<Double>();
        changed.add(from.time());
        for (int i = 1; i < steps; i++) {
            double position = (double) i * had / steps;
            int below = (int) position;
            double a = below == 0 ? start() : schedule.at(times.get(below)).lambda();
            double b = schedule.at(times.get(below + 1)).lambda();
            changed.add(schedule.timeOfLambda(a + (b - a) * (position - below)));
        }
        changed.add(to.time());
        return changed;
    }
}
