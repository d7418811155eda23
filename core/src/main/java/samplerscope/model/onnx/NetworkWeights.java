package samplerscope.model.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpzFile;
import samplerscope.model.data.AssetFile;

/// The arrays of a network by name, from a NumPy archive beside its ONNX file: what ONNX Runtime does not give out.
final class NetworkWeights {

    /// The array with the SHA-256 of the ONNX file that the weights were taken from.
    private static final String OF = "onnx";
    private static final int BUFFER = 1 << 16;

    private final AssetFile file;
    private final Map<String, NpyArray> arrays;

    private NetworkWeights(AssetFile file, Map<String, NpyArray> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /// @param network whose weights they must be
    /// @throws samplerscope.model.data.AssetException if the file is missing or changed
    /// @throws NetworkException                       if it is no archive, or one of another network
    static NetworkWeights read(AssetFile file, AssetFile network) {
        file.read(); // checks it
        var weights = new NetworkWeights(file, arrays(file));
        byte[] of = weights.get(OF).getData() instanceof byte[] bytes ? bytes : new byte[0];
        if (!HexFormat.of().formatHex(of).equalsIgnoreCase(network.sha256())) {
            throw weights.wrong("was taken from another network than '%s'".formatted(network.name()));
        }
        return weights;
    }

    private static Map<String, NpyArray> arrays(AssetFile file) {
        var arrays = new HashMap<String, NpyArray>();
        try (var archive = NpzFile.read(file.path())) {
            archive.introspect().forEach(entry -> arrays.put(entry.getName(), archive.get(entry.getName(), BUFFER)));
            return arrays;
        } catch (Exception e) { // the library is Kotlin: it throws IOException without saying so
            throw new NetworkException("'%s' is no archive of NumPy arrays (%s)".formatted(file.path(), e.getMessage()),
                "write it again with training/layers.py", e);
        }
    }

    boolean has(String name) {
        return arrays.containsKey(name);
    }

    /// How many numbers an axis of an array has.
    int length(String name, int axis) {
        int[] shape = get(name).getShape();
        return axis < shape.length ? shape[axis] : 1;
    }

    /// Numbers of an array of just this shape, row-major.
    ///
    /// @throws NetworkException if there is none
    float[] floats(String name, int... shape) {
        NpyArray array = get(name);
        if (!Arrays.equals(array.getShape(), shape) || !(array.getData() instanceof float[] numbers)) {
            throw wrong("has '%s' of shape %s; it must be float32 of shape %s".formatted(name,
                Arrays.toString(array.getShape()), Arrays.toString(shape)));
        }
        return numbers;
    }

    private NpyArray get(String name) {
        NpyArray array = arrays.get(name);
        if (array == null) {
            throw wrong("has no array '%s'".formatted(name));
        }
        return array;
    }

    private NetworkException wrong(String what) {
        return new NetworkException("'%s' %s".formatted(file.path(), what), "write it again with training/layers.py");
    }
}
