package samplerscope.random;

/// Which generator the initial noise of a run comes from. Draws of solvers are always our own: programs ask their
/// generators for them in an order that is part of their samplers.
public sealed interface NoiseSource {

    /// What one seed is good for.
    enum Per {
        /// All samples of the run are one tensor: their number is part of the noise.
        BATCH,
        /// Sample `i` has a generator of its own with the seed plus `i`.
        SAMPLE
    }

    /// What the normals of a variance-preserving run are multiplied with. Programs whose state is `x / alpha` start from
    /// `sigma / alpha` of it, which is `sigma` of ours; elsewhere, and on other paths, they are as they are.
    enum Scale {
        UNIT, SIGMA
    }

    default Scale scale() {
        return Scale.UNIT;
    }

    /// {@link NormalDraws}: on every device, in parallel, a sample alone as in any batch.
    record Own() implements NoiseSource {}

    /// `torch.randn` in float32 of a generator of the CPU.
    record TorchCpu(Per per, Scale scale) implements NoiseSource {}

    /// `torch.randn` in float32 of a generator of a CUDA device.
    ///
    /// @param threads that the device holds, its multiprocessors times the threads of each; noise with more numbers than
    ///                that depends on it. A multiple of 256, or 0 for more than the noise has numbers
    record TorchCuda(Per per, int threads, Scale scale) implements NoiseSource {}
}
