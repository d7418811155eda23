package samplerscope.export;

import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jetbrains.bio.npy.NpyFile;
import samplerscope.run.Snapshot;
import samplerscope.spec.PendingFile;

/// Samples as NumPy's `.npy`, in the precision of the run. The only class that knows the npy library.
public final class NpyArrays {

    private NpyArrays() {}

    /// @param samples shape [B, ...]
    /// @throws samplerscope.spec.FileAccessException if the file cannot be written; an old one is then unharmed
    public static void write(Path file, Snapshot samples) {
        int[] shape = new int[samples.shape().sample().size() + 1];
        shape[0] = samples.samples();
        for (int i = 1; i < shape.length; i++) {
            shape[i] = samples.shape().sample().get(i - 1);
        }
        try (var pending = PendingFile.beside(file)) {
            switch (samples.precision()) {
                case FLOAT64 -> NpyFile.write(pending.path(), samples.toDoubles(), shape, ByteOrder.LITTLE_ENDIAN);
                case FLOAT32 -> {
                    var numbers = new float[samples.shape().size()];
                    samples.copyTo(0, numbers);
                    NpyFile.write(pending.path(), numbers, shape, ByteOrder.LITTLE_ENDIAN);
                }
            }
            pending.commit();
        }
    }
}
