package samplerscope.export;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.bio.npy.NpyFile;
import samplerscope.run.Snapshot;
import samplerscope.spec.PendingFile;

/// Samples as NumPy's `.npy`, in the precision of the run. The only class that knows the npy library.
public final class NpyArrays {

    private NpyArrays() {}

    /// @param samples shape [B, ...]
    /// @throws samplerscope.spec.FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(Path file, Snapshot samples) {
        write(file, IntStream.concat(IntStream.of(samples.samples()), sample(samples)).toArray(), List.of(samples));
    }

    /// Several states of one run as one array, shape [S + 1, B, ...].
    ///
    /// @param states of one shape and precision, at least one
    /// @throws samplerscope.spec.FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(Path file, List<Snapshot> states) {
        Snapshot first = states.getFirst();
        write(file, IntStream.concat(IntStream.of(states.size(), first.samples()), sample(first)).toArray(), states);
    }

    private static IntStream sample(Snapshot samples) {
        return samples.shape().sample().stream().mapToInt(Integer::intValue);
    }

    private static void write(Path file, int[] shape, List<Snapshot> states) {
        int size = states.getFirst().shape().size();
        try (var pending = PendingFile.beside(file)) {
            switch (states.getFirst().precision()) {
                case FLOAT64 -> {
                    var numbers = new double[states.size() * size];
                    for (int i = 0; i < states.size(); i++) {
                        System.arraycopy(states.get(i).toDoubles(), 0, numbers, i * size, size);
                    }
                    NpyFile.write(pending.path(), numbers, shape, ByteOrder.LITTLE_ENDIAN);
                }
                case FLOAT32 -> {
                    var numbers = new float[states.size() * size];
                    var one = new float[size];
                    for (int i = 0; i < states.size(); i++) {
                        states.get(i).copyTo(0, one);
                        System.arraycopy(one, 0, numbers, i * size, size);
                    }
                    NpyFile.write(pending.path(), numbers, shape, ByteOrder.LITTLE_ENDIAN);
                }
            }
            pending.commit();
        }
    }
}
