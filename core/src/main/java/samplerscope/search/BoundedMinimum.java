package samplerscope.search;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/// The lowest point that Brent's method sees of a function on an interval.
///
/// Source: Brent 1973, Algorithms for Minimization without Derivatives, Ch. 5.
///
/// @param at    where
/// @param value of the function there
record BoundedMinimum(double at, double value) {

    /// Where golden sections divide an interval, from its left end.
    private static final double GOLDEN = 0.3819660112501051;
    /// About the square root of the spacing of doubles: a minimum cannot be located better.
    private static final double RELATIVE = 1.5e-8;

    /// @param tolerance  of the place
    /// @param mostTrials evaluations of the function; the best so far counts when they are spent
    static BoundedMinimum of(DoubleUnaryOperator function, double low, double high, double tolerance, int mostTrials) {
        var best = new BoundedMinimum[1];
        var brent = new BrentOptimizer(RELATIVE, tolerance / 3);
        try {
            brent.optimize(new UnivariateObjectiveFunction(x -> {
                double value = function.applyAsDouble(x);
                if (best[0] == null || value < best[0].value()) {
                    best[0] = new BoundedMinimum(x, value);
                }
                return value;
            }), GoalType.MINIMIZE, new SearchInterval(low, high, low + GOLDEN * (high - low)), new MaxEval(mostTrials));
        } catch (MathIllegalStateException e) {
            return best[0]; // all trials are spent
        }
        return best[0];
    }
}
