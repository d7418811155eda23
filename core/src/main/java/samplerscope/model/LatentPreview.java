package samplerscope.model;

import java.util.List;

/// A sketch of what a decoder would make of a latent: at each position red, green and blue as a linear function of the
/// channels, one pixel per position. Takes no network.
///
/// The function is fitted by least squares to one picture that the decoder has made, averaged over the pixels of each
/// position; it suits latents like the one that it was fitted to.
public final class LatentPreview {

    private static final int COLOURS = 3;
    /// Relative to the mean square of the channels; decides where they are dependent, as in a latent of zeros.
    private static final double RIDGE = 1e-6;

    /// [colour][channel], the constant last.
    private final double[][] weights;

    private LatentPreview(double[][] weights) {
        this.weights = weights;
    }

    /// @param latent       [C, h, w] row-major
    /// @param latentShape  [C, h, w]
    /// @param picture      [3, H, W] that the decoder made of it, `H` and `W` multiples of `h` and `w`
    /// @param pictureShape [3, H, W]
    public static LatentPreview fitted(float[] latent, List<Integer> latentShape, float[] picture,
                                       List<Integer> pictureShape) {
        int channels = latentShape.getFirst();
        int positions = latentShape.get(1) * latentShape.get(2);
        float[] target = averaged(picture, pictureShape, latentShape);
        var normal = new double[channels + 1][channels + 1];
        var right = new double[COLOURS][channels + 1];
        var row = new double[channels + 1];
        for (int p = 0; p < positions; p++) {
            read(latent, positions, p, row);
            for (int i = 0; i <= channels; i++) {
                for (int j = 0; j <= i; j++) {
                    normal[i][j] += row[i] * row[j];
                }
                for (int c = 0; c < COLOURS; c++) {
                    right[c][i] += row[i] * target[c * positions + p];
                }
            }
        }
        double trace = 0;
        for (int i = 0; i <= channels; i++) {
            trace += normal[i][i];
        }
        for (int i = 0; i <= channels; i++) {
            normal[i][i] += RIDGE * trace / (channels + 1);
        }
        var factor = new Cholesky(normal);
        for (double[] b : right) {
            factor.solve(b);
        }
        return new LatentPreview(right);
    }

    /// Means over the pixels of each position.
    private static float[] averaged(float[] picture, List<Integer> from, List<Integer> to) {
        int rows = to.get(1);
        int columns = to.get(2);
        int high = from.get(1) / rows;
        int wide = from.get(2) / columns;
        var means = new float[COLOURS * rows * columns];
        for (int i = 0; i < COLOURS * rows * high; i++) {
            for (int x = 0; x < columns * wide; x++) {
                means[i / high * columns + x / wide] += picture[i * columns * wide + x] / (high * wide);
            }
        }
        return means;
    }

    private static void read(float[] latent, int positions, int position, double[] into) {
        for (int channel = 0; channel + 1 < into.length; channel++) {
            into[channel] = latent[channel * positions + position];
        }
        into[into.length - 1] = 1;
    }

    /// @param latent [C, h, w] row-major, of as many channels as fitted
    /// @return [3, h, w] in about [-1, 1]
    public float[] of(float[] latent) {
        int channels = weights[0].length - 1;
        int positions = latent.length / channels;
        var picture = new float[COLOURS * positions];
        var row = new double[channels + 1];
        for (int p = 0; p < positions; p++) {
            read(latent, positions, p, row);
            for (int c = 0; c < COLOURS; c++) {
                double sum = 0;
                for (int i = 0; i <= channels; i++) {
                    sum += weights[c][i] * row[i];
                }
                picture[c * positions + p] = (float) sum;
            }
        }
        return picture;
    }
}
