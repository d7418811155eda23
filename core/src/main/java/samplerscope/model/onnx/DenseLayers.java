package samplerscope.model.onnx;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.data.AssetFile;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;

/// A network of dense layers by its weights, as a device evaluates it.
///
/// With `f` cosines and sines of the timestep label times frequencies and `e = silu(W f + b)`, each hidden layer is
/// `h <- silu(W_l h + b_l + T_l e)`, and the last is `W h + b`: `PlaneNet` of training/train_plane.py. All samples of a
/// call share the label, so that `b_l + T_l e` is a bias that the host computes once for all of them.
final class DenseLayers {

    private final int[] sizes;
    private final Constants weights;
    private final List<float[]> biases = new ArrayList<>();
    private final List<float[]> times = new ArrayList<>();
    private final float[] frequencies;
    private final float[] embedding;
    private final float[] embeddingBias;

    private DenseLayers(NetworkWeights from, int size) {
        sizes = sizes(from, size);
        int last = sizes.length - 2;
        int width = from.length("embed.0.bias", 0);
        frequencies = from.floats("frequencies", from.length("frequencies", 0));
        embedding = from.floats("embed.0.weight", width, 2 * frequencies.length);
        embeddingBias = from.floats("embed.0.bias", width);
        var matrices = new ArrayList<float[]>();
        for (int l = 0; l <= last; l++) {
            String name = l < last ? "layers." + l : "out";
            matrices.add(from.floats(name + ".weight", sizes[l + 1], sizes[l]));
            biases.add(from.floats(name + ".bias", sizes[l + 1]));
            if (l < last) {
                times.add(from.floats("times.%d.weight".formatted(l), sizes[l + 1], width));
            }
        }
        weights = new Constants(joined(matrices));
    }

    /// @param file    of the weights
    /// @param network that they must be those of
    /// @param size    `D` of a sample
    /// @throws samplerscope.model.data.AssetException if the file is missing or changed
    /// @throws NetworkException                       if the weights are not those of such layers
    static DenseLayers open(AssetFile file, AssetFile network, int size) {
        return new DenseLayers(NetworkWeights.read(file, network), size);
    }

    private static int[] sizes(NetworkWeights from, int size) {
        var sizes = new ArrayList<>(List.of(size));
        for (int l = 0; from.has("layers.%d.bias".formatted(l)); l++) {
            sizes.add(from.length("layers.%d.bias".formatted(l), 0));
        }
        sizes.add(size);
        return sizes.stream().mapToInt(n -> n).toArray();
    }

    /// The network at a timestep label.
    Field.Mlp at(float label) {
        double[] embedded = silu(affine(embedding, features(label), embeddingBias));
        var all = new ArrayList<float[]>(biases);
        for (int l = 0; l < times.size(); l++) {
            all.set(l, single(affine(times.get(l), embedded, biases.get(l))));
        }
        return new Field.Mlp(weights, sizes, joined(all));
    }

    /// The angle is rounded to float32, as in the network: at a label of 1000 that moves it by up to 3e-5.
    private double[] features(float label) {
        var features = new double[2 * frequencies.length];
        for (int i = 0; i < frequencies.length; i++) {
            float angle = label * frequencies[i];
            features[i] = StrictMath.cos(angle);
            features[frequencies.length + i] = StrictMath.sin(angle);
        }
        return features;
    }

    /// `matrix x + bias`.
    private static double[] affine(float[] matrix, double[] x, float[] bias) {
        var result = new double[bias.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = bias[i];
            for (int j = 0; j < x.length; j++) {
                result[i] += matrix[i * x.length + j] * x[j];
            }
        }
        return result;
    }

    private static double[] silu(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] /= 1 + StrictMath.exp(-x[i]);
        }
        return x;
    }

    private static float[] single(double[] values) {
        return Constants.of(values).values();
    }

    private static float[] joined(List<float[]> parts) {
        var all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
