package samplerscope.export;

/// Smooths a square picture; light that would leave it is lost.
final class Blur {

    private Blur() {}

    /// @param light [size * size] row-major, not changed
    /// @param width standard deviation in pixels, `> 0`
    static float[] gaussian(float[] light, int size, double width) {
        int reach = (int) StrictMath.ceil(3 * width);
        var kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = (float) StrictMath.exp(-i * i / (2 * width * width));
            sum += kernel[i + reach];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return along(along(light, size, kernel, 1, size), size, kernel, size, 1);
    }

    /// @param step   distance of neighbours along the blurred direction
    /// @param stride distance of neighbouring lines
    private static float[] along(float[] in, int size, float[] kernel, int step, int stride) {
        int reach = kernel.length / 2;
        var out = new float[in.length];
        for (int line = 0; line < size; line++) {
            for (int p = 0; p < size; p++) {
                float sum = 0;
                int last = StrictMath.min(reach, size - 1 - p);
                for (int k = StrictMath.max(-reach, -p); k <= last; k++) {
                    sum += kernel[k + reach] * in[line * stride + (p + k) * step];
                }
                out[line * stride + p * step] = sum;
            }
        }
        return out;
    }
}
