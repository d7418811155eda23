package samplerscope.app.flow;

/// Running sums over `2 radius + 1` neighbours, without dividing. Outside the picture there is nothing.
final class Boxes {

    private Boxes() {}

    /// Sums along rows; `to` is overwritten.
    static void rows(int[] from, int[] to, int width, int height, int radius) {
        for (int y = 0; y < height; y++) {
            sums(from, to, y * width, width, radius);
        }
    }

    private static void sums(int[] from, int[] to, int start, int width, int radius) {
        int sum = 0;
        for (int x = 0; x < Math.min(radius, width); x++) {
            sum += from[start + x];
        }
        for (int x = 0; x < width; x++) {
            sum += x + radius < width ? from[start + x + radius] : 0;
            sum -= x - radius > 0 ? from[start + x - radius - 1] : 0;
            to[start + x] = sum;
        }
    }

    /// Sums along columns, a whole row at a time: rows of `to` are differences of running rows, so memory is read in
    /// order.
    static void columns(int[] from, int[] to, int width, int height, int radius) {
        var sum = new int[width];
        for (int y = 0; y < Math.min(radius, height); y++) {
            add(sum, from, y * width, 1);
        }
        for (int y = 0; y < height; y++) {
            if (y + radius < height) {
                add(sum, from, (y + radius) * width, 1);
            }
            if (y - radius > 0) {
                add(sum, from, (y - radius - 1) * width, -1);
            }
            System.arraycopy(sum, 0, to, y * width, width);
        }
    }

    private static void add(int[] sum, int[] row, int start, int sign) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += sign * row[start + x];
        }
    }
}
