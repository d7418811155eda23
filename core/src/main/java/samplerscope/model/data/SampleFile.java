package samplerscope.model.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Samples of a known shape in a file of arrays: what a run wrote, or what somebody else did.
public final class SampleFile {

    private SampleFile() {}

    /// @param file   `.npy`, `.npz` or `.safetensors`
    /// @param sample shape of one sample
    /// @return [B, ...] row-major, `B >= 1`; bytes are mapped from 0..255 to -1..1
    /// @throws DataException if the file cannot be read, or holds samples of another shape
    public static float[] read(Path file, List<Integer> sample) {
        if (!ArrayFile.isOne(file)) {
            throw new DataException(file, "", "it is no file of arrays",
                "save the samples with numpy.save, shape [N, %s]".formatted(words(sample)));
        }
        NpyArray array = ArrayFile.read(file).array();
        List<Integer> shape = array.shape();
        if (!shape.subList(1, shape.size()).equals(sample)) {
            throw new DataException(file, "", "its shape is [%s], but the model makes samples of [%s]".formatted(
                words(shape), words(sample)), "save an array of shape [N, %s]".formatted(words(sample)));
        }
        return array.values();
    }

    private static String words(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
