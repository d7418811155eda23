package samplerscope.model;

import samplerscope.schedule.NoiseLevel;
import samplerscope.statistics.GaussianFit;

/// A law `p(x0)` whose noised versions are known in closed form.
public interface ExactLaw extends Model {

    /// Independent draws of `x0`, shape [n, D] row-major. Row `i` depends on `seed + i` only.
    double[] draw(int n, long seed, Condition condition);

    /// Mean and covariance of `x0`. May take seconds for pictures, and then be interrupted.
    ///
    /// @throws ConditionException for a condition that depends on the sample
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    GaussianFit moments(Condition condition);

    /// `log p_t(x)` of the law noised to a level, `sigma > 0`, in nats.
    ///
    /// @param x shape [D]
    double logDensity(double[] x, NoiseLevel at, Condition condition);

    /// The same for many points: what depends on the level only is computed once. Safe to use from several threads.
    default Density density(NoiseLevel at, Condition condition) {
        return x -> logDensity(x, at, condition);
    }

    /// A density over samples.
    @FunctionalInterface
    interface Density {
        /// In nats.
        ///
        /// @param x shape [D]
        double logAt(double[] x);
    }
}
