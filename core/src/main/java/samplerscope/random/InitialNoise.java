package samplerscope.random;

/// The initial noise of a whole run, of which a part can be asked for.
///
/// @param samples of the run; 0 where the noise of a sample does not depend on it
public record InitialNoise(NoiseSource source, long seed, int samples) {

    /// @param samples of the run, `>= 1`
    public static InitialNoise of(NoiseSource source, long seed, int samples) {
        return new InitialNoise(source, seed, isOneTensor(source) ? samples : 0);
    }

    /// What every run has that asks for nothing else.
    public static InitialNoise own(long seed) {
        return new InitialNoise(new NoiseSource.Own(), seed, 0);
    }

    private static boolean isOneTensor(NoiseSource source) {
        return switch (source) {
            case NoiseSource.Own _ -> false;
            case NoiseSource.TorchCpu(var per, var _) -> per == NoiseSource.Per.BATCH;
            case NoiseSource.TorchCuda(var per, int _, var _) -> per == NoiseSource.Per.BATCH;
        };
    }

    /// The noise of some samples, row-major.
    ///
    /// @param first index of the sample that the numbers begin with
    /// @param into  shape [B * D], overwritten
    /// @param size  of a sample, `D`
    public void fill(double[] into, int first, int size) {
        if (isOneTensor(source)) {
            part(seed, (long) samples * size, (long) first * size, into);
            return;
        }
        var row = new double[size];
        for (int b = 0; b < into.length / size; b++) {
            sample(first + b, row);
            System.arraycopy(row, 0, into, b * size, size);
        }
    }

    private void sample(int index, double[] into) {
        if (source instanceof NoiseSource.Own) {
            NormalDraws.fill(into, DrawKey.initial(seed, index), 0);
        } else {
            part(seed + index, into.length, 0, into);
        }
    }

    private void part(long key, long numel, long from, double[] into) {
        switch (source) {
            case NoiseSource.Own _ -> throw new IllegalStateException("our own noise has no tensor");
            case NoiseSource.TorchCpu _ -> TorchCpuNormals.fill(into, key, numel, from);
            case NoiseSource.TorchCuda(var _, int threads, var _) -> TorchCudaNormals.fill(into, key, numel, from, threads);
        }
    }
}
