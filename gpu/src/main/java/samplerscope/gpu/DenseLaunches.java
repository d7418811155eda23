package samplerscope.gpu;

import java.util.Arrays;
import samplerscope.gpu.kernel.ProductKernel;
import samplerscope.tensor.Field;
import samplerscope.tensor.Rows;

/// A network of dense layers as launches, one for each layer; some rows at a time, so that what is between two layers
/// stays small.
///
/// @param network what is evaluated
/// @param weights where its weights are in the arena
/// @param biases  where its biases are
record DenseLaunches(DeviceSpace space, Field.Mlp network, int weights, int biases) {

    /// Numbers between two layers, 64 MiB.
    private static final int MOST_BETWEEN = 1 << 24;

    /// `into <- network(x)` on some rows of a batch.
    ///
    /// @param x    where the samples are, [B, D]
    /// @param into where the results go, [B, D]; not `x`
    void evaluate(Rows rows, int batch, int x, int into) {
        int all = rows.count(batch);
        int widest = widest();
        int most = Math.clamp(MOST_BETWEEN / widest, 1, Math.max(1, all));
        int between = space.take(most * widest);
        int other = space.take(most * widest);
        for (int done = 0; done < all; done += most) {
            Rows some = new Rows(rows.row(done), rows.stride());
            layers(some, Math.min(most, all - done), x, into, between, other);
        }
        space.giveBack(other);
        space.giveBack(between);
    }

    private int widest() {
        return Arrays.stream(network.sizes()).max().orElseThrow();
    }

    private void layers(Rows rows, int count, int x, int into, int between, int other) {
        int[] sizes = network.sizes();
        int last = sizes.length - 2;
        int weight = weights;
        int bias = biases;
        var from = new Place(x, rows);
        for (int l = 0; l <= last; l++) {
            var to = l == last ? new Place(into, rows) : new Place(l % 2 == 0 ? between : other, Rows.ALL);
            int act = l == last ? 0 : 1;
            space.launch(Kernel.DENSE, new int[] {to.at, from.at, weight, count, sizes[l + 1], sizes[l], bias, act,
                to.rows.first(), to.rows.stride(), from.rows.first(), from.rows.stride(), sizes[l]}, new float[0],
                ProductKernel.GROUP * ProductKernel.groups(count, sizes[l + 1]));
            weight += sizes[l] * sizes[l + 1];
            bias += sizes[l + 1];
            from = to;
        }
    }

    /// Rows of a matrix in the arena.
    private record Place(int at, Rows rows) {}
}
