package samplerscope.random;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.fma;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

/// The numbers of `torch.randn(n, device="cuda")` in float32 after `manual_seed(seed)`.
///
/// Thread `t` of `T` draws four numbers at a time from a Philox stream of its own and puts them into the places `t`,
/// `t + T`, `t + 2 T` and `t + 3 T`, then goes on `4 T` further. There are as many threads as numbers, rounded up to a
/// block, but no more than the device holds: noise with fewer numbers is the same on every device, and each is the first
/// of its stream.
///
/// A device computes in float32 with a fast sine, which may move the sixth digit behind the point; here sine and
/// logarithm are those of float64, at the same float32 arguments.
///
/// Source: PyTorch 2.5, ATen/native/cuda/DistributionTemplates.h, `calc_execution_policy` and
/// `distribution_elementwise_grid_stride_kernel`; cuRAND's `curand_init` and `curand_normal4`.
final class TorchCudaNormals {

    private static final int AT_A_TIME = 4;
    private static final float SCALE = 0x1p-32f;
    private static final float ANGLE_SCALE = (float) (0x1p-31 * PI);

    private TorchCudaNormals() {}

    /// Fills with the numbers `from` to `from + into.length - 1` of `numel`.
    ///
    /// @param threads that the device holds, or 0 for at least `numel`
    static void fill(double[] into, long seed, long numel, long from, int threads) {
        long stride = threads == 0 || threads >= numel ? numel : threads;
        for (int i = 0; i < into.length; i++) {
            long place = from + i;
            long round = place / (AT_A_TIME * stride);
            int member = (int) (place / stride % AT_A_TIME);
            into[i] = normal(seed, place % stride, round, member);
        }
    }

    private static double normal(long seed, long thread, long round, int member) {
        int[] words = {(int) round, (int) (round >>> 32), (int) thread, (int) (thread >>> 32)};
        Philox.words(words, (int) seed, (int) (seed >>> 32));
        int pair = member & 2;
        double radius = sqrt(-2 * log(fma(unsigned(words[pair]), SCALE, SCALE / 2)));
        float angle = fma(unsigned(words[pair + 1]), ANGLE_SCALE, ANGLE_SCALE / 2);
        return (float) (radius * ((member & 1) == 0 ? sin(angle) : cos(angle)));
    }

    private static float unsigned(int word) {
        return word & 0xFFFFFFFFL;
    }
}
