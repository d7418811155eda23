package samplerscope.gpu;

import samplerscope.gpu.kernel.ProductKernel;
import samplerscope.gpu.kernel.SoftmaxKernel;
import samplerscope.tensor.Field;
import samplerscope.tensor.Rows;

/// The ideal denoiser of points with many coordinates as launches: distances, softmax, means; some rows at a time, so
/// that the weights between them stay small.
///
/// @param field  what is evaluated
/// @param points where all its points are in the arena
record PointsLaunches(DeviceSpace space, Field.Points field, int points) {

    /// Softmax weights between the two products, 64 MiB.
    private static final int MOST_WEIGHTS = 1 << 24;

    /// `into <- field(x)` on some rows of a batch.
    ///
    /// @param size `D` of a sample
    /// @param x    where the samples are, [B, D]
    /// @param into where the results go, [B, D]; not `x`
    void evaluate(Rows rows, int batch, int size, int x, int into) {
        int all = rows.count(batch);
        int count = field.to() - field.from();
        int most = Math.clamp(MOST_WEIGHTS / count, 1, Math.max(1, all));
        int weights = space.take(most * count);
        for (int done = 0; done < all; done += most) {
            Rows some = new Rows(rows.row(done), rows.stride());
            part(some, Math.min(most, all - done), size, x, into, weights);
        }
        space.giveBack(weights);
    }

    private void part(Rows rows, int count, int size, int x, int into, int weights) {
        int n = field.to() - field.from();
        int from = points + field.from() * size;
        space.launch(Kernel.DISTANCES, new int[] {weights, x, from, count, n, size, rows.first(), rows.stride()},
            new float[] {field.alpha(), -1 / (2 * field.variance())},
            ProductKernel.GROUP * ProductKernel.groups(count, n));
        space.launch(Kernel.SOFTMAX, new int[] {weights, n}, new float[0], (long) SoftmaxKernel.GROUP * count);
        space.launch(Kernel.MEANS, new int[] {into, x, weights, from, count, n, size, rows.first(), rows.stride()},
            new float[] {field.alpha(), field.pull()}, ProductKernel.GROUP * ProductKernel.groups(count, size));
    }
}
