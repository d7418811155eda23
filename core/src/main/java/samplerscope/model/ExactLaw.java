package samplerscope.model;

import samplerscope.schedule.NoiseLevel;

/// A law `p(x0)` whose noised versions are known in closed form.
public interface ExactLaw extends Model {

    /// Independent draws of `x0`, shape [n, D] row-major. Row `i` depends on `seed + i` only.
    double[] draw(int n, long seed, Condition condition);

    /// `log p_t(x)` of the law noised to a level, `sigma > 0`, in nats.
    ///
    /// @param x shape [D]
    double logDensity(double[] x, NoiseLevel at, Condition condition);
}
