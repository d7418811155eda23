package samplerscope.model;

import java.util.Optional;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Tensor;

/// A model at a noise level, bound to a backend. Called from one thread at a time.
public interface Denoiser extends AutoCloseable {

    /// What {@link #evaluate} returns.
    Parameterization parameterization();

    /// Network calls per evaluation; guidance with two branches costs 2.
    default int cost() {
        return 1;
    }

    /// @param x    state, shape [B, ...]; row `b` belongs to the sample that the denoiser was made for
    /// @param at   noise level of every row
    /// @param into same shape as `x`, overwritten; not `x` itself
    void evaluate(Tensor x, NoiseLevel at, Tensor into);

    /// The derivative of each element of the output by the same element of the state, where it is known in closed form.
    default Optional<Slopes> slopes() {
        return Optional.empty();
    }

    /// The diagonal of a Jacobian.
    @FunctionalInterface
    interface Slopes {
        /// @param into `d output_j / d x_j`; as in {@link Denoiser#evaluate}
        void evaluate(Tensor x, NoiseLevel at, Tensor into);
    }

    @Override
    default void close() {}
}
